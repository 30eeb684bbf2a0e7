"""The shadow that a figure throws on what stands behind and under it."""

import math

import cv2
import numpy as np

from inference.results import Floats, Light, Pixels
from inference.tasks.compose.layers import Layer, over

# Shadows are not black: night blue, as the ink of the scene's dark parts.
_INK = (16, 10, 26)
# Soft things need few pixels.
_COARSE = 4
# In parts of the figure's height: how far the shadow falls aside, and how soft it is.
_ASIDE, _SOFT = 0.03, 0.016
_BEHIND = 0.55
# The contact shadow under feet: the lowest part of the figure, pressed flat.
_FEET, _FLAT = 0.14, 0.22


def cast(canvas: Pixels, layer: Layer, light: Light, *, on_ground: bool = False) -> None:
    """Darkens the canvas, in place, before the figure itself is laid over it."""
    if light.shadow <= 0:
        return
    height = layer.alpha.shape[0]
    angle = math.radians(light.angle)
    _darken(
        canvas,
        layer.alpha * np.float32(light.shadow * _BEHIND),
        layer.left - round(math.cos(angle) * _ASIDE * height),
        layer.top + round(max(math.sin(angle), 0) * 0.4 * _ASIDE * height),
        _SOFT * height,
    )
    if on_ground:
        _under_feet(canvas, layer, light)


def _under_feet(canvas: Pixels, layer: Layer, light: Light) -> None:
    height, width = layer.alpha.shape
    feet = layer.alpha[int(height * (1 - _FEET)) :]
    flat = max(round(feet.shape[0] * _FLAT), 2)
    pressed = np.asarray(cv2.resize(feet, (width, flat), interpolation=cv2.INTER_AREA), np.float32)
    pressed = np.minimum(pressed * 1.6, 1) * np.float32(light.shadow)
    _darken(canvas, pressed, layer.left, layer.top + height - round(flat * 0.7), flat * 0.45)


def _darken(canvas: Pixels, mask: Floats, left: int, top: int, softness: float) -> None:
    pad = round(softness * 3)
    height, width = mask.shape
    padded = np.zeros((height + 2 * pad, width + 2 * pad), np.float32)
    padded[pad : pad + height, pad : pad + width] = mask
    size = padded.shape[1], padded.shape[0]
    coarse = (max(size[0] // _COARSE, 1), max(size[1] // _COARSE, 1))
    small = cv2.resize(padded, coarse, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(softness / _COARSE, 0.6))
    soft = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), np.float32)
    ink = np.empty((*soft.shape, 3), np.uint8)
    ink[:] = _INK
    over(canvas, Layer(ink, soft, left - pad, top - pad))
