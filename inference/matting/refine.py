"""A rough mask to a soft alpha at the picture's own size."""

import numpy as np

from inference.matting.band import Band, band
from inference.matting.evidence import evidence
from inference.matting.guided import GuidedFilter
from inference.matting.resize import resized, unit
from inference.matting.solve import solve
from inference.results import Face, Floats, Pixels

_RADIUS = 4
_SMOOTHNESS = 1e-4
# Alpha this near to its ends is taken for the end: noise there would show as a veil.
_FLOOR = 0.02
# Conjugate gradient steps at the coarse and at the fine working size.
_COARSE_STEPS = 12
_FINE_STEPS = 4


def refine(pixels: Pixels, mask: Floats, faces: tuple[Face, ...], reach: float) -> Floats:
    """(H, W) alpha of the picture, from a mask (h, w) at a smaller working size.

    reach: how far the mask's edge may be off, in the mask's pixels.
    """
    colours = unit(pixels, mask.shape)
    known = band(mask, reach, faces, mask.shape[0] / pixels.shape[0])
    guess, trust = evidence(colours, mask, known)
    start = _coarse(colours, guess, trust)
    smooth = GuidedFilter(colours, _RADIUS, _SMOOTHNESS)
    alpha = np.clip(solve(smooth, guess, trust, start, _FINE_STEPS), 0, 1)
    return _enlarged(pixels, alpha, known, smooth)


def _coarse(colours: Floats, guess: Floats, trust: Floats) -> Floats:
    """The solution at half the working size, where news travels twice as far in a step."""
    half = (guess.shape[0] // 2, guess.shape[1] // 2)
    small = [resized(plane, half) for plane in (colours, guess, trust)]
    smooth = GuidedFilter(small[0], _RADIUS, _SMOOTHNESS)
    alpha = solve(smooth, small[1], small[2], small[1], _COARSE_STEPS)
    slopes, offset = smooth.model(np.clip(alpha, 0, 1))
    return _applied(slopes, offset, colours)


def _enlarged(pixels: Pixels, alpha: Floats, known: Band, smooth: GuidedFilter) -> Floats:
    """Alpha at the picture's size: in the band it follows the picture's own colours."""
    shape = pixels.shape[:2]
    result = resized(alpha, shape)
    rows, columns = np.nonzero(resized(known.open.astype(np.uint8), shape))
    slopes, offset = smooth.model(alpha)
    value = resized(offset, shape)[rows, columns]
    for channel, slope in enumerate(slopes):
        value += resized(slope, shape)[rows, columns] * pixels[rows, columns, channel] / 255
    result[rows, columns] = value
    return np.asarray(np.clip((result - _FLOOR) / (1 - 2 * _FLOOR), 0, 1), np.float32)


def _applied(slopes: list[Floats], offset: Floats, colours: Floats) -> Floats:
    result = resized(offset, colours.shape)
    for channel, slope in enumerate(slopes):
        result += resized(slope, colours.shape) * colours[..., channel]
    return np.asarray(np.clip(result, 0, 1), np.float32)
