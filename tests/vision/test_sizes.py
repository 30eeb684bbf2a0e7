"""Frames that become smaller, or larger again, in the middle: nothing jumps, nobody is lost."""

import cv2
import numpy as np
import pytest

from inference.results import Pixels
from tests.inference.photos import needs_photos, photo
from tests.vision.looking import Lab
from tests.vision.test_eye import _CLOSE, instead
from tests.vision.test_people import _FIGURES, side_by_side

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_photos]


def smaller(picture: Pixels, times: int) -> Pixels:
    height, width = picture.shape[0] // times, picture.shape[1] // times
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize("times", [2, 3])
def test_bodies_keep_their_names_and_their_places(lab: Lab, times: int) -> None:
    lab.open(see=["pose"], bodies=2)
    scene = side_by_side(*_FIGURES)
    large = lab.see(*[scene] * 4)[-1]
    small = lab.see(smaller(scene, times))[0]
    again = lab.see(*[smaller(scene, times)] * 3, scene)[-1]
    assert len(large.bodies) == 2
    for before, between, after in zip(large.bodies, small.bodies, again.bodies, strict=True):
        assert before.id == between.id == after.id
        # Of a body about 700 px high.
        assert np.abs(before.points[:, :2] - times * between.points[:, :2]).max() < 12
        assert np.abs(before.points[:, :2] - after.points[:, :2]).max() < 12


def test_a_body_that_is_lost_just_then_is_the_same_again(lab: Lab) -> None:
    lab.open(see=["pose"])
    scene = side_by_side(_FIGURES[0])
    before, _, again = lab.see(scene, np.zeros_like(scene), smaller(scene, 2))
    assert [body.id for body in before.bodies] == [body.id for body in again.bodies] == [1]


def test_a_hand_is_followed_on_where_nothing_else_would_find_it(lab: Lab) -> None:
    """Led away from the middle, where the landmark network looks by itself."""
    instead(lab, "palm_lite", lambda route: route.abort())
    lab.open(whole=False)
    hand = cv2.resize(photo(_CLOSE), (320, 320), interpolation=cv2.INTER_AREA)

    def scene(x: int) -> Pixels:
        frame = np.full((720, 1280, 3), 127, np.uint8)
        frame[200:520, x : x + 320] = hand
        return frame

    led = lab.see(*[scene(480)] * 8, *[scene(x) for x in range(480, 960, 40)], scene(940))
    small = lab.see(smaller(scene(940), 2))[0]
    assert led[-1].points is not None
    assert small.points is not None
    assert led[-1].points[0, 0] > 940
    assert np.abs(led[-1].points[:, :2] - 2 * small.points[:, :2]).max() < 12


def test_a_mask_does_not_flicker(lab: Lab) -> None:
    lab.open(see=["portrait"])
    picture = np.asarray(cv2.resize(photo(_FIGURES[0]), (720, 960)), np.uint8)
    large = lab.see(*[picture] * 4)[-1].mask
    small = lab.see(smaller(picture, 2))[0].mask
    assert large is not None
    assert small is not None
    assert np.abs(large - small).mean() < 0.005
    assert np.mean(np.abs(large - small) > 0.2) < 0.002
