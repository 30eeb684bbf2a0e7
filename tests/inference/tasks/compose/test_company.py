"""Half faces at the photo's sides: of players they are refused, of bystanders left out."""

import numpy as np
import pytest

from inference.errors import BadPhoto, Reason
from inference.results import Cutout, Face, Pixels
from inference.tasks.compose.company import in_company
from inference.tasks.compose.edges import cut_faces
from inference.tasks.compose.figure import of_photo
from inference.tasks.face import find_faces
from tests.inference.photos import needs_photos, photo
from tests.inference.tasks.compose.people import face, person

SELFIE = "faces/stock/001.jpg"


def everything(pixels: Pixels) -> Cutout:
    return Cutout(np.ones(pixels.shape[:2], np.float32), pixels, 1.0)


def beyond(share: float, edge: str) -> Pixels:
    """A selfie that ends where this share of the face's width is outside."""
    pixels = photo(SELFIE)
    x0, _y0, x1, _y1 = find_faces(pixels)[0].box
    if edge == "left":
        return np.ascontiguousarray(pixels[:, round(x0 + share * (x1 - x0)) :])
    return np.ascontiguousarray(pixels[:, : round(x1 - share * (x1 - x0))])


@needs_photos
@pytest.mark.parametrize("edge", ["left", "right"])
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.6])
def test_a_face_that_a_side_of_the_photo_cuts_is_asked_into_the_middle(
    share: float, edge: str
) -> None:
    pixels = beyond(share, edge)
    with pytest.raises(BadPhoto) as caught:
        in_company(pixels, everything(pixels), find_faces(pixels))
    assert caught.value.reason is Reason.OFF_CENTRE


@needs_photos
def test_a_whole_face_near_the_side_is_welcome() -> None:
    pixels = beyond(-0.05, "left")
    faces = find_faces(pixels)
    cutout, kept = in_company(pixels, everything(pixels), faces)
    assert [one.box for one in kept] == [one.box for one in faces]
    assert cutout.alpha.shape == pixels.shape[:2]


@needs_photos
def test_a_face_found_in_the_mirror_lies_where_it_is_in_the_photo() -> None:
    for edge in ("left", "right"):
        pixels = beyond(0.5, edge)
        (half,) = cut_faces(pixels, everything(pixels), ())
        middle = (half.box[0] + half.box[2]) / 2
        assert middle == pytest.approx(0 if edge == "left" else pixels.shape[1], abs=60)


def with_bystander(size: float, x: float) -> tuple[Pixels, Cutout, tuple[Face, ...]]:
    """A made-up player, and somebody at a side whose face is `size` times as large."""
    player = person(700, 600, x=350, tall=900)
    alpha = player.alpha.copy()
    width = round(60 * size)
    columns = slice(0, width) if x < 350 else slice(700 - width, 700)
    alpha[300:, columns] = 1
    half = face(x, 300)
    x0, y0, x1, y1 = half.box
    by = (x1 - x0) * (1 - size) / 2
    half = Face((x0 + by, y0 + by, x1 - by, y1 - by), half.score, half.keypoints)
    cutout = Cutout(alpha, player.colours, float(alpha.mean()))
    return player.colours, cutout, (face(350), half)


@needs_photos
@pytest.mark.parametrize("x", [5, 695])
def test_a_small_bystander_at_the_side_is_left_out(x: float) -> None:
    pixels, cutout, faces = with_bystander(0.5, x)
    kept, whole = in_company(pixels, cutout, faces)
    figure = of_photo(kept, whole)
    assert len(whole) == 1
    assert len(figure.heads) == 1
    assert figure.alpha.shape[1] == pytest.approx(181, abs=6), "the player alone"


@needs_photos
@pytest.mark.parametrize("x", [5, 695])
def test_a_bystander_who_touches_the_player_is_left_out(x: float) -> None:
    pixels, cutout, faces = with_bystander(0.5, x)
    cutout.alpha[500:] = 1  # both sit behind one table
    kept, whole = in_company(pixels, cutout, faces)
    left = 350 - (whole[0].box[0] + whole[0].box[2]) / 2
    assert left > 0 if x < 350 else left == 0
    assert kept.alpha.shape[1] < 700
    assert (kept.alpha[300:480, :2].max() if x < 350 else kept.alpha[300:480, -2:].max()) < 0.1


@needs_photos
def test_half_a_friend_is_asked_into_the_middle() -> None:
    with pytest.raises(BadPhoto) as caught:
        in_company(*with_bystander(0.9, 5))
    assert caught.value.reason is Reason.OFF_CENTRE


def test_half_a_head_without_a_face_is_asked_into_the_middle() -> None:
    whole = person(height=500, tall=900)
    half = Cutout(whole.alpha[:, 200:], whole.colours[:, 200:], 0.2)
    with pytest.raises(BadPhoto) as caught:
        of_photo(half, ())
    assert caught.value.reason is Reason.OFF_CENTRE


def test_an_arm_that_the_side_cuts_is_no_fault() -> None:
    figure = of_photo(person(height=500, tall=900, x=320), (face(320),))
    assert figure.cuts.right
