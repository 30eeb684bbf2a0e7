"""What a painting network is told beside the picture: where strokes and stones lie on the canvas.

A network of convolutions sees the same thing everywhere on an even wall and would leave it empty;
and it would have to learn to find strokes among dots, which takes it long. Both are told here, for
the brush that is wanted, from the fixed pattern of `grain`.
"""

from dataclasses import dataclass

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
    laid = _laid(wanted)
    # Each stone and each stroke is of the one colour that is where it begins.
    colours = _colours(pixels, wanted)
    begun = colours[laid.rows, laid.columns]
    told = np.empty((CHANNELS, *brush.shape), np.float32)
    shades, warm = (
        tiled(pattern(), wanted.shape)[laid.rows, laid.columns] for pattern in (lot, warmth)
    )
    paint = mixed(begun, shades, warm, wanted[laid.rows, laid.columns])
    reaching = np.hypot(laid.away_x, laid.away_y) <= _HALF
    top = _strokes(
        wanted, np.where(reaching, laid.stone, -1), shades, begun, colours, along, across
    )
    _fold(told, 0, laid.inside)
    _fold(told, 1, laid.away_x.clip(-2, 2))
    _fold(told, 2, laid.away_y.clip(-2, 2))
    _fold(told, 3, shades[laid.stone])
    _fold(told, 4, np.where(top >= 0, shades[top], 0))
    _fold(told, 5, streaks(wanted.shape, (along, across)))
    for channel in range(3):
        flat = paint[:, channel]
        _fold(told, 6 + channel, flat[laid.stone] - np.float32(0.5))
        painted = np.where(top >= 0, flat[top], colours[..., channel])
        _fold(told, 9 + channel, painted - np.float32(0.5))
    told[-2] = along**2 - across**2
    told[-1] = 2 * along * across
    return told


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


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """The stones of a picture: a stone is all that is nearest to where one stroke begins.

    rows, columns (n,): the cells in which they begin. By cell: stone, its number; inside, how far
    its rim is; away_x and away_y, where on the stone it lies: lengths by the brush's reach.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    stone: NDArray[np.int32]
    inside: Floats
    away_x: Floats
    away_y: Floats


def _laid(wanted: Floats) -> _Laid:
    begin: NDArray[np.bool_] = seeds(wanted) >= 1
    # On a picture smaller than the brush the first one.
    begin[0, 0] |= not begin.any()
    _, owner = cv2.distanceTransformWithLabels(
        (~begin).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(begin)
    at = np.zeros(owner.max() + 1, np.int32)
    at[owner[rows, columns]] = np.arange(len(rows))
    stone = at[owner]
    across, down = (np.arange(n, dtype=np.float32) for n in wanted.shape[::-1])
    away_x = (across[None] - columns.astype(np.float32)[stone]) * CELL / wanted
    away_y = (down[:, None] - rows.astype(np.float32)[stone]) * CELL / wanted
    rim = np.zeros(wanted.shape, np.uint8)
    rim[:, 1:] |= owner[:, 1:] != owner[:, :-1]
    rim[1:] |= owner[1:] != owner[:-1]
    inside = cv2.distanceTransform(1 - rim, cv2.DIST_L2, cv2.DIST_MASK_3)
    # Where there is one stone there is no rim, and the distance is without end.
    inside = np.minimum(np.minimum(inside, wanted) * CELL / wanted, 1)
    return _Laid(rows, columns, stone, np.asarray(inside, np.float32), away_x, away_y)


def _colours(pixels: Pixels, wanted: Floats) -> Floats:
    """(H/2, W/2, 3), 0 … 1: the picture, the more blurred the larger the brush."""
    size = wanted.shape[::-1]
    fine = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    bold = cv2.GaussianBlur(fine, (0, 0), _BLUR / CELL)
    share = ((wanted - FINEST) / (COARSEST - FINEST))[..., None]
    return np.asarray(fine + share * (bold - fine), np.float32)


def _strokes(
    wanted: Floats,
    dabs: NDArray[np.int32],
    shades: Floats,
    begun: Floats,
    colours: Floats,
    along: Floats,
    across: Floats,
) -> NDArray[np.int32]:
    """The number of the stroke that lies on top in each cell; -1 where there is none.

    dabs: the number of the one that begins around a cell, -1 for none. Of several the one of the
    highest shade lies on top. A stroke stays away from what is of another colour.
    """
    # Numbered by shade, so that the higher number wins; 0 for none.
    order = np.argsort(shades, kind="stable")
    number = np.empty(len(order) + 1, np.float32)
    number[order] = np.arange(1, len(order) + 1)
    number[-1] = 0
    there = number[dabs]
    # A channel in a row: three numbers in a row are summed slowly.
    theirs = np.concatenate([np.zeros((1, 3), np.float32), begun[order]]).T.copy()
    own = np.asarray(cv2.split(colours), np.float32).reshape(3, -1)
    size = wanted.shape[::-1]
    step = wanted * np.float32(_STEP / CELL)
    go_x, go_y = (cv2.resize(way, size, interpolation=cv2.INTER_NEAREST) for way in (along, across))
    x, y = (np.arange(n, dtype=np.float32) for n in size)
    top = np.zeros(wanted.size, np.float32)
    for count in range(-_STEPS, _STEPS + 1):
        far = count * step
        moved = far * go_x + x, far * go_y + y[:, None]
        seen = cv2.remap(there, *moved, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE).ravel()
        higher = np.flatnonzero(seen > top)
        found = seen[higher]
        stroke = found.astype(np.int32)
        unlike = sum(np.abs(theirs[c][stroke] - own[c][higher]) for c in range(3)) / 3
        alike = unlike < _UNLIKE
        top[higher[alike]] = found[alike]
    return (
        np.concatenate([[-1], order]).astype(np.int32)[top.astype(np.int32)].reshape(wanted.shape)
    )


def _fold(told: Floats, plane: int, cells: Floats) -> None:
    """(H/2, W/2) → 4 channels (H/4, W/4) of the plane: every 4×4 px of the picture in one place."""
    h, w = told.shape[1:]
    there = told[plane * _TIMES**2 : (plane + 1) * _TIMES**2].reshape(_TIMES, _TIMES, h, w)
    there[:] = cells.reshape(h, _TIMES, w, _TIMES).transpose(1, 3, 0, 2)
