"""Tiles: little stones side by side, dark joints between them, each stone of one colour."""

import numpy as np
from numpy.typing import NDArray

from inference.results import Floats
from inference.train.style.painters.flow import blurred, luminance
from inference.train.style.painters.strokes import Touches, at, touches


def mosaic(picture: Floats, reach: float) -> Floats:
    """Lays an RGB picture 0 … 1 in stones of about 1.8·reach px."""
    height, width = picture.shape[:2]
    start = touches(height, width, reach)
    clear = _clear(picture)
    first, second, owner, u, v = _laid(start, height, width, reach)
    # Half the way to the next stone, px: where it is small there is a joint.
    edge = (second - first) / 2
    joint = np.clip((edge - 0.03 * reach - 0.25) / (0.05 * reach + 0.45), 0, 1)
    shade = (start.lot - 0.5)[:, None] * np.asarray([0.16, 0.15, 0.13], np.float32)
    stones = at(blurred(clear, 0.35 * reach), start.x, start.y) * (1 + shade)
    # A trace of what is there lies on each stone, or eyes would be lost.
    laid = stones[owner] + 0.3 * (blurred(clear, 0.25 * reach) - stones[owner])
    # The top left rim of a stone catches the light, the rim below lies in the shade.
    rim = np.clip(1 - (edge - 0.12 * reach) / (0.28 * reach), 0, 1)
    relief = 0.13 * rim * np.clip(-(u + v) / (0.8 * reach), -1, 1)
    mortar = np.asarray([0.07, 0.065, 0.07], np.float32) + 0.5 * blurred(clear, 0.35 * reach)
    mixed = mortar + joint[:, :, None] * (laid + relief[:, :, None] - mortar)
    return np.asarray(mixed.clip(0, 1), np.float32)


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
    rich = light + 1.3 * (picture - light)
    return np.clip(0.5 + 1.12 * (rich - 0.5), 0.03, 0.97).astype(np.float32)
