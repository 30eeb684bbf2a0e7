"""The lines of a reading over a portrait: thin, bright, with a little light around them."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from inference.fonts import text_mask
from inference.results import AiLabel, Floats, Pixels, Rgba
from inference.tasks.compose.badges import draw_label, draw_logo
from inference.tasks.compose.layers import Layer, over
from inference.tasks.reading.lines import CLOSED, RINGS, FaceReading
from inference.tasks.reading.portrait import HEIGHT, WIDTH, moved, night, portrait

Colour = tuple[int, int, int]

BULB: Colour = (255, 203, 87)
_CREAM: Colour = (255, 243, 223)
# Drawn so many times as large; widths below are in pixels of the finished picture.
_FINE = 2
_SHIFT = 4
# The light around lines, and the shade close to them that parts them from a bright photo.
_GLOW, _GLOW_WIDTH = 0.42, 7.0
_SHADE, _SHADE_WIDTH = 0.6, 2.6
# How bright each line is.
_BRIGHT = {
    "outline": 0.62,
    "ridge": 0.6,
    "base": 0.85,
    "mouth": 0.6,
    **dict.fromkeys(("hair", "fringe", "right_ear", "left_ear", "right_neck", "left_neck"), 0.4),
}
# How far the levels reach beyond the face and the posts beyond the eyes, in widths of the face.
_BEYOND, _ABOVE, _BELOW = 0.16, 0.2, 0.15
_TICK = 11
_FIGURES, _TITLE, _CAPTION = 23, 30, 40
_TITLE_AT, _CAPTION_AT = 0.052, 0.84
_WIDEST = 0.86
# Darkness of the shade under letters.
_UNDER = 1.7


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """What is written on the picture: above the face, and below it line by line."""

    title: str = ""
    captions: tuple[str, ...] = ()


def draw_reading(
    pixels: Pixels | None,
    reading: FaceReading,
    words: ReadingWords,
    *,
    line: Colour = BULB,
    logo: Rgba | None = None,
    label: AiLabel | None = None,
) -> Pixels:
    """(1440, 1080, 3): the photo that was read, cropped around the face, with its proportions.

    pixels: None for a drawn face, whose lines are pixels of the finished picture already.
    The same input gives the same pixels. Raises ModelUnavailable where a font is missing.
    """
    if pixels is None:
        canvas, way = night(), np.eye(2, 3, dtype=np.float32)
    else:
        canvas, way = portrait(pixels, reading)
    ink = _Ink()
    lines = {name: moved(points, way) for name, points in reading.lines.items()}
    levels, posts = moved(reading.levels, way), moved(reading.posts, way)
    for name, points in lines.items():
        ink.curve(points, _BRIGHT.get(name, 1.0), closed=name in CLOSED or name in RINGS)
    marks = _courts(ink, levels, posts, reading) + _five_eyes(ink, levels, posts, reading)
    if words.title:
        _rules(ink, words.title)
    ink.over(canvas, line)
    for text, x, y in marks:
        _write(canvas, text, _FIGURES, (x, y), line)
    _say(canvas, words, line)
    if logo is not None:
        draw_logo(canvas, logo, "bottom-right")
    if label is not None:
        draw_label(canvas, label)
    return canvas


Mark = tuple[str, float, float]


class _Ink:
    """Lines gathered as one mask, so that crossings are no brighter than the lines."""

    def __init__(self) -> None:
        self._mask = np.zeros((HEIGHT * _FINE, WIDTH * _FINE), np.uint8)

    def curve(self, points: Floats, bright: float, *, closed: bool, width: float = 2.5) -> None:
        """A smooth line through the points."""
        self._draw(_through(points, closed=closed), bright, closed=closed, width=width)

    def stroke(self, start: Sequence[float], end: Sequence[float], bright: float = 1.0) -> None:
        self._draw(np.array([start, end], np.float32), bright, closed=False, width=2.0)

    def fading(self, start: Sequence[float], end: Sequence[float], bright: float) -> None:
        """A line that is brightest in its middle and ends in nothing."""
        first, last = np.array(start, np.float32), np.array(end, np.float32)
        steps = np.linspace(0, 1, 33, dtype=np.float32)
        points = first + (last - first) * steps[:, None]
        for a, b, step in zip(points[:-1], points[1:], steps[:-1], strict=True):
            self.stroke(a, b, bright * float(np.sin(np.pi * (step + 1 / 64))) ** 0.7)

    def dot(self, at: Sequence[float], radius: float = 4.5) -> None:
        centre = [round(float(part) * _FINE * (1 << _SHIFT)) for part in at]
        size = round(radius * _FINE * (1 << _SHIFT))
        cv2.circle(self._mask, centre, size, 255, cv2.FILLED, cv2.LINE_AA, _SHIFT)

    def over(self, canvas: Pixels, colour: Colour) -> None:
        """The lines and the light around them, onto the picture itself."""
        size = (WIDTH, HEIGHT)
        mask = np.asarray(cv2.resize(self._mask, size, interpolation=cv2.INTER_AREA), np.float32)
        mask /= np.float32(255)
        half = cv2.resize(mask, (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_AREA)
        near, far = (
            cv2.resize(cv2.GaussianBlur(half, (0, 0), width / 2), size)
            for width in (_SHADE_WIDTH, _GLOW_WIDTH)
        )
        shade, light = near * np.float32(_SHADE), far * np.float32(_GLOW)
        colours = np.zeros_like(canvas)
        over(canvas, Layer(colours, np.clip(shade, 0, _SHADE).astype(np.float32)))
        colours[:] = colour
        over(canvas, Layer(colours, np.clip(light, 0, 1).astype(np.float32)))
        over(canvas, Layer(colours, (mask * np.float32(0.94)).astype(np.float32)))

    def _draw(self, points: Floats, bright: float, *, closed: bool, width: float) -> None:
        """The brighter of what is there and the new line wins, so nothing is drawn over darker."""
        fine = np.rint(points * _FINE * (1 << _SHIFT)).astype(np.int32)
        low = np.maximum(np.floor(points.min(axis=0) * _FINE) - 8, 0).astype(int)
        high = np.minimum(
            np.ceil(points.max(axis=0) * _FINE) + 9, (WIDTH * _FINE, HEIGHT * _FINE)
        ).astype(int)
        if (high <= low).any():
            return
        part = self._mask[low[1] : high[1], low[0] : high[0]]
        fresh = np.zeros_like(part)
        cv2.polylines(
            fresh,
            [np.asarray(fine - low * (1 << _SHIFT), np.int32)],
            closed,
            round(255 * bright),
            max(round(width * _FINE), 1),
            cv2.LINE_AA,
            _SHIFT,
        )
        np.maximum(part, fresh, out=part)


def _through(points: Floats, *, closed: bool) -> Floats:
    """A Catmull-Rom curve, eight steps from point to point."""
    ring = np.vstack([points[-1:], points, points[:2]]) if closed else points
    if not closed:
        ring = np.vstack([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    before, start, end, after = ring[:-3], ring[1:-2], ring[2:-1], ring[3:]
    t = np.linspace(0, 1, 8, endpoint=False, dtype=np.float32)[None, :, None]
    a, b, c, d = (part[:, None, :] for part in (before, start, end, after))
    curve = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    flat = curve.reshape(-1, 2)
    return np.asarray(flat if closed else np.vstack([flat, points[-1:]]), np.float32)


def _courts(ink: _Ink, levels: Floats, posts: Floats, reading: FaceReading) -> list[Mark]:
    """Four levels across the face, a scale at the right of them, and each court's share."""
    wide = float(posts[5, 0] - posts[0, 0])
    left, right = float(posts[0, 0]) - _BEYOND * wide, float(posts[5, 0]) + _BEYOND * wide
    heights = [float(y) for y in levels[:, 1]]
    for y in heights:
        ink.fading((left, y), (right, y), 0.8)
    scale = min(right + 10, WIDTH - 118)
    ink.stroke((scale, heights[0]), (scale, heights[-1]), 0.75)
    for y in heights:
        ink.stroke((scale - _TICK, y), (scale + _TICK, y))
        ink.dot((scale, y))
    return [
        (f"{share:.2f}", scale + 44, (above + below) / 2)
        for share, above, below in zip(reading.courts, heights[:-1], heights[1:], strict=True)
    ]


def _five_eyes(ink: _Ink, levels: Floats, posts: Floats, reading: FaceReading) -> list[Mark]:
    """Six posts at the eyes, a scale above the face, and the width of each strip in eyes."""
    wide = float(posts[5, 0] - posts[0, 0])
    middle = float(posts[1:5, 1].mean())
    columns = [float(x) for x in posts[:, 0]]
    for x in columns:
        ink.fading((x, middle - _ABOVE * wide), (x, middle + _BELOW * wide), 0.8)
    scale = max(float(levels[0, 1]) - 64, HEIGHT * _TITLE_AT + 76)
    ink.stroke((columns[0], scale), (columns[-1], scale), 0.75)
    for x in columns:
        ink.stroke((x, scale - _TICK), (x, scale + _TICK))
        ink.dot((x, scale))
    return [
        (f"{eyes:.1f}", (one + other) / 2, scale - 30)
        for eyes, one, other in zip(reading.eyes, columns[:-1], columns[1:], strict=True)
    ]


def _rules(ink: _Ink, title: str) -> None:
    """A short line at either side of the title."""
    y, half = HEIGHT * _TITLE_AT, _letters(title, _TITLE).shape[1] / 2 + 28
    for side in (-1, 1):
        start = WIDTH / 2 + side * half
        ink.fading((start, y), (start + side * 130, y), 0.9)


def _say(canvas: Pixels, words: ReadingWords, line: Colour) -> None:
    if words.title:
        _write(canvas, words.title, _TITLE, (WIDTH / 2, HEIGHT * _TITLE_AT), line)
    for row, text in enumerate(words.captions):
        _write(canvas, text, _CAPTION, (WIDTH / 2, HEIGHT * _CAPTION_AT + row * 56), _CREAM)


def _write(canvas: Pixels, text: str, size: int, at: tuple[float, float], colour: Colour) -> None:
    """Letters around a point on a breath of shade."""
    letters = _letters(text, size)
    height, width = letters.shape
    pad = size
    shade = cv2.GaussianBlur(np.pad(letters, pad), (0, 0), size / 3.5) * np.float32(_UNDER)
    left, top = round(at[0] - width / 2), round(at[1] - height / 2)
    dark = np.zeros((*shade.shape, 3), np.uint8)
    soft = np.clip(shade, 0, 0.72).astype(np.float32)
    over(canvas, Layer(dark, soft, left - pad, top - pad))
    colours = np.empty((height, width, 3), np.uint8)
    colours[:] = colour
    over(canvas, Layer(colours, letters, left, top))


def _letters(text: str, size: int) -> Floats:
    """(h, w) 0 … 1, smaller where they would not fit."""
    letters, most = text_mask(text, size), _WIDEST * WIDTH
    if letters.shape[1] > most:
        letters = text_mask(text, max(int(size * most / letters.shape[1]), 8))
    return letters
