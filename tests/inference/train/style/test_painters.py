"""The painters, each on a small portrait that is drawn: a light face before a dark ground."""

import numpy as np
import pytest

from inference.evaluate.styles import scale
from inference.results import Floats
from inference.train.style.lessons import Painter
from inference.train.style.painters.flow import bristles, flow
from inference.train.style.painters.strokes import HALF, Touches, paths, rims, touches
from inference.train.style.recipes import RECIPES

EVERY_PAINTER = pytest.mark.parametrize(
    "paint", [recipe.paint for recipe in RECIPES.values()], ids=list(RECIPES)
)


def _portrait(side: int = 128) -> Floats:
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    picture = np.stack([0.25 + x / side / 3, 0.3 + 0 * x, 0.4 + y / side / 3], axis=2)
    picture[np.hypot(y - side / 2, (x - side / 2) * 1.2) < side / 3] = (0.88, 0.7, 0.58)
    return picture


@EVERY_PAINTER
def test_the_same_picture_is_painted_the_same(paint: Painter) -> None:
    assert np.array_equal(paint(_portrait(), 5.0), paint(_portrait(), 5.0))


@EVERY_PAINTER
def test_a_painting_is_a_picture_of_its_size(paint: Painter) -> None:
    picture = _portrait()[:96]
    before = picture.copy()
    painting = paint(picture, 4.0)
    assert painting.shape == (96, 128, 3)
    assert 0 <= painting.min() < painting.max() <= 1
    assert np.array_equal(picture, before)


@EVERY_PAINTER
def test_light_stays_light_and_dark_stays_dark(paint: Painter) -> None:
    painting = paint(_portrait(), 5.0).mean(axis=2)
    assert painting[44:84, 44:84].mean() > painting[:20, :20].mean() + 0.1


@EVERY_PAINTER
def test_a_bolder_brush_paints_coarser(paint: Painter) -> None:
    picture = _portrait(192)
    seen = (picture * 255).astype(np.uint8)
    fine, bold = (
        scale((paint(picture, reach) * 255).astype(np.uint8), seen) for reach in (3.0, 12.0)
    )
    assert bold > fine


@pytest.mark.parametrize("name", ["mosaic", "oil", "woodcut"])
def test_even_places_are_painted_too(name: str) -> None:
    wall = RECIPES[name].paint(np.full((96, 96, 3), 0.6, np.float32), 5.0)
    assert wall[16:-16, 16:-16].mean(axis=2).std() > 0.01


def test_strokes_run_along_an_edge() -> None:
    picture = np.zeros((64, 64, 3), np.float32)
    picture[:, 32:] = 1
    angle, sure = flow(picture, 3.0)
    assert abs(np.sin(angle[32, 32])) > 0.99
    assert sure[32, 32] > 0.9


def test_an_even_place_has_one_slant() -> None:
    angle, _ = flow(np.full((32, 32, 3), 0.5, np.float32), 3.0)
    assert np.ptp(angle) < 1e-3


def _start(x: float, y: float) -> Touches:
    return Touches(*(np.asarray([value], np.float32) for value in (x, y, 0.5, 1.0)))


def test_a_stroke_goes_both_ways_and_ends_at_another_colour() -> None:
    colours = np.zeros((40, 100, 3), np.float32)
    colours[:, 60:] = 1
    (line,) = paths(_start(50, 20), np.zeros((40, 100), np.float32), colours, 4.0, 5, 0.1)
    assert line[:, 1] == pytest.approx(20)
    assert line[:, 0].min() == pytest.approx(30)
    assert 54 <= line[:, 0].max() < 60


def test_a_rim_is_as_far_as_half_the_stroke_is_wide() -> None:
    line = np.asarray([[[20, 30], [60, 30]]], np.float32)
    far = rims(line, (60, 80, 3), 6.0)
    assert far[30, 40] == pytest.approx(HALF * 6, abs=1)
    assert far[27, 40] == pytest.approx(HALF * 6 - 3, abs=1)
    assert not far[40:].any()


def test_a_larger_brush_touches_less_often() -> None:
    fine, bold = touches(80, 80, 4.0), touches(80, 80, 8.0)
    assert 0 < len(bold.x) < len(fine.x)
    assert (np.diff(fine.lot) >= 0).all()


def test_bristles_leave_streaks_along_the_flow() -> None:
    picture = np.zeros((128, 128, 3), np.float32)
    picture[:, 64:] = 1
    beside = bristles(picture)[16:-16, 56:72]
    along, across = (np.abs(np.diff(beside, axis=axis)).mean() for axis in (0, 1))
    assert across > 2 * along
