"""Bold oil: wet strokes along the forms, thick at their rims, streaked by the bristles, lit."""

import cv2
import numpy as np

from inference.results import Floats
from inference.tasks.stylize.grain import COARSEST, FINEST
from inference.train.style.painters.flow import blurred, bristles, flattened, luminance, unit
from inference.train.style.painters.strokes import (
    draw,
    fixed,
    laid,
    mixed_at,
    rims,
    touches,
    width,
)

# How far a stroke goes on into another colour, mean of the channels.
_TOLERANCE = 0.11
# A stroke's height by the brush's reach: its body, and the ridge that is pushed to its rim.
_BODY, _RIDGE = 0.24, 0.05
# Of the reach: how soon a stroke is at its full height; where the ridge lies, px added.
_SHOULDER, _AT, _ADDED = 0.45, 0.18, 0.5
# How high the bristles' streaks are, px, and how much lighter their paint is.
_STREAK, _SHADE = 2.2, 0.08
# Px of reach from which bristles are seen, and by which they are wholly.
_SEEN, _WHOLLY = 3.0, 5.0
# How far a painting may be off before a finer brush mends it, and how far at most.
_WRONG, _SPAN, _MENDED = 0.035, 0.06, 0.75


def oil(picture: Floats, reach: float) -> Floats:
    """Paints an RGB picture 0 … 1 with a brush of that reach, px."""
    vivid = _vivid(picture)
    fine = flattened(vivid, 0.22 * reach + 0.5)
    calm = blurred(vivid, 0.3 * reach)
    start = touches(picture.shape[0], picture.shape[1], reach)
    lines = laid(start, calm, reach, _TOLERANCE)
    body = np.asarray(fine.clip(0, 1) * 255, np.uint8)
    loads = (mixed_at(calm, start, reach).clip(0, 1) * 255).tolist()
    for line, load in zip(fixed(lines), loads, strict=True):
        draw(body, line, load, width(reach))
    paint = _lit(unit(body), rims(lines, picture.shape, reach), bristles(picture), reach)
    # What is lost of eyes and lips is put back with a finer brush.
    wrong = blurred(np.abs(blurred(paint, 0.25 * reach) - fine).mean(axis=2), 0.35 * reach)
    mended = np.clip((wrong - _WRONG) / _SPAN, 0, 1)[:, :, None] * _MENDED
    return np.asarray((paint + mended * (fine - paint)).clip(0, 1), np.float32)


def _lit(paint: Floats, rim: Floats, streaks: Floats, reach: float) -> Floats:
    """Light from the top left on the paint's thickness, and its gloss."""
    seen = np.clip((reach - _SEEN) / _WHOLLY, 0, 1)
    bold = (reach - FINEST) / (COARSEST - FINEST)
    rise = np.clip(rim / (_SHOULDER * reach), 0, 1)
    body = rise * (2 - rise) * (0.75 + 0.5 * streaks)
    ridge = np.exp(-1.5 * (rim / (_AT * reach + _ADDED) - 1) ** 2)
    streaked = seen * min(reach / 9, 1) * _STREAK * (streaks - 0.5)
    height = blurred(reach * (_BODY * body + _RIDGE * ridge) + streaked, 0.6 + 0.03 * reach)
    slope = sum(cv2.Sobel(height, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1)))
    light = np.tanh(1.13 * np.asarray(slope, np.float32))
    # In the dark there is less to be seen of it.
    strength = (0.13 - 0.02 * bold) * (0.45 + 0.55 * np.sqrt(luminance(paint)))
    gloss = 0.35 * bold * np.clip(light - 0.55, 0, 1) ** 2
    shaded = paint * (1 + seen * _SHADE * (streaks - 0.5))[:, :, None]
    return np.asarray(shaded + (light * strength + gloss)[:, :, None], np.float32)


def _vivid(picture: Floats) -> Floats:
    """Warmer and richer, no lighter."""
    light = luminance(picture)[:, :, None]
    warm = (light + 1.28 * (picture - light)) * np.asarray([1.02, 1.0, 0.97], np.float32)
    kept = warm + light - luminance(warm)[:, :, None]
    return np.asarray(kept.clip(0, 1), np.float32)
