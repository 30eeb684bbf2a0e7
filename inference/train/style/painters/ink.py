"""Ink on rice paper: a few washes laid by a wet brush, pooled at their rims, and a dark line."""

import cv2
import numpy as np

from inference.results import Floats
from inference.train.style.painters.flow import blurred, flow, luminance, unit
from inference.train.style.painters.strokes import at, draw, fixed, paths, touches

_PAPER = np.asarray([0.965, 0.945, 0.895], np.float32)
_INK = np.asarray([0.075, 0.085, 0.12], np.float32)
_WASHES = 5
# Px over which directions agree.
_AGREE = 8.0


def ink(picture: Floats, reach: float) -> Floats:
    """Paints an RGB picture 0 … 1 with a brush of that reach, px."""
    calm = _calm(picture, reach)
    tone = _spread(luminance(calm))
    washed = _washes(calm, tone, reach)
    pooled = washed - 0.8 * (blurred(washed, 0.45 * reach) - washed).clip(0, 1)
    dark = (1 - pooled.clip(0, 1)) * 0.92
    dark = 1 - (1 - dark) * (1 - 0.93 * _line(luminance(calm), reach))
    # A breath of the colours that are there: lips, cheeks, a dress.
    light = luminance(calm)[:, :, None]
    breath = 0.55 * (blurred(calm, 0.4 * reach) - light)
    laid = _PAPER + (_INK - _PAPER) * dark[:, :, None]
    return np.clip(laid + breath * (0.35 + 0.65 * laid), 0, 1).astype(np.float32)


def _calm(picture: Floats, reach: float) -> Floats:
    """Flattened within its edges."""
    calm = picture
    for _ in range(2):
        flat = cv2.bilateralFilter(calm, -1, 0.10, 0.45 * reach + 0.6)
        calm = np.asarray(flat, np.float32)
    return calm


def _spread(light: Floats) -> Floats:
    """What is light goes towards the paper, and in the dark there is still something to see."""
    even = (light / 0.88).clip(0, 1)
    return np.asarray(even**0.68, np.float32)


def _washes(calm: Floats, tone: Floats, reach: float) -> Floats:
    """Lightness 0 … 1, brushed on in steps."""
    height, width = tone.shape
    start = touches(height, width, reach)
    angle, _ = flow(calm, _AGREE)
    lines = paths(start, angle, calm, 0.55 * reach, 5, 0.09)
    wet = at(tone, start.x, start.y) * _WASHES + (start.lot - 0.5) * 0.8
    steps = np.floor(wet.clip(0, _WASHES - 0.001)) / (_WASHES - 1)
    laid = np.ascontiguousarray((tone * 255).astype(np.uint8))
    points = fixed(lines)
    thick = max(1, round(1.9 * reach))
    for index, level in enumerate(steps):
        draw(laid, points[index], [float(level * 255)], thick)
    brushed = blurred(unit(laid), 0.5 + 0.02 * reach)
    return np.asarray(0.78 * brushed + 0.22 * tone, np.float32)


def _line(light: Floats, reach: float) -> Floats:
    """Where the dark line is drawn, 0 … 1: edges by a difference of blurs (Winnemöller, 2011)."""
    fine = 0.75 + 0.10 * reach
    near, far = blurred(light, fine), blurred(light, 1.6 * fine)
    edge = near - 0.985 * far
    return np.asarray(np.clip((0.004 - edge) / 0.03, 0, 1) ** 1.2, np.float32)
