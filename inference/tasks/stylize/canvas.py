"""What a painting network is told beside the picture: where strokes and stones lie on the canvas.

A network of convolutions sees the same thing everywhere on an even wall and would leave it empty;
and it would have to learn to find strokes among dots, which takes it long. Both are told here, for
the brush that is wanted, from the fixed pattern of `grain`.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.results import Floats, Pixels
from inference.tasks.stylize.grain import (
    CELL,
    COARSEST,
    FINEST,
    lot,
    mixed,
    reach,
    seeds,
    tiled,
    warmth,
)

_TIMES = 4 // CELL
# Planes of cells, four channels each, and two of the flow.
CHANNELS = 12 * _TIMES**2 + 2
# Where in them the flat colours begin, less 0.5, in which stones and strokes are laid.
GROUNDS = {"stones": 6 * _TIMES**2, "strokes": 9 * _TIMES**2}
# Px over which the directions in a picture agree.
_AGREE = 8.0
# Radians: the slant where a picture shows no direction, and how weak a direction counts as none.
_SLANT = -0.9
_WEAK = 4e-4
# A stroke's half width, and how it goes on along the flow, by the brush's reach.
_HALF, _STEP, _STEPS = 0.95, 0.55, 5
# Cells over which bristles' noise is smeared, again and again, and how much stronger it is made
# then, since it fades.
_SMEARED = (1, 2, 4)
_CONTRAST = 3.5
# How far a stroke's colour may be from the picture's, 0 … 1, mean of the channels.
_UNLIKE = 0.11
# Px of blur in which the boldest brush sees colours.
_BLUR = 4.5


def canvas(pixels: Pixels, brush: Floats) -> Floats:
    """(CHANNELS, H/4, W/4) for a picture (H, W, 3) and a brush (H/4, W/4) of 0 … 1."""
    wanted = reach(brush).repeat(_TIMES, axis=0).repeat(_TIMES, axis=1)
    along, across = directions(pixels)
    stones, stone = _stones(wanted)
    # Each stone and each stroke is of the one colour that is where it begins.
    colours = _colours(pixels, wanted)
    begin = np.nonzero(_begin(wanted))
    begun = colours[begin]
    lots, warm = (tiled(pattern(), wanted.shape)[begin] for pattern in (lot, warmth))
    top, over = _strokes(wanted, stones, stone, begun[stone], colours, (along, across))
    paint = mixed(begun, lots, warm, wanted[begin])
    laid = np.where(over[..., None] < 0, colours, paint[over])
    planes = [*stones, top, streaks(wanted.shape, (along, across))]
    for flat in (paint[stone], laid):
        planes += [flat[..., channel] - np.float32(0.5) for channel in range(3)]
    flow = np.stack([along**2 - across**2, 2 * along * across])
    return np.concatenate([*(_folded(plane) for plane in planes), flow]).astype(np.float32)


def directions(pixels: Pixels) -> tuple[Floats, Floats]:
    """x and y of the direction (H/4, W/4) in which edges, hair and folds run; of length 1."""
    size = pixels.shape[1] // 4, pixels.shape[0] // 4
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    light = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    dx, dy = (cv2.Scharr(light, cv2.CV_32F, *way) / 64 for way in ((1, 0), (0, 1)))
    normal = _SLANT + np.pi / 2
    x, y = np.cos(normal), np.sin(normal)
    products = ((dx * dx, x * x), (dy * dy, y * y), (dx * dy, x * y))
    xx, yy, xy = (
        cv2.GaussianBlur(product, (0, 0), _AGREE / 4) + np.float32(_WEAK * weak)
        for product, weak in products
    )
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    return np.cos(angle), np.sin(angle)


def streaks(shape: tuple[int, ...], flow: tuple[Floats, Floats]) -> Floats:
    """(H/2, W/2), 0 … 1, mean 0.5: what the bristles of a brush leave that goes along the flow.

    Noise, smeared along the flow (line integral convolution, Cabral and Leedom, 1993), each time
    twice as far. flow: of `directions`.
    """
    size = shape[::-1]
    go_x, go_y = (cv2.resize(way, size, interpolation=cv2.INTER_NEAREST) for way in flow)
    y, x = np.indices(shape, dtype=np.float32)
    smeared = tiled(lot(), shape)
    for far in np.asarray(_SMEARED, np.float32):
        ways = [(x + way * go_x, y + way * go_y) for way in (far, -far)]
        forth, back = (
            cv2.remap(smeared, *way, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
            for way in ways
        )
        smeared = np.asarray((smeared + forth + back) / 3, np.float32)
    return np.asarray((0.5 + _CONTRAST * (smeared - 0.5)).clip(0, 1), np.float32)


def _begin(wanted: Floats) -> NDArray[np.bool_]:
    """The cells in which strokes begin; on a picture smaller than the brush the first one."""
    begin: NDArray[np.bool_] = seeds(wanted) >= 1
    begin[0, 0] |= not begin.any()
    return begin


def _colours(pixels: Pixels, wanted: Floats) -> Floats:
    """(H/2, W/2, 3), 0 … 1: the picture, the more blurred the larger the brush."""
    size = wanted.shape[::-1]
    fine = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    bold = cv2.GaussianBlur(fine, (0, 0), _BLUR / CELL)
    share = ((wanted - FINEST) / (COARSEST - FINEST))[..., None]
    return np.asarray(fine + share * (bold - fine), np.float32)


def _stones(wanted: Floats) -> tuple[list[Floats], NDArray[np.int64]]:
    """For each cell: how near the stone's rim is, where on the stone it lies (x, y), its lot; and
    its number.

    A stone is all that is nearest to where one stroke begins. Lengths are by the brush's reach.
    """
    begin = _begin(wanted)
    _, owner = cv2.distanceTransformWithLabels(
        (~begin).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(begin)
    at = np.zeros(owner.max() + 1, np.int64)
    at[owner[rows, columns]] = np.arange(len(rows))
    index = at[owner]
    y, x = np.indices(wanted.shape, dtype=np.float32)
    away_x, away_y = ((p - q[index]) * CELL / wanted for p, q in ((x, columns), (y, rows)))
    rim = np.zeros(wanted.shape, np.uint8)
    rim[:, 1:] |= owner[:, 1:] != owner[:, :-1]
    rim[1:] |= owner[1:] != owner[:-1]
    inside = cv2.distanceTransform(1 - rim, cv2.DIST_L2, cv2.DIST_MASK_3)
    # Where there is one stone there is no rim, and the distance is without end.
    inside = np.minimum(inside, wanted) * CELL / wanted
    lots = tiled(lot(), wanted.shape)[rows, columns][index]
    return [np.minimum(inside, 1), away_x.clip(-2, 2), away_y.clip(-2, 2), lots], index


def _strokes(
    wanted: Floats,
    stones: list[Floats],
    stone: NDArray[np.int64],
    begun: Floats,
    colours: Floats,
    flow: tuple[Floats, Floats],
) -> tuple[Floats, NDArray[np.int64]]:
    """The lot and the number of the stroke that lies on top in each cell.

    stones, stone: of `_stones`. begun: the colour (h, w, 3) of each cell's stone. A stroke stays
    away from what is of another colour. Where there is none the lot is 0 and the number -1.
    """
    _, away_x, away_y, lots = stones
    lots = np.where(np.hypot(away_x, away_y) <= _HALF, lots, 0)
    dabs = np.dstack([lots, begun]).astype(np.float32)
    numbers = stone.astype(np.float32)
    size = wanted.shape[::-1]
    step = wanted * np.float32(_STEP / CELL)
    go_x, go_y = (cv2.resize(way, size, interpolation=cv2.INTER_NEAREST) for way in flow)
    y, x = np.indices(wanted.shape, dtype=np.float32)
    top = np.zeros(wanted.shape, np.float32)
    number = np.full(wanted.shape, -1, np.float32)
    for count in range(-_STEPS, _STEPS + 1):
        moved = x + count * step * go_x, y + count * step * go_y
        there, whose = (
            cv2.remap(of, *moved, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
            for of in (dabs, numbers)
        )
        unlike = np.abs(there[..., 1:] - colours) @ np.full(3, 1 / 3, np.float32)
        over = (there[..., 0] > top) & (unlike < _UNLIKE)
        top[over] = there[..., 0][over]
        number[over] = whose[over]
    return top, number.astype(np.int64)


def _folded(cells: Floats) -> Floats:
    """(H/2, W/2) → (4, H/4, W/4): every 4×4 px of the picture in one place."""
    h, w = cells.shape[0] // _TIMES, cells.shape[1] // _TIMES
    parts = cells.reshape(h, _TIMES, w, _TIMES).transpose(1, 3, 0, 2)
    return parts.reshape(_TIMES * _TIMES, h, w)
