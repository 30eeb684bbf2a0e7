"""What is laid over the finished picture: the brand's logo, a code to scan and the mark of AI."""

from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageDraw

from inference.fonts import text_mask
from inference.results import AiLabel, Pixels, Rgba
from inference.tasks.compose.layers import Layer, over, resized

Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]
_INK, _PAPER = (20, 18, 31), (251, 243, 226)
_MARGIN = 0.03
# The side of a code to scan in parts of the width, and the fewest pixels of one of its modules.
_CODE, _MODULE = 0.2, 4
# The logo's box, in parts of the scene's width and height.
_LOGO = (0.22, 0.045)
# Luma steps between logo and ground below which it is not readable, and how much of it may be so.
_READABLE, _LOST = 60, 0.25


def draw_logo(canvas: Pixels, logo: Rgba, corner: Corner) -> None:
    """In a corner, on a plate of paper or ink where it would be lost on the picture."""
    height, width = canvas.shape[:2]
    scale = min(_LOGO[0] * width / logo.shape[1], _LOGO[1] * height / logo.shape[0])
    wide, tall = (max(round(side * scale), 1) for side in (logo.shape[1], logo.shape[0]))
    margin = round(_MARGIN * width)
    left, top = _corner(canvas, corner, wide, tall, margin)
    layer = resized(logo, wide, tall)
    ground = canvas[top : top + tall, left : left + wide]
    if _lost(layer, ground) > _LOST:
        plate = min((_PAPER, _INK), key=lambda tone: _lost(layer, np.full_like(ground, tone)))
        pad = round(0.18 * tall)
        over(canvas, _plate(wide + 2 * pad, tall + 2 * pad, plate, left - pad, top - pad, 0.92))
    over(canvas, Layer(layer.colours, layer.alpha, left, top))


def draw_code(canvas: Pixels, code: Pixels, corner: Corner) -> None:
    """In a corner: a QR code (H, W, 3) of one pixel a module with its quiet zone, enlarged by whole
    pixels so that its edges stay sharp."""
    width = canvas.shape[1]
    side = max(code.shape[:2])
    times = max(round(_CODE * width / side), _MODULE)
    large = np.repeat(np.repeat(code, times, axis=0), times, axis=1)
    margin = round(_MARGIN * width)
    left, top = _corner(canvas, corner, large.shape[1], large.shape[0], margin)
    opaque = np.ones(large.shape[:2], np.float32)
    over(canvas, Layer(large, opaque, left, top))


def draw_label(canvas: Pixels, label: AiLabel, corner: Corner = "bottom-left") -> None:
    """In a corner: letters on a pill, readable on any picture."""
    height, width = canvas.shape[:2]
    size = max(round(0.021 * min(height, width * 4 / 3)), 14)
    mask = text_mask(label.text, size)
    pad_x, pad_y, margin = round(size * 0.7), round(size * 0.38), round(_MARGIN * width)
    wide, tall = mask.shape[1] + 2 * pad_x, mask.shape[0] + 2 * pad_y
    left, top = _corner(canvas, corner, wide, tall, margin)
    over(canvas, _plate(wide, tall, label.plate, left, top, 0.86))
    letters = np.full((*mask.shape, 3), label.ink, np.uint8)
    over(canvas, Layer(letters, mask, left + pad_x, top + pad_y))


def _corner(canvas: Pixels, corner: Corner, wide: int, tall: int, margin: int) -> tuple[int, int]:
    """Where the upper left corner of a box lies that stands in a corner of the picture."""
    height, width = canvas.shape[:2]
    left = margin if corner.endswith("left") else width - margin - wide
    top = margin if corner.startswith("top") else height - margin - tall
    return left, top


def _plate(
    wide: int, tall: int, tone: tuple[int, int, int], left: int, top: int, opacity: float
) -> Layer:
    """A rounded plate; drawn four times as large, for smooth corners."""
    big = Image.new("L", (wide * 4, tall * 4))
    radius = min(tall, wide) * 2 if tall < 60 else tall * 4 // 5
    ImageDraw.Draw(big).rounded_rectangle((0, 0, wide * 4 - 1, tall * 4 - 1), radius, fill=255)
    alpha = np.asarray(big.resize((wide, tall), Image.Resampling.BOX), np.float32) / np.float32(255)
    colours = np.empty((tall, wide, 3), np.uint8)
    colours[:] = tone
    return Layer(colours, (alpha * opacity).astype(np.float32), left, top)


def _lost(layer: Layer, ground: Pixels) -> float:
    """The share of the logo's outline whose lightness is near that of the ground behind it."""
    solid = (layer.alpha > 0.5).astype(np.uint8)
    outline = (solid - cv2.erode(solid, np.ones((3, 3), np.uint8))).astype(bool)
    if not outline.any() or ground.shape != layer.colours.shape:
        return 0.0
    apart = cv2.absdiff(
        cv2.cvtColor(layer.colours, cv2.COLOR_RGB2GRAY),
        cv2.cvtColor(np.ascontiguousarray(ground), cv2.COLOR_RGB2GRAY),
    )
    return float((np.asarray(apart)[outline] < _READABLE).mean())
