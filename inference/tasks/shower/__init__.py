"""Somebody in a shower of things, and a number for how many of them were theirs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from inference.fonts import text_mask
from inference.results import AiLabel, Cutout, Pixels, Rgba
from inference.tasks.compose.badges import draw_label, draw_logo
from inference.tasks.compose.layers import Layer, over, resized
from inference.tasks.faceoff import FaceOffColours
from inference.tasks.faceoff.shapes import (
    bold,
    burst,
    drawn,
    ellipse,
    glow,
    mixed,
    placed,
    rounded,
)

WIDTH, HEIGHT = 1080, 1350
_FLOOR = 1130
# Where the rays come from.
_LIGHT = (WIDTH / 2, 520.0)
_DIGITS, _PLATE, _BULBS = 150, 190, 19
# Sides of the things, the smallest and the largest.
_SMALL, _LARGE = 118, 196
# In front of the figure things keep to these parts of the width, so that no face is hidden.
_EDGE = 0.2
_WHITE = (255, 255, 255)
# A figure lower than this part of the stage has things above it only, down to so far.
_LOW, _ABOVE = 0.5, 0.62


@dataclass(frozen=True, slots=True, eq=False)
class Drop:
    """Something that falls. place: (x, y), 0 … 1 of the room that it may fall through.

    degrees: how far it is turned, anticlockwise.
    """

    picture: Rgba
    place: tuple[float, float]
    degrees: int = 0


def shower_figure(cutout: Cutout) -> Rgba:
    """Whoever was cut out, for `shower`, without what was around them."""
    alpha = np.rint(cutout.alpha * 255).astype(np.uint8)
    return drawn(np.dstack([cutout.colours, alpha]))


def shower(
    figure: Rgba,
    drops: Sequence[Drop],
    number: str,
    *,
    tall: float = 0.92,
    colours: FaceOffColours | None = None,
    logo: Rgba | None = None,
    label: AiLabel | None = None,
) -> Pixels:
    """(1350, 1080, 3): the figure on a stage of rays, things behind and beside it, a number below.

    tall: how much of the stage's height the figure may take. The same input gives the same pixels.
    Raises ModelUnavailable where the label's font is missing.
    """
    palette = colours or FaceOffColours()
    canvas = np.full((HEIGHT, WIDTH, 3), palette.paper, np.uint8)
    light = mixed(palette.left, palette.right, 0.45)
    stage = burst((WIDTH, _FLOOR), _LIGHT, palette.left, light)
    over(stage, placed(glow(620) * np.float32(0.55), palette.right, *_LIGHT, centred=True))
    low = tall < _LOW
    for drop in drops[::2]:
        _fall(stage, drop, drop.place[0], _ABOVE if low else 1)
    _stand(stage, figure, tall, palette)
    for drop in drops[1::2]:
        x = drop.place[0] * 2 * _EDGE
        beside = x if x < _EDGE else 1 - 2 * _EDGE + x
        _fall(stage, drop, drop.place[0] if low else beside, _ABOVE if low else 1)
    canvas[:_FLOOR] = stage
    _edge(canvas, palette)
    _number(canvas, number, palette)
    if logo is not None:
        draw_logo(canvas, logo, "bottom-right")
    if label is not None:
        draw_label(canvas, label)
    return canvas


def _fall(stage: Pixels, drop: Drop, x: float, depth: float) -> None:
    side = _SMALL + (_LARGE - _SMALL) * drop.place[1]
    picture = _turned(drop.picture, drop.degrees)
    high, wide = picture.shape[:2]
    scale = side / max(drop.picture.shape[:2])
    layer = resized(picture, max(round(wide * scale), 1), max(round(high * scale), 1))
    height, width = layer.alpha.shape
    at = round(x * WIDTH - width / 2), round(drop.place[1] * depth * _FLOOR * 0.86 - height / 4)
    over(stage, Layer(layer.colours, layer.alpha, *at))


def _turned(picture: Rgba, degrees: int) -> Rgba:
    if degrees == 0:
        return picture
    # With colours weighed by alpha no edge takes the colour of nothing.
    weighed = Image.fromarray(np.ascontiguousarray(picture)).convert("RGBa")
    turned = weighed.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    return np.asarray(turned.convert("RGBA"))


def _stand(stage: Pixels, figure: Rgba, tall: float, palette: FaceOffColours) -> None:
    """On the floor, as large as the stage allows, with light around it."""
    picture = drawn(figure)
    high, wide = picture.shape[:2]
    scale = min(WIDTH * 0.98 / wide, _FLOOR * tall / high)
    layer = resized(picture, max(round(wide * scale), 1), max(round(high * scale), 1))
    height, width = layer.alpha.shape
    lifted = tall < _LOW
    if lifted:
        shadow = ellipse(round(width * 0.86), round(width * 0.12)) * np.float32(0.35)
        over(stage, placed(shadow, palette.dark, WIDTH / 2, _FLOOR - 46, centred=True))
    bottom = _FLOOR - (40 if lifted else 0)
    over(stage, Layer(layer.colours, layer.alpha, round((WIDTH - width) / 2), bottom - height))


def _edge(canvas: Pixels, palette: FaceOffColours) -> None:
    """A row of bulbs along the edge of the stage."""
    canvas[_FLOOR - 12 : _FLOOR + 12] = palette.dark
    bulb = mixed(palette.right, _WHITE, 0.5)
    for step in range(_BULBS):
        x = (step + 0.5) * WIDTH / _BULBS
        over(canvas, placed(glow(34) * np.float32(0.7), palette.right, x, _FLOOR, centred=True))
        over(canvas, placed(ellipse(18, 18), bulb, x, _FLOOR, centred=True))


def _number(canvas: Pixels, number: str, palette: FaceOffColours) -> None:
    """Large, on a plate of paper that stands before the edge."""
    mask = bold(text_mask(number, _DIGITS))
    wide = mask.shape[1]
    middle = (WIDTH / 2, (_FLOOR + HEIGHT) / 2 - 34)
    for grow, tone in ((14, palette.right), (0, palette.paper)):
        plate = rounded(wide + 130 + grow, _PLATE + grow, 60)
        over(canvas, placed(plate, tone, *middle, centred=True))
    over(canvas, placed(mask, palette.right, *middle, centred=True))
