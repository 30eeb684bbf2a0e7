"""Ink on rice paper: washes laid by a wet brush that runs dry, pooled at rims, and a dark line."""

import numpy as np

from inference.results import Floats
from inference.train.style.painters.flow import blurred, bristles, flattened, luminance, unit
from inference.train.style.painters.strokes import (
    at,
    draw,
    fixed,
    laid,
    mixed_at,
    rims,
    touches,
    width,
)

_PAPER = np.asarray([0.965, 0.948, 0.905], np.float32)
_INK = np.asarray([0.07, 0.075, 0.105], np.float32)
_WASHES = 5
# How much further than a canvas mixes colours each brush is wetter or drier than those beside it,
# and from how much light on wholly: in the deepest ink it is not to be seen.
_WETTER, _DEEP = 1.2, 0.3
# How far a stroke goes on into another colour, mean of the channels.
_TOLERANCE = 0.10
# How much darker a wash is where it pools, and how far in, by the reach, px added.
_POOLED, _IN, _ADDED = 0.28, 0.14, 0.6
# Streaks above which the brush is dry, over how much more wholly, and what of the ink is left out.
_DRY, _SPAN, _LEFT_OUT = 0.56, 0.22, 0.62
# Px of reach by which the bristles are wholly seen.
_SEEN, _WHOLLY, _ALWAYS = 2.0, 6.0, 0.25
# Of the colours that are there, and how strong one must be to be more than paper and ink.
_BREATH, _FAINT, _STRONG = 0.26, 0.06, 0.15


def ink(picture: Floats, reach: float) -> Floats:
    """Paints an RGB picture 0 … 1 with a brush of that reach, px."""
    calm = flattened(picture, 0.4 * reach + 0.6)
    light = luminance(calm)
    streaks = bristles(picture)
    seen = np.clip((reach - _SEEN) / _WHOLLY, _ALWAYS, 1)
    dry = seen * np.clip((streaks - _DRY) / _SPAN, 0, 1)
    dark = _washed(calm, _tone(light, reach), reach)
    # Between dry bristles the paper shows, most in half tones.
    half = np.clip(dark / 0.25, 0, 1) * np.clip((0.80 - dark) / 0.35, 0, 1)
    dark = dark * (1 - _LEFT_OUT * dry * half)
    dark = dark + 0.10 * seen * (0.5 - streaks) * np.clip(2 * dark, 0, 1)
    line = _line(light, reach) * (1 - 0.5 * dry)
    dark = 1 - (1 - 0.93 * dark.clip(0, 1)) * (1 - 0.92 * line)
    painted = _PAPER + (_INK - _PAPER) * dark[:, :, None]
    # A breath of the colours that are there: lips, cheeks, a dress.
    colours = calm - light[:, :, None]
    strong = np.clip((np.abs(colours).max(axis=2, keepdims=True) - _FAINT) / _STRONG, 0, 1)
    breath = _BREATH * blurred(colours * strong, 0.35 * reach)
    return np.asarray((painted + breath * (0.3 + 0.7 * painted)).clip(0, 1), np.float32)


def _tone(light: Floats, reach: float) -> Floats:
    """What is light goes towards the paper; forms are set off against what is around them."""
    set_off = light + 0.3 * (light - blurred(light, 2.5 * reach + 10))
    even = (set_off / 0.92).clip(0, 1) ** 0.8
    curved = even * even * (3 - 2 * even)
    return np.asarray(0.7 * even + 0.3 * curved, np.float32)


def _washed(calm: Floats, tone: Floats, reach: float) -> Floats:
    """How much ink lies, 0 … 1 and more: brushed on in steps."""
    start = touches(tone.shape[0], tone.shape[1], reach)
    lines = laid(start, calm, reach, _TOLERANCE)
    # As the canvas mixes colours, so here the ink.
    grey = np.dstack([tone] * 3)
    even, mixed = luminance(at(grey, start.x, start.y)), luminance(mixed_at(grey, start, reach))
    mixed += _WETTER * np.clip(even / _DEEP, 0, 1) * (mixed - even)
    wet = np.floor((mixed * _WASHES).clip(0, _WASHES - 0.001)) / (_WASHES - 1)
    brushed = np.asarray(tone * 255, np.uint8)
    for line, level in zip(fixed(lines), wet, strict=True):
        draw(brushed, line, [float(level * 255)], width(reach))
    wash = blurred(0.8 * unit(brushed) + 0.2 * tone, 0.4 + 0.03 * reach)
    rim = rims(lines, tone.shape, reach)
    pooled = np.exp(-((rim / (_IN * reach + _ADDED)) ** 2)) * (rim > 0)
    return np.asarray((1 - wash).clip(0, 1) * (1 + _POOLED * pooled), np.float32)


def _line(light: Floats, reach: float) -> Floats:
    """Where the dark line is drawn, 0 … 1: edges by a difference of blurs (Winnemöller, 2011)."""
    fine = 0.7 + 0.085 * reach
    edge = blurred(light, fine) - 0.985 * blurred(light, 1.6 * fine)
    return np.asarray(np.clip((0.001 - edge) / 0.03, 0, 1) ** 1.2, np.float32)
