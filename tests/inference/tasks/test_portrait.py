import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from inference.evaluate.portraits import overlap
from inference.results import Cutout, Pixels
from inference.tasks.portrait import cut_out
from tests.inference.photos import needs_photos, photo

BOTH = pytest.mark.parametrize("fine", [True, False])


def _check(cutout: Cutout, shape: tuple[int, ...]) -> None:
    assert cutout.alpha.shape == shape[:2]
    assert cutout.alpha.dtype == np.float32
    assert 0 <= cutout.alpha.min() <= cutout.alpha.max() <= 1
    assert cutout.colours.shape == shape
    assert cutout.colours.dtype == np.uint8
    assert cutout.coverage == pytest.approx(float(cutout.alpha.mean()), abs=1e-6)


def _with_a_bystander() -> tuple[Pixels, NDArray[np.bool_], NDArray[np.bool_]]:
    """(600, 480) of people on grass, where they are, and where the far one is."""
    grass = cv2.resize(photo("style/content/cid22/1370704.jpg"), (480, 600))
    person, mask = photo("portraits/fullbody/0009.jpg"), photo("portraits/fullbody/0009_mask.png")
    scene, flags, far = grass.copy(), np.zeros((600, 480), bool), np.zeros((600, 480), bool)
    for height, left, bottom in ((580, 0, 600), (116, 390, 500)):
        size = (round(person.shape[1] * height / person.shape[0]), height)
        small, alpha = (
            cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in (person, mask)
        )
        part = (slice(bottom - height, bottom), slice(left, left + size[0]))
        scene[part] = np.where(alpha > 127, small, scene[part])
        far[:] = False
        far[part] = alpha[..., 0] > 127
        flags |= far
    return np.asarray(scene, np.uint8), flags, far


@BOTH
@needs_photos
def test_a_portrait_is_cut_out_whole_and_empty_corners_are_clear(*, fine: bool) -> None:
    pixels = photo("faces/stock/001.jpg")
    cutout = cut_out(pixels, fine=fine)
    _check(cutout, pixels.shape)
    assert cutout.alpha[300:450, 300:500].min() > 0.98
    assert cutout.alpha[:60, :60].max() < 0.02
    assert np.array_equal(cutout.colours[350:400, 350:450], pixels[350:400, 350:450])


@BOTH
@pytest.mark.parametrize("shape", [(720, 1280), (900, 300), (64, 64), (8, 8), (8, 300)])
def test_an_empty_room_is_no_error(shape: tuple[int, int], *, fine: bool) -> None:
    wall = np.full((*shape, 3), (200, 190, 170), np.uint8)
    cutout = cut_out(wall, fine=fine)
    _check(cutout, wall.shape)
    if min(shape) >= 64:
        assert cutout.coverage < 0.02


@BOTH
@pytest.mark.parametrize("shape", [(720, 1280), (64, 64), (8, 300)])
def test_where_everyone_is_looked_for_an_empty_room_is_no_error_either(
    shape: tuple[int, int], *, fine: bool
) -> None:
    wall = np.full((*shape, 3), (200, 190, 170), np.uint8)
    cutout = cut_out(wall, fine=fine, who="everyone")
    _check(cutout, wall.shape)
    if min(shape) >= 64:
        assert cutout.coverage < 0.02


@needs_photos
def test_the_mask_alone_leaves_the_colours_as_they_are() -> None:
    pixels = photo("faces/stock/015.jpg")
    assert np.array_equal(cut_out(pixels, fine=False).colours, pixels)


@BOTH
@needs_photos
def test_everyone_is_cut_out_of_a_street_with_three_small_people(*, fine: bool) -> None:
    name = "poses/000000252219"
    truth = photo(f"{name}_personmask.png")[..., 0] > 127
    cutout = cut_out(photo(f"{name}.jpg"), fine=fine, who="everyone")
    _check(cutout, (*truth.shape, 3))
    assert overlap(cutout.alpha > 0.5, truth) > (0.75 if fine else 0.6)


@needs_photos
def test_a_bystander_far_off_is_cut_out_only_where_everyone_is_asked_for() -> None:
    """Somebody near to the left, the same person five times smaller to the right."""
    pixels, flags, far = _with_a_bystander()
    everyone = cut_out(pixels, who="everyone").alpha > 0.5
    assert overlap(everyone, flags) > 0.85
    assert everyone[far].mean() > 0.5
    for who in ("subjects", "auto"):
        alpha = cut_out(pixels, who=who).alpha
        assert overlap(alpha > 0.5, flags & ~far) > 0.85
        assert alpha[far].mean() < 0.05


@needs_photos
def test_the_same_photo_gives_the_same_cutout() -> None:
    pixels = photo("faces/stock/015.jpg")
    first, second = cut_out(pixels), cut_out(pixels)
    assert np.array_equal(first.alpha, second.alpha)
    assert np.array_equal(first.colours, second.colours)


@needs_photos
def test_a_new_background_shows_through_where_the_old_one_was() -> None:
    """Pasted on green, the sky behind a head must be green, and the edge must not stay blue."""
    pixels = photo("faces/stock/001.jpg")
    cutout = cut_out(pixels)
    edge = (cutout.alpha > 0.2) & (cutout.alpha < 0.8)
    blueness = pixels[..., 2].astype(int) - pixels[..., 0]
    cleaned = cutout.colours[..., 2].astype(int) - cutout.colours[..., 0]
    hair = edge & (np.arange(800)[:, None] < 300)
    assert cleaned[hair].mean() < blueness[hair].mean()
