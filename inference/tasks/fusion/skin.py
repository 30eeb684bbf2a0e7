"""Which pixels of a face show skin, by statistics of its own colours."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from inference.matting.guided import GuidedFilter
from inference.matting.resize import resized
from inference.results import Floats
from inference.tasks.fusion.regions import (
    BROW_LINE,
    BROWS,
    EYES,
    LIPS_RING,
    NOSTRILS,
    OVAL,
    fill,
    grown,
    soft,
    step,
    width_of,
)

# The face's width at which skin is told from what is not: strands of hair still show.
_WIDTH = 200.0
# How far skin may be from the face's median: chroma in spreads, lightness in L* of its
# surroundings (down, up).
_CHROMA, _DARKER, _LIGHTER = (2.6, 4.2), (11.0, 20.0), (26.0, 40.0)
_LEAST_SPREAD = np.array([7.0, 2.6, 2.6], np.float32)
# From this L* to that skin is burnt out and has lost its colour; where so much of a face is, it
# tells nothing of the rest, and is taken for skin.
_BURNT, _BURNT_SHARE = (92.0, 96.0), (0.15, 0.85)
_RADIUS, _SMOOTHNESS = 3, 4e-4
# The outline below the cheeks; and how far inside of the outline skin is surely skin, in parts of
# the face's width.
_JAW, _RIM = (172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397), 0.02
# A patch of skin apart from the rest is the face's where so much of it lies on that; others go with
# so many pixels around them.
_ON_FACE, _LOCK_ROOM = 0.6, 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    """Of a face's surroundings (H, W): mask, 0 … 1 how likely it is skin; dark, 0 … 1 where it
    is darker than skin would be, as hair is; coloured, 0 … 1 where it has skin's colour, be it as
    dark as it may. middle: (3,) median L*a*b* of the face's skin."""

    mask: Floats
    dark: Floats
    coloured: Floats
    middle: Floats


def find_skin(lab: Floats, points: Floats, *, bare: bool = False) -> Skin:
    """lab: (H, W, 3) CIE L*a*b*. points: (478, 2 or 3) in its pixels. bare: known to be a face that
    nothing lies over, so that what is beside it and darker is its hair."""
    scale = min(_WIDTH / width_of(_flat(points)), 1.0)
    shape = (round(lab.shape[0] * scale), round(lab.shape[1] * scale))
    small = resized(lab, shape)
    points = points[:, :2] * np.float32(scale)
    width = width_of(_flat(points))
    core = _core(small.shape, points, width) > 0.5
    burnt = step(small[..., 0], *_BURNT)
    glaring = _BURNT_SHARE[0] < float(burnt[core].mean()) < _BURNT_SHARE[1]
    middle, spread = _statistics(small[core & (burnt < 0.5)] if glaring else small[core])
    coloured = _chroma(small, middle, spread)
    if glaring:
        coloured = np.maximum(coloured, burnt)
    likely = coloured * _near(small[..., 0] - middle[0], 2.2 * spread[0])
    # Skin is then compared with the skin near it, whatever the light does across the face; hair
    # beside the face, as brown as skin in the shade, does not count as such.
    near = _face_and_neck(small.shape, points, width) if bare else np.float32(1)
    for _ in range(2):
        local = average(small[..., 0], likely * near, 0.16 * width, float(middle[0]))
        away = small[..., 0] - local
        likely = coloured * (1 - step(-away, *_DARKER)) * (1 - step(away, *_LIGHTER))
    guide = np.ascontiguousarray(small * np.array([0.01, 0.008, 0.008], np.float32))
    mask = np.clip(GuidedFilter(guide, _RADIUS, _SMOOTHNESS)(likely), 0, 1)
    dark = step(local - small[..., 0], *_DARKER)
    full = lab.shape[:2]
    return Skin(
        resized(step(mask, 0.15, 0.75), full), resized(dark, full), resized(coloured, full), middle
    )


def without_locks(skin: Skin, points: Floats) -> Skin:
    """Without patches that lie beside the face more than on it: locks of hair as light as skin,
    parted from it by their own shade. points: (478, 2 or 3) in its pixels."""
    scale = min(_WIDTH / width_of(_flat(points)), 1.0)
    full = skin.mask.shape
    shape = (round(full[0] * scale), round(full[1] * scale))
    small, flat = resized(skin.mask, shape), _flat(points) * np.float32(scale)
    face = fill(shape, flat, (OVAL,))
    flags = cv2.erode((small > 0.5).astype(np.uint8), np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(flags, connectivity=4)
    on, everywhere = (
        np.bincount(labels.ravel(), weight.ravel(), count)
        for weight in (face, np.maximum(face, 1 - _neck(shape, flat)))
    )
    on[0] = 0
    locks = on < _ON_FACE * everywhere
    locks[[0, int(np.argmax(on))]] = False
    if not locks.any():
        return skin
    gone = resized(grown(locks[labels].astype(np.float32), _LOCK_ROOM), full)
    return replace(skin, mask=skin.mask * (1 - gone), dark=np.maximum(skin.dark, gone))


def average(values: Floats, weight: Floats, sigma: float, otherwise: float | Floats) -> Floats:
    """Weighted mean around every pixel of (H, W) or (H, W, 3) values; where nothing near has
    weight, what is given instead. Done on a smaller picture, which looks the same."""
    shape = weight.shape
    shrink = max(int(sigma / 4), 1)
    small = (shape[0] // shrink, shape[1] // shrink)
    weighed = np.dstack([values * (weight if values.ndim == 2 else weight[..., None]), weight])
    sums = soft(resized(weighed, small) if shrink > 1 else weighed, sigma / shrink)
    total = sums[..., -1:] + np.float32(1e-3)
    mean = (sums[..., :-1] + np.float32(1e-3) * np.asarray(otherwise, np.float32)) / total
    return np.asarray(resized(mean, shape).reshape(values.shape), np.float32)


def features(shape: tuple[int, ...], points: Floats, room: float = 0.0) -> Floats:
    """Eyes, brows, lips and nostrils, with `room` around them in parts of the face's width."""
    mask = fill(shape, points, (*EYES, *BROWS, LIPS_RING, NOSTRILS))
    return grown(mask, room * width_of(_flat(points)))


def forehead(shape: tuple[int, ...], points: Floats) -> Floats:
    """What of the face's outline is above the brows."""
    above = (*BROW_LINE, 389, 251, 284, 332, 297, 338, 10, 109, 67, 103, 54, 21, 162)
    return fill(shape, points, (above,))


def _neck(shape: tuple[int, ...], points: Floats) -> Floats:
    """1 below the jaw, as far down as the face is high."""
    jaw = points[list(_JAW)]
    ring = np.concatenate([jaw, (jaw + points[152] - points[10])[::-1]])
    return fill(shape, ring, (range(len(ring)),))


def _face_and_neck(shape: tuple[int, ...], points: Floats, width: float) -> Floats:
    inside = grown(fill(shape, points, (OVAL,)), -_RIM * width)
    return np.maximum(inside, _neck(shape, points))


def _core(shape: tuple[int, ...], points: Floats, width: float) -> Floats:
    inside = grown(fill(shape, points, (OVAL,)), -0.07 * width)
    return inside * (1 - features(shape, points, 0.03)) * (1 - 0.9 * forehead(shape, points))


def _statistics(colours: Floats) -> tuple[Floats, Floats]:
    """Median and spread by channel, of what is left without the outliers of a first guess."""
    chosen = colours
    for _ in range(2):
        middle = np.median(chosen, axis=0).astype(np.float32)
        spread = 1.48 * np.median(np.abs(chosen - middle), axis=0).astype(np.float32)
        spread = np.maximum(spread, _LEAST_SPREAD)
        kept = (np.abs(colours - middle) < 2.5 * spread).all(axis=1)
        chosen = colours[kept] if kept.sum() > 50 else colours
    return middle, spread


def _chroma(lab: Floats, middle: Floats, spread: Floats) -> Floats:
    away = (lab[..., 1:] - middle[1:]) / spread[1:]
    # What lies in shade has less chroma, in proportion to its lightness.
    shade = np.clip(lab[..., 0] / max(float(middle[0]), 1e-3), 0.3, 1.0)[..., None]
    shaded = (lab[..., 1:] / shade - middle[1:]) / spread[1:]
    distance = np.minimum(np.linalg.norm(away, axis=-1), np.linalg.norm(shaded, axis=-1))
    return 1 - step(np.asarray(distance, np.float32), *_CHROMA)


def _near(values: Floats, spread: float) -> Floats:
    return np.asarray(np.exp(-0.5 * (values / np.float32(spread)) ** 2), np.float32)


def _flat(points: Floats) -> Floats:
    return points[:, :2]


def to_lab(pixels: Floats) -> Floats:
    """(H, W, 3) float32 RGB 0 … 1 → L* 0 … 100, a*, b*."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab), np.float32)
