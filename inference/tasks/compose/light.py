"""The player's colours in the scene's light.

Measured and moved in CIE L*a*b*, where equal steps look equal: a bounded part of the way towards
the surroundings in lightness, contrast and tint. Bounded, because a scene's mean is no light
meter, and because skin that leaves its own range looks wrong long before a jacket does.
"""

import math

import cv2
import numpy as np

from inference.results import Floats, Light, Pixels
from inference.tasks.compose.layers import Layer

# The furthest that matching may go at full strength: L*, chroma, and factors of contrast.
_LIGHTNESS, _TINT, _CONTRAST = 9.0, 7.0, (0.92, 1.08)
_PULL_LIGHTNESS, _PULL_TINT = 0.3, 0.25
# L* by which the side towards the light is brighter than the middle.
_SLOPE = 3.0
# How much of the scene's glow runs over the figure's rim.
_WRAP = 0.35


def lit(layer: Layer, canvas: Pixels, light: Light) -> Layer:
    """The same figure in the light of what is on the canvas around it."""
    place = layer.inside(canvas)
    if place is None or light.match <= 0:
        return layer
    rows, columns, own_rows, own_columns = place
    alpha = np.ascontiguousarray(layer.alpha[own_rows, own_columns])
    colours = np.ascontiguousarray(layer.colours[own_rows, own_columns])
    around = _glow(canvas[rows, columns])
    matched = _match(colours, alpha, around, light)
    wrapped = _wrap(matched, alpha, around, light.match)
    return Layer(wrapped, alpha, columns.start, rows.start)


def _glow(region: Pixels) -> Pixels:
    """The scene as light: large soft patches, at 1/16 of the size."""
    height, width = region.shape[:2]
    small = cv2.resize(
        region, (max(width // 16, 1), max(height // 16, 1)), interpolation=cv2.INTER_AREA
    )
    return np.asarray(cv2.blur(small, (5, 5)), np.uint8)


def _match(colours: Pixels, alpha: Floats, around: Pixels, light: Light) -> Pixels:
    scene = _lab(around).reshape(-1, 3)
    step = max(min(alpha.shape) // 96, 1)
    solid = alpha[::step, ::step] > 0.9
    if not solid.any():
        return colours
    own = _lab(np.ascontiguousarray(colours[::step, ::step]))[solid]
    mean, spread = own.mean(axis=0), float(own[:, 0].std()) + 1e-3
    wanted, wanted_spread = scene.mean(axis=0), float(scene[:, 0].std()) + 1e-3
    strength = light.match
    brighter = strength * _bounded(_PULL_LIGHTNESS * (wanted[0] - mean[0]), _LIGHTNESS)
    # The scene's tint is its distance from grey; it is added, so that skin keeps its own hue.
    tint = strength * np.clip(_PULL_TINT * wanted[1:], -_TINT, _TINT)
    contrast = 1 + strength * (np.clip(1 + 0.2 * (wanted_spread / spread - 1), *_CONTRAST) - 1)
    lab = _lab(colours)
    lightness = (lab[..., 0] - mean[0]) * np.float32(contrast) + np.float32(mean[0] + brighter)
    lab[..., 0] = np.clip(lightness + _slope(alpha.shape, light), 0, 100)
    lab[..., 1:] += tint.astype(np.float32)
    rgb = cv2.cvtColor(lab, cv2.COLOR_Lab2RGB)
    return np.asarray(cv2.convertScaleAbs(rgb, alpha=255), np.uint8)


def _lab(pixels: Pixels) -> Floats:
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)


def _bounded(value: float, most: float) -> float:
    return min(max(value, -most), most)


def _slope(shape: tuple[int, ...], light: Light) -> Floats:
    """A gentle rise of L* towards where the light comes from."""
    angle = math.radians(light.angle)
    across = np.linspace(-1, 1, shape[1], dtype=np.float32) * np.float32(math.cos(angle))
    down = np.linspace(1, -1, shape[0], dtype=np.float32) * np.float32(math.sin(angle))
    return np.asarray((across[None] + down[:, None]) * np.float32(_SLOPE * light.match), np.float32)


def _wrap(colours: Pixels, alpha: Floats, around: Pixels, strength: float) -> Pixels:
    """Light of the scene that spills over the rim of the figure, where it is the brighter."""
    height, width = alpha.shape
    reach = max(round(0.012 * height), 2) | 1
    rim = alpha * (1 - cv2.blur(alpha, (reach, reach))) * (2 * _WRAP * strength)
    glow = np.asarray(cv2.resize(around, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    brighter = np.maximum(glow, colours)
    rim = np.clip(rim, 0, 1).astype(np.float32)
    return np.asarray(cv2.blendLinear(brighter, colours, rim, 1 - rim), np.uint8)
