"""People stay where the photo has them; only what is behind them becomes another picture."""

from typing import Any

import numpy as np
import pytest

import inference
from inference.results import Cutout

PLAIN = inference.Light(match=0, shadow=0)
SCENE = np.full((480, 360, 3), (10, 20, 200), np.uint8)


def a_cutout(height: int, width: int, box: tuple[int, int, int, int]) -> tuple[Any, Cutout]:
    """A white photo, and in it a red rectangle (top, bottom, left, right) that is the person."""
    top, bottom, left, right = box
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[top:bottom, left:right] = (200, 30, 30)
    alpha = np.zeros((height, width), np.float32)
    alpha[top:bottom, left:right] = 1
    return pixels, Cutout(alpha, pixels, float(alpha.mean()))


def people(image: Any) -> tuple[int, int, int, int]:
    red = image[..., 0] > 100
    rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def test_a_photo_of_the_scenes_shape_keeps_place_and_size() -> None:
    pixels, cutout = a_cutout(960, 720, (200, 960, 40, 300))
    made = inference.swap_background(pixels, SCENE, cutout, light=PLAIN)
    assert made.image.shape == SCENE.shape
    assert people(made.image) == (100, 480, 20, 150)
    assert (made.image[:90] == SCENE[:90]).all()


def test_of_a_wider_photo_the_middle_is_taken() -> None:
    pixels, cutout = a_cutout(480, 640, (100, 480, 320, 400))
    made = inference.swap_background(pixels, SCENE, cutout, light=PLAIN)
    assert people(made.image) == (100, 480, 180, 260)


def test_the_foreground_lies_over_the_people_and_what_it_leaves_open_is_seen() -> None:
    front = np.zeros((240, 180, 4), np.uint8)
    front[200:] = (0, 255, 0, 255)
    pixels, cutout = a_cutout(960, 720, (200, 960, 40, 300))
    made = inference.swap_background(pixels, SCENE, cutout, foreground=front, light=PLAIN)
    assert (made.image[404:] == (0, 255, 0)).all()
    assert people(made.image)[1] <= 402


def test_the_scenes_light_falls_on_the_people() -> None:
    pixels, cutout = a_cutout(960, 720, (200, 960, 40, 300))
    plain = inference.swap_background(pixels, SCENE, cutout, light=PLAIN).image
    lit = inference.swap_background(pixels, SCENE, cutout).image
    assert lit[300, 80, 2] > plain[300, 80, 2]
    assert (lit[:90] == SCENE[:90]).all()


def test_the_scene_itself_is_not_painted_on() -> None:
    scene = SCENE.copy()
    pixels, cutout = a_cutout(960, 720, (200, 960, 40, 300))
    inference.swap_background(pixels, scene, cutout)
    assert (scene == SCENE).all()


@pytest.mark.parametrize("strength", [0.0, 0.4])
def test_nobody_and_a_haze_are_nobody(strength: float) -> None:
    pixels = np.full((480, 360, 3), 128, np.uint8)
    cutout = Cutout(np.full((480, 360), strength, np.float32), pixels, strength)
    with pytest.raises(inference.BadPhoto) as bad:
        inference.swap_background(pixels, SCENE, cutout)
    assert bad.value.reason == inference.Reason.NOBODY


def test_a_haze_that_is_more_than_half_sure_of_itself_is_nobody_too() -> None:
    pixels = np.full((480, 360, 3), 128, np.uint8)
    cutout = Cutout(np.full((480, 360), 0.7, np.float32), pixels, 0.7)
    with pytest.raises(inference.BadPhoto):
        inference.swap_background(pixels, SCENE, cutout)


def test_who_stands_beside_the_part_that_is_taken_is_nobody() -> None:
    pixels, cutout = a_cutout(480, 1280, (100, 480, 0, 200))
    with pytest.raises(inference.BadPhoto) as bad:
        inference.swap_background(pixels, SCENE, cutout)
    assert bad.value.reason == inference.Reason.NOBODY


def test_a_scene_that_is_too_small_is_the_operators_to_mend() -> None:
    pixels, cutout = a_cutout(480, 360, (100, 480, 20, 150))
    with pytest.raises(inference.BadTemplate, match="small_scene"):
        inference.swap_background(pixels, SCENE[:100, :100], cutout)


def test_a_cutout_of_another_picture_is_our_own_mistake() -> None:
    pixels, cutout = a_cutout(480, 360, (100, 480, 20, 150))
    with pytest.raises(ValueError, match="expected a cut-out"):
        inference.swap_background(pixels[:400], SCENE, cutout)


def a_figure() -> Any:
    figure = np.zeros((60, 20, 4), np.uint8)
    figure[...] = (200, 30, 30, 255)
    return figure


def test_a_figure_stands_exactly_at_its_place() -> None:
    place = inference.Place(x=0.25, y=1.0, height=0.5)
    made = inference.place_figure(a_figure(), SCENE, place)
    assert people(made.image) == (240, 480, 50, 130)
    assert made.coverage == 1


def test_the_foreground_lies_over_a_figure_too() -> None:
    front = np.zeros((48, 36, 4), np.uint8)
    front[40:] = (0, 255, 0, 255)
    place = inference.Place(x=0.5, y=1.0, height=0.5)
    made = inference.place_figure(a_figure(), SCENE, place, foreground=front)
    assert (made.image[430:, :, 1] > 240).all()
    assert people(made.image)[1] < 430


@pytest.mark.parametrize(
    ("figure", "height", "fault"),
    [(a_figure(), None, "no_place"), (np.zeros((9, 9, 4), np.uint8), 0.5, "empty_figure")],
)
def test_a_figure_that_cannot_be_seen_is_the_operators_to_mend(
    figure: Any, height: float | None, fault: str
) -> None:
    with pytest.raises(inference.BadTemplate, match=fault):
        inference.place_figure(figure, SCENE, inference.Place(0.5, 1.0, height=height))
