"""Strokes: where they begin, and the paths they take along a picture's flow."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.results import Floats, Pixels
from inference.tasks.stylize.grain import CELL, lot, mixed, seeds, tiled, warmth
from inference.train.style.painters.flow import AGREE, flow

# Bits of a px in points that are drawn.
SUB = 4
# Of the brush's reach: half a stroke's width, and how it goes on along the flow.
HALF = 0.95
_STEP, _STEPS = 0.55, 5


@dataclass(frozen=True, slots=True, eq=False)
class Touches:
    """n places where the brush touches: x, y in px; in painting order.

    lot: 0 … 1, by which they are ordered; warm: 0 … 1, how warm the colour is mixed.
    """

    x: Floats
    y: Floats
    lot: Floats
    warm: Floats


def touches(height: int, width: int, reach: float) -> Touches:
    """Of a brush of that reach (px), on a whole picture: where the canvas says."""
    shape = (-(-height // CELL), -(-width // CELL))
    told = seeds(np.full(shape, reach, np.float32))
    rows, columns = np.nonzero(told >= 1)
    lots, warm = (tiled(pattern(), shape)[rows, columns] for pattern in (lot, warmth))
    order = np.argsort(lots, kind="stable")
    centre = (CELL - 1) / 2
    x = (columns * CELL + centre).clip(0, width - 1)
    y = (rows * CELL + centre).clip(0, height - 1)
    return Touches(*(a[order].astype(np.float32) for a in (x, y, lots, warm)))


def at(field: Floats, x: Floats, y: Floats) -> Floats:
    """The field's values at the nearest px; outside, those of the border."""
    rows = np.rint(y).astype(int).clip(0, field.shape[0] - 1)
    columns = np.rint(x).astype(int).clip(0, field.shape[1] - 1)
    values: Floats = field[rows, columns]
    return values


def mixed_at(picture: Floats, start: Touches, reach: float) -> Floats:
    """(n, 3): the colour of each stroke, of the picture's where it begins; may leave 0 … 1."""
    return mixed(at(picture, start.x, start.y), start.lot, start.warm, reach)


def laid(start: Touches, calm: Floats, reach: float, tolerance: float) -> Floats:
    """The `paths` of a brush's strokes on a picture, where the canvas lays its own."""
    angle, _ = flow(calm, AGREE)
    return paths(start, angle, calm, _STEP * reach, _STEPS, tolerance)


def width(reach: float) -> int:
    """Of a stroke, whole px."""
    return max(1, round(2 * HALF * reach))


def rims(lines: Floats, shape: tuple[int, ...], reach: float) -> Floats:
    """Px to the rim of the stroke on top; 0 where there is none, and at the rim."""
    over = np.zeros(shape[:2], np.int32)
    for number, line in enumerate(fixed(lines)):
        cv2.polylines(
            over, [line], isClosed=False, color=[number + 1], thickness=width(reach), shift=SUB
        )
    inside = (over > 0).astype(np.uint8)
    inside[:, 1:] &= over[:, 1:] == over[:, :-1]
    inside[1:] &= over[1:] == over[:-1]
    return np.asarray(cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_5), np.float32)


def paths(
    start: Touches, angle: Floats, colours: Floats, step: float, steps: int, tolerance: float
) -> Floats:
    """Points (n, 2·steps + 1, 2) of the strokes, both ways from where each starts, along the flow.

    A stroke ends where the picture's colour differs from that of its start by more than
    `tolerance` (mean of the channels); its end is then told again and again.
    """
    own = at(colours, start.x, start.y)
    forth, back = (
        _half(start, angle, colours, own, step * way, steps, tolerance) for way in (1, -1)
    )
    origin = np.stack([start.x, start.y], axis=1)[:, None]
    return np.concatenate([back[:, ::-1], origin, forth], axis=1)


def fixed(lines: Floats) -> NDArray[np.int32]:
    """Points as `draw` wants them: in sixteenths of a px."""
    return np.asarray(np.rint(lines * 2**SUB), np.int32)


def draw(canvas: Pixels, line: NDArray[np.int32], paint: Sequence[float], width: int) -> None:
    """Draws a line of `fixed` points; paint: 0 … 255 for each channel."""
    cv2.polylines(
        canvas,
        [line],
        isClosed=False,
        color=paint,
        thickness=width,
        lineType=cv2.LINE_AA,
        shift=SUB,
    )


def _half(
    start: Touches,
    angle: Floats,
    colours: Floats,
    own: Floats,
    step: float,
    steps: int,
    tolerance: float,
) -> Floats:
    x, y = start.x.copy(), start.y.copy()
    turn = at(angle, x, y)
    ahead = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sign(step)
    walked = np.zeros((len(x), steps, 2), np.float32)
    going = np.ones(len(x), bool)
    for index in range(steps):
        turn = at(angle, x, y)
        way = np.stack([np.cos(turn), np.sin(turn)], axis=1)
        way *= np.where((way * ahead).sum(axis=1) < 0, -1, 1)[:, None]
        ahead = 0.5 * ahead + 0.5 * way
        ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-6
        next_x, next_y = x + ahead[:, 0] * abs(step), y + ahead[:, 1] * abs(step)
        going &= np.abs(at(colours, next_x, next_y) - own).mean(axis=1) <= tolerance
        x, y = np.where(going, next_x, x), np.where(going, next_y, y)
        walked[:, index, 0], walked[:, index, 1] = x, y
    return walked
