import cv2
import numpy as np
import pytest

from inference.results import Floats, Pixels
from inference.tasks.stylize.canvas import CHANNELS, GROUNDS, _colours, canvas, directions
from inference.tasks.stylize.grain import reach

RIM, AWAY_X, AWAY_Y, LOT, STROKE, STREAKS = (np.s_[n : n + 4] for n in range(0, 24, 4))


def _wall(height: int = 96, width: int = 128) -> Pixels:
    return np.full((height, width, 3), 128, np.uint8)


def _striped(*, across: bool) -> Pixels:
    """Soft stripes that run across the picture, or down it."""
    wave = (128 + 90 * np.sin(np.arange(128) / 5)).astype(np.uint8)
    picture = np.broadcast_to(wave[:, None] if across else wave, (128, 128))
    return np.repeat(picture[:, :, None], 3, axis=2)


def _even(pixels: Pixels, brush: float) -> Floats:
    return np.full((pixels.shape[0] // 4, pixels.shape[1] // 4), brush, np.float32)


def _told(pixels: Pixels, brush: float) -> Floats:
    return canvas(pixels, _even(pixels, brush))


def test_what_is_told_has_a_quarter_of_the_picture_s_size() -> None:
    told = _told(_wall(), 0.5)
    assert told.shape == (CHANNELS, 24, 32)
    assert np.isfinite(told).all()
    assert np.abs(told).max() <= 2


@pytest.mark.parametrize("brush", [0.0, 0.5, 1.0])
def test_an_even_wall_is_full_of_stones_and_strokes(brush: float) -> None:
    told = _told(_wall(), brush)
    assert (told[RIM] == 0).any()
    assert told[RIM].max() > 0.5
    assert (told[STROKE] > 0).mean() > 0.9


def test_a_bolder_brush_lays_fewer_and_larger_stones() -> None:
    fine, bold = (np.unique(_told(_wall(), brush)[LOT]).size for brush in (0.0, 1.0))
    assert 5 < bold < fine / 8


def test_a_stone_has_one_lot_and_knows_where_its_middle_is() -> None:
    told = _told(_wall(), 1.0)
    middle = np.hypot(told[AWAY_X], told[AWAY_Y]) == 0
    lots = told[LOT][middle]
    assert set(np.unique(told[LOT])) == set(lots)


@pytest.mark.parametrize("across", [True, False])
def test_strokes_run_along_the_stripes(across: bool) -> None:
    picture = _striped(across=across)
    x, y = directions(picture)
    ahead = np.abs(x if across else y)
    assert ahead[4:-4, 4:-4].min() > 0.95
    strokes = _told(picture, 0.8)[STROKE][0]
    beside, below = (np.mean(np.diff(strokes, axis=axis) == 0) for axis in (1, 0))
    assert (beside > below + 0.1) if across else (below > beside + 0.1)


def test_strokes_follow_the_lot_that_lies_on_top() -> None:
    told = _told(_wall(), 0.7)
    assert told[STROKE].mean() > told[LOT].mean() + 0.1


def test_a_map_has_fine_stones_where_it_is_fine() -> None:
    brush = np.zeros((24, 32), np.float32)
    brush[:, 16:] = 1
    told = canvas(_wall(), brush)[LOT]
    fine, bold = (np.unique(told[..., part]).size for part in (np.s_[:12], np.s_[20:]))
    assert fine > 4 * bold


def test_a_picture_smaller_than_the_brush_is_one_stone() -> None:
    told = _told(_wall(4, 4), 1.0)
    assert np.unique(told[LOT]).size == 1


def _unfolded(planes: Floats) -> Floats:
    """(4, h, w) → (2h, 2w)."""
    _, h, w = planes.shape
    return planes.reshape(2, 2, h, w).transpose(2, 0, 3, 1).reshape(2 * h, 2 * w)


def _ground(told: Floats, name: str) -> Floats:
    start = GROUNDS[name]
    parts = (_unfolded(told[start + 4 * channel :][:4]) for channel in range(3))
    return np.dstack([part + np.float32(0.5) for part in parts])


@pytest.mark.parametrize("brush", [0.1, 0.6, 1.0])
def test_the_strokes_lie_as_whole_strokes_moved_along_the_flow_would(brush: float) -> None:
    """The plain way: every cell's whole stroke, lot and colour, is moved and laid on."""
    noise = np.random.default_rng(0).integers(0, 256, (12, 16, 3), np.uint8)
    picture = np.asarray(cv2.resize(noise, (128, 96), interpolation=cv2.INTER_CUBIC), np.uint8)
    told = _told(picture, brush)
    wanted = np.full((48, 64), reach(brush), np.float32)
    colours = _colours(picture, wanted)
    reaching = np.hypot(_unfolded(told[AWAY_X]), _unfolded(told[AWAY_Y])) <= 0.95
    lots = np.where(reaching, _unfolded(told[LOT]), 0)
    # What a stroke may lie on is asked of the colour where it begins, not of the mixed paint.
    y, x = np.indices(wanted.shape, dtype=np.float32)
    away = (_unfolded(told[plane]) * wanted / 2 for plane in (AWAY_X, AWAY_Y))
    column, row = (
        np.rint(p - a).astype(int).clip(0, n - 1)
        for p, a, n in zip((x, y), away, wanted.shape[::-1], strict=True)
    )
    begun = colours[row, column]
    dabs, paints = (
        np.dstack([lots, flat]).astype(np.float32) for flat in (begun, _ground(told, "stones"))
    )
    top = np.dstack([np.zeros_like(lots), colours]).astype(np.float32)
    go_x, go_y = (way.repeat(2, axis=0).repeat(2, axis=1) for way in directions(picture))
    step = wanted * np.float32(0.55 / 2)
    for count in range(-5, 6):
        moved = x + count * step * go_x, y + count * step * go_y
        there, paint = (
            cv2.remap(of, *moved, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
            for of in (dabs, paints)
        )
        alike = np.abs(there[..., 1:] - colours).mean(axis=-1) < 0.11
        over = (there[..., 0] > top[..., 0]) & alike
        top[over] = paint[over]
    assert np.array_equal(_unfolded(told[STROKE]), top[..., 0])
    # What is told lies around 0: half a step of its last bit may be lost on the way.
    assert np.allclose(_ground(told, "strokes"), top[..., 1:], atol=1e-6)
