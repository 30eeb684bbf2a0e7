import numpy as np
import pytest

from inference.tasks.stylize.grain import (
    CELL,
    COARSEST,
    FINEST,
    lot,
    mixed,
    reach,
    reaches,
    seeds,
)

SIDE = 96


def _strokes(px: float) -> np.ndarray:
    """(n, 2): where strokes begin for a brush of that reach."""
    return np.argwhere(seeds(np.full((SIDE, SIDE), px, np.float32)) >= 1) * CELL


def test_the_brush_goes_from_the_finest_to_the_coarsest() -> None:
    assert reach(0.0) == pytest.approx(FINEST)
    assert reach(1.0) == pytest.approx(COARSEST)
    assert (np.diff(reach(np.linspace(0, 1, 9, dtype=np.float32))) > 0).all()


@pytest.mark.parametrize("px", [3.0, 6.0, 14.0])
def test_strokes_begin_apart_by_their_reach_and_fill_the_plane(px: float) -> None:
    strokes = _strokes(px).astype(float)
    distance = np.hypot(*(strokes[:, None] - strokes[None]).transpose(2, 0, 1))
    np.fill_diagonal(distance, np.inf)
    assert distance.min() >= px
    anywhere = np.random.default_rng(0).uniform(2 * px, SIDE * CELL - 2 * px, (400, 2))
    nearest = np.hypot(*(anywhere[:, None] - strokes[None]).transpose(2, 0, 1)).min(axis=1)
    assert nearest.mean() < 1.1 * px


def test_as_the_brush_grows_strokes_only_vanish() -> None:
    before = {tuple(at) for at in _strokes(3.0)}
    for px in (5.0, 8.0, 12.0):
        now = {tuple(at) for at in _strokes(px)}
        assert now < before
        before = now


def test_the_pattern_is_the_same_on_every_machine() -> None:
    """Networks learned with these numbers: another pattern would be another painting."""
    assert lot()[0, :3] == pytest.approx([0.27357846, 0.90624243, 0.6012833], abs=1e-6)
    assert float(reaches().sum(dtype=np.float64)) == pytest.approx(669980.1, rel=1e-6)


def test_the_pattern_meets_itself_where_it_repeats() -> None:
    wide = seeds(np.full((4, 1024), 4.0, np.float32))
    assert np.array_equal(wide[:, :512], wide[:, 512:])


def test_colours_are_mixed_more_freely_with_a_bolder_brush_and_not_in_the_dark() -> None:
    rng = np.random.default_rng(0)
    lots, warm = rng.random((2, 4000), np.float32)
    light, dark = (np.full((4000, 3), value, np.float32) for value in (0.6, 0.01))
    bold = mixed(light, lots, warm, COARSEST)
    assert bold.mean(axis=0) == pytest.approx(0.6, abs=0.01)
    for less in (mixed(light, lots, warm, FINEST), mixed(dark, lots, warm, COARSEST)):
        assert (less.std(axis=0) < 0.7 * bold.std(axis=0)).all()
