"""Where a brush touches the canvas: fixed, the same for every picture, finer or coarser at will.

Every cell of 2×2 px has a random height; its reach is the distance to the nearest higher cell. The
cells whose reach is at least r lie apart by r or more and fill the plane, for any r: as the brush
grows, strokes vanish one by one.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from inference.results import Floats

CELL = 2
# Reach in px at brush 0 and 1; strokes lie about 1.8 times as far apart.
FINEST, COARSEST = 3.0, 14.0
# A cell that reaches less than this share of the brush's reach is silent.
_FAINT = 0.4
_LOUD = 1.5
# The pattern repeats after so many cells, which nobody sees: pictures differ.
_PERIOD = 512
# RGB of what makes a colour warmer.
_WARM = (1.0, 0.1, -1.1)
_FARTHEST = 11


def reach(brush: Floats | float) -> Floats:
    """Reach in px for a brush of 0 … 1."""
    return np.asarray(FINEST * (COARSEST / FINEST) ** np.asarray(brush), np.float32)


def seeds(wanted: Floats) -> Floats:
    """(H/2, W/2): 0 in silent cells; a stroke begins where it is at least 1 (brush's reach: px)."""
    ratio = tiled(reaches(), wanted.shape) / wanted
    return np.where(ratio < _FAINT, 0, np.minimum(ratio, _LOUD)).astype(np.float32)


def tiled(pattern: Floats, shape: tuple[int, ...]) -> Floats:
    """The pattern, repeated to fill a shape."""
    rows, columns = (np.arange(n) % _PERIOD for n in shape[:2])
    return pattern[rows][:, columns]


@cache
def lot() -> Floats:
    """(period, period): a number of 0 … 1 for every cell: which stroke lies on top, and shades."""
    return _random(1)


@cache
def warmth() -> Floats:
    """(period, period): another number of 0 … 1 for every cell: how warm its colour is mixed."""
    return _random(2)


def mixed(colours: Floats, lots: Floats, warm: Floats, reach: Floats | float) -> Floats:
    """Colours (n, 3), 0 … 1, as a painter mixes them: no two strokes are quite the same.

    lots, warm (n): of where each begins. The larger the brush, the more they may differ; the less
    light there is, the less. May leave 0 … 1 a little.
    """
    bold = ((np.asarray(reach) - FINEST) / (COARSEST - FINEST)).reshape(-1, 1)
    light = colours @ np.asarray([0.3, 0.59, 0.11], np.float32)
    room = (0.35 + 0.65 * np.sqrt(light.clip(0, 1)))[:, None]
    lighter = (lots - 0.5)[:, None] * (0.01 + 0.27 * bold)
    warmer = (warm - 0.5)[:, None] * (0.08 + 0.05 * bold) * np.asarray(_WARM, np.float32)
    return np.asarray(colours + room * (lighter + warmer), np.float32)


@cache
def reaches() -> Floats:
    """(period, period): distance in px to the nearest higher cell."""
    height = _random(0)
    nearest = np.full_like(height, _FARTHEST)
    # From near to far: a cell that has found its higher one is not asked again.
    rows, columns = np.indices(height.shape).reshape(2, -1)
    for dy, dx in _offsets():
        other = height[(rows + dy) % _PERIOD, (columns + dx) % _PERIOD]
        higher = other > height[rows, columns]
        nearest[rows[higher], columns[higher]] = np.hypot(dy, dx)
        rows, columns = rows[~higher], columns[~higher]
    return nearest * CELL


def _offsets() -> list[tuple[int, int]]:
    """Those within the farthest, nearest first."""
    around = range(-_FARTHEST, _FARTHEST + 1)
    every = [(y, x) for y in around for x in around if 0 < y * y + x * x < _FARTHEST**2]
    return sorted(every, key=lambda way: way[0] ** 2 + way[1] ** 2)


def _random(salt: int) -> Floats:
    """Uniform in 0 … 1 by a mixing of bits (splitmix64): the same on every machine, for ever."""
    bits = np.arange(_PERIOD * _PERIOD, dtype=np.uint64) + np.uint64(salt << 32)
    bits = (bits + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        bits = (bits ^ (bits >> np.uint64(shift))) * np.uint64(factor)
    bits ^= bits >> np.uint64(31)
    unit: NDArray[np.float64] = (bits >> np.uint64(11)) / 2.0**53
    return unit.reshape(_PERIOD, _PERIOD).astype(np.float32)
