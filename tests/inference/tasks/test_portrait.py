import numpy as np
import pytest

from inference.results import Cutout
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
@pytest.mark.parametrize("shape", [(720, 1280), (900, 300), (64, 64), (3, 2), (1, 1)])
def test_an_empty_room_is_no_error(shape: tuple[int, int], *, fine: bool) -> None:
    wall = np.full((*shape, 3), (200, 190, 170), np.uint8)
    cutout = cut_out(wall, fine=fine)
    _check(cutout, wall.shape)
    if min(shape) >= 64:
        assert cutout.coverage < 0.02


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
