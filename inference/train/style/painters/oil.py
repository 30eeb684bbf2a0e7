"""Bold oil: wet strokes along the forms, ridges of paint in the light, few and clear colours."""

import cv2
import numpy as np

from inference.results import Floats, Pixels
from inference.train.style.painters.flow import blurred, flow, luminance, unit
from inference.train.style.painters.strokes import (
    Touches,
    at,
    chosen,
    draw,
    fixed,
    normals,
    paths,
    touches,
)

# Of the half width: where a bristle's ridge lies, and how much lighter or darker it is.
_RIDGES = ((-0.7, 0.035), (-0.2, -0.03), (0.25, 0.03), (0.7, -0.035))
# Px of half a width: thinner strokes have two ridges, the thinnest none.
_FEW, _NONE = 4.0, 1.6
# Brushes by the large one's reach: where only the finer ones will do, they go over it.
_BRUSHES = ((1.0, 1.0, 0.0), (0.6, 0.62, 0.03), (0.36, 0.45, 0.035))
# Px: a brush that reaches less paints nothing that a larger one does not.
_LEAST = 1.5


def oil(picture: Floats, reach: float) -> Floats:
    """Paints an RGB picture 0 … 1 with a brush of that reach, px."""
    vivid = _vivid(picture)
    canvas = blurred(vivid, 0.5 * reach)
    for share, least, wrong in _BRUSHES:
        size = reach * share
        if size < _LEAST:
            break
        reference = blurred(vivid, 0.35 * size)
        start = touches(picture.shape[0], picture.shape[1], reach, least)
        if wrong:
            error = blurred(np.abs(canvas - vivid).mean(axis=2), 0.8 * size)
            start = chosen(start, at(error, start.x, start.y) > wrong)
        canvas = _layer(canvas, reference, start, size)
    return canvas


def _layer(canvas: Floats, reference: Floats, start: Touches, size: float) -> Floats:
    angle, _ = flow(reference, 1.1 * size + 1)
    lines = paths(start, angle, reference, 0.55 * size, 5, 0.085)
    shade = (start.lot - 0.5)[:, None] * np.asarray([0.06, 0.05, 0.06], np.float32)
    colours = at(reference, start.x, start.y) + shade
    # Colours, and how thick the paint lies.
    paint = np.zeros((*canvas.shape[:2], 4), np.uint8)
    paint[..., :3] = canvas.clip(0, 1) * 255
    half = 0.95 * size
    across = normals(lines) * np.float32(half)
    width, ridge = max(1, round(2 * half)), max(1, round(0.5 * half))
    bodies = fixed(lines)
    kept = _RIDGES if half > _FEW else _RIDGES[::3] if half > _NONE else ()
    beside = [fixed(lines + across * np.float32(place)) for place, _ in kept]
    bodies_paint = _loaded(colours, 0.0)
    ridges_paint = [_loaded(colours, lift) for _, lift in kept]
    for index in range(len(lines)):
        draw(paint, bodies[index], bodies_paint[index], width)
        for line, load in zip(beside, ridges_paint, strict=True):
            draw(paint, line[index], load[index], ridge)
    return _lit(unit(paint[..., :3]), paint[..., 3], size)


def _loaded(colours: Floats, lift: float) -> list[list[float]]:
    """For each stroke, colour and thickness, 0 … 255."""
    thick = np.full((len(colours), 1), 120 + 1800 * lift)
    loads: list[list[float]] = np.hstack([(colours + lift).clip(0, 1) * 255, thick]).tolist()
    return loads


def _lit(ink: Floats, thick: Pixels, size: float) -> Floats:
    """Light from the top left on the paint's thickness."""
    height = blurred(unit(thick), max(0.6, 0.15 * size))
    slope = cv2.Sobel(height, cv2.CV_32F, 1, 0) + cv2.Sobel(height, cv2.CV_32F, 0, 1)
    return np.clip(ink + 0.07 * slope.clip(-1, 1)[:, :, None], 0, 1)


def _vivid(picture: Floats) -> Floats:
    """Warmer, richer, with more contrast."""
    light = luminance(picture)[:, :, None]
    rich = light + 1.35 * (picture - light)
    curved = rich + 0.12 * np.sin((rich - 0.5) * np.pi) * (1 - np.abs(2 * rich - 1)).clip(0, 1)
    warm = curved * np.asarray([1.03, 1.0, 0.96], np.float32)
    return np.asarray(warm.clip(0, 1), np.float32)
