"""Tiles: little stones side by side, joints between them, each stone of one colour and aslant."""

import numpy as np
from numpy.typing import NDArray

from inference.results import Floats
from inference.tasks.stylize.grain import COARSEST, FINEST
from inference.train.style.painters.flow import blurred, flattened, luminance
from inference.train.style.painters.strokes import Touches, mixed_at, touches

# How much of what is there lies on each stone, or eyes would be lost: always, and at most where a
# stone's one colour is far off.
_TRACE, _MORE = 0.25, 0.55
_OFF, _SPAN = 0.05, 0.12
# How much more of it on the smallest stones, which are hardly seen, and px of reach above which it
# is no more: without it the finest would look no finer than the next.
_FINER, _COARSER = 0.30, 4.2
# How much the middle of a stone's light side is lighter than of its other, how much its rim.
_SLANT, _RIM = 0.10, 0.12
# Px of reach below which joints are too near to each other to be as strong.
_NEAR, _FAR, _WEAKEST = 2.0, 8.0, 0.80


def mosaic(picture: Floats, reach: float) -> Floats:
    """Lays an RGB picture 0 … 1 in stones of about 1.8·reach px."""
    height, width = picture.shape[:2]
    start = touches(height, width, reach)
    clear = _clear(picture)
    first, second, owner, u, v = _laid(start, height, width, reach)
    # Half the way to the next stone, px: where it is small there is a joint.
    edge = np.asarray((second - first) / 2, np.float32)
    stone = mixed_at(blurred(clear, 0.3 * reach), start, reach)[owner]
    off = flattened(clear, 0.2 * reach + 0.5) - stone
    much = np.clip((np.abs(off).mean(axis=2, keepdims=True) - _OFF) / _SPAN, 0, 1)
    fine = np.clip((_COARSER - reach) / (_COARSER - FINEST), 0, 1)
    laid = stone + (_TRACE + _FINER * fine + _MORE * much) * off
    lit = laid + _relief(start, owner, u, v, edge, reach)[:, :, None] * (
        0.5 + 0.5 * np.sqrt(luminance(laid).clip(0, 1))[:, :, None]
    )
    # Mortar is lighter than dark stones and darker than light ones.
    light = 0.20 + 0.50 * blurred(luminance(clear), reach)[:, :, None]
    grey = light * np.asarray([1.03, 1.0, 0.95], np.float32)
    mortar = 0.75 * grey + 0.15 * blurred(clear, 0.6 * reach)
    joint = 1 - np.clip((edge - 0.045 * reach - 0.25) / (0.04 * reach + 0.4), 0, 1)
    joint *= np.clip(_WEAKEST + (reach - _NEAR) / (_FAR - _NEAR) * (1 - _WEAKEST), _WEAKEST, 1)
    return np.asarray((lit + joint[:, :, None] * (mortar - lit)).clip(0, 1), np.float32)


def _relief(
    start: Touches, owner: NDArray[np.int64], u: Floats, v: Floats, edge: Floats, reach: float
) -> Floats:
    """How much lighter it is than a flat stone.

    The top left rim of a stone catches the light, the rim below lies in the shade; and each large
    stone lies a little aslant, its own way.
    """
    rim = np.clip(1 - (edge - 0.1 * reach) / (0.22 * reach), 0, 1)
    turned = _RIM * rim * np.clip(-(u + v) / (0.8 * reach), -1, 1)
    bold = (reach - FINEST) / (COARSEST - FINEST)
    turn = 2 * np.pi * start.lot[owner]
    ways = 0.5 * (np.cos(turn) * u + np.sin(turn) * v) / reach
    return np.asarray(turned + _SLANT * bold * ways, np.float32)


def _laid(
    start: Touches, height: int, width: int, reach: float
) -> tuple[Floats, Floats, NDArray[np.int64], Floats, Floats]:
    """Distance to the nearest and second stone's middle, whose the px is, and the way to it."""
    first = np.full((height, width), 1e6, np.float32)
    second = first.copy()
    owner = np.zeros((height, width), np.int64)
    place = np.zeros((2, height, width), np.float32)
    radius = int(3 * reach) + 2
    for index, (x, y) in enumerate(zip(start.x, start.y, strict=True)):
        x0, x1 = max(0, int(x) - radius), min(width, int(x) + radius + 1)
        y0, y1 = max(0, int(y) - radius), min(height, int(y) + radius + 1)
        dx = np.arange(x0, x1, dtype=np.float32)[None] - x
        dy = np.arange(y0, y1, dtype=np.float32)[:, None] - y
        far = np.hypot(dx, dy)
        window = np.s_[y0:y1, x0:x1]
        nearer = far < first[window]
        second[window] = np.where(nearer, first[window], np.minimum(second[window], far))
        first[window] = np.where(nearer, far, first[window])
        owner[window] = np.where(nearer, index, owner[window])
        place[0][window] = np.where(nearer, dx, place[0][window])
        place[1][window] = np.where(nearer, dy, place[1][window])
    return first, second, owner, place[0], place[1]


def _clear(picture: Floats) -> Floats:
    """Glass and glaze are richer than skin."""
    light = luminance(picture)[:, :, None]
    rich = light + 1.25 * (picture - light)
    return np.clip(0.5 + 1.1 * (rich - 0.5), 0.03, 0.97).astype(np.float32)
