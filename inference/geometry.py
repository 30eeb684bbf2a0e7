"""Where on a picture a network looks, and the way back from its answer."""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.results import Floats, Pixels


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle in picture pixels, turned by `angle` radians (clockwise on the picture).

    It may reach beyond the picture; what is outside is black.
    """

    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0

    def scaled(self, across: float, down: float | None = None) -> "Window":
        """The same window on a picture scaled by these factors (one: both ways)."""
        down = across if down is None else down
        return Window(
            self.x * across, self.y * down, self.width * across, self.height * down, self.angle
        )

    def matrix(self, size: tuple[int, int]) -> NDArray[np.float64]:
        """(2, 3): from pixels of a (height, width) crop to pixels of the picture."""
        across, down = self.width / size[1], self.height / size[0]
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        linear = np.array([[cos * across, -sin * down], [sin * across, cos * down]])
        # Pixel centres lie at halves: the middle of the crop is the middle of the window.
        middle = np.array([(size[1] - 1) / 2, (size[0] - 1) / 2])
        shift = np.array([self.x - 0.5, self.y - 0.5]) - linear @ middle
        return np.column_stack([linear, shift])

    def look(self, pixels: Pixels, size: tuple[int, int], *, quick: bool = False) -> Pixels:
        """The crop (height, width, 3), sampled without aliasing when it shrinks.

        quick: with a little aliasing, in half the time.
        """
        shrink = int(min(self.width / size[1], self.height / size[0]))
        times = 1 << (shrink.bit_length() - 1) if quick and shrink else max(shrink, 1)
        pixels, window = _shrunk(*_surroundings(pixels, self, times), times)
        # Four channels are turned in half the time that three take, to the same end.
        four = cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        crop = cv2.warpAffine(four, window.matrix(size), size[::-1], flags=flags)
        return np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGBA2RGB), np.uint8)

    def skim(self, pixels: Pixels, size: tuple[int, int]) -> Pixels:
        """The crop of an unturned window in half the time of a quick look where it shrinks to less
        than half: with a little aliasing, on whole pixels, up to half a pixel of the picture off.
        """
        shrink = int(min(self.width / size[1], self.height / size[0]))
        if shrink < 2 or self.angle:
            return self.look(pixels, size, quick=True)
        return _upright(pixels, self, size, shrink)

    def to_picture(self, points: Floats) -> Floats:
        """Points (n, 2) given as fractions of the window → pixels of the picture."""
        offset = (points - 0.5) * np.array([self.width, self.height], np.float32)
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        turned = offset @ np.array([[cos, sin], [-sin, cos]], np.float32)
        return np.asarray(turned + np.array([self.x, self.y], np.float32), np.float32)

    def from_picture(self, points: Floats) -> Floats:
        """Pixels of the picture (n, 2) → fractions of the window: `to_picture` the other way."""
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        offset = (points - np.array([self.x, self.y], np.float32)) @ np.array(
            [[cos, -sin], [sin, cos]], np.float32
        )
        return np.asarray(
            offset / np.array([self.width, self.height], np.float32) + 0.5, np.float32
        )


def whole(pixels: Pixels, aspect: float) -> Window:
    """The window of the given aspect (width / height) that just holds the whole picture."""
    height, width = pixels.shape[:2]
    return Window(width / 2, height / 2, max(width, height * aspect), max(height, width / aspect))


def _upright(pixels: Pixels, window: Window, size: tuple[int, int], shrink: int) -> Pixels:
    """The crop of an unturned window, which is at least so many times as large."""
    rows, seen_rows = _cells(window.y, window.height, size[0], pixels.shape[0])
    columns, seen_columns = _cells(window.x, window.width, size[1], pixels.shape[1])
    crop = np.zeros((*size, 3), np.uint8)
    # Of every four pixels a side at most two are passed over; the rest is averaged.
    times = max((1 << (shrink.bit_length() - 1)) // 2, 2)
    inner = crop[rows, columns]
    if inner.size:
        wanted = (inner.shape[1] * times, inner.shape[0] * times)
        seen = cv2.resize(pixels[seen_rows, seen_columns], wanted, interpolation=cv2.INTER_LINEAR)
        while times > 1:
            times //= 2
            wanted = (inner.shape[1] * times, inner.shape[0] * times)
            seen = cv2.resize(seen, wanted, interpolation=cv2.INTER_AREA)
        inner[:] = seen
    return crop


def _cells(middle: float, extent: float, count: int, length: int) -> tuple[slice, slice]:
    """Which cells of a crop's side show nothing but picture, and what part of its length."""
    step, start = extent / count, middle - extent / 2
    # A cell that sticks out by no more than rounding does counts as whole.
    first = min(max(math.ceil(-start / step - 0.01), 0), count)
    last = max(min(math.floor((length - start) / step + 0.01), count), first)
    begin, end = (min(max(round(start + n * step), 0), length) for n in (first, last))
    return slice(first, last), slice(begin, end)


def _surroundings(pixels: Pixels, window: Window, times: int) -> tuple[Pixels, Window]:
    """The part of the picture that the window can see, from a multiple of `times` px on."""
    cos, sin = abs(math.cos(window.angle)), abs(math.sin(window.angle))
    across = (window.width * cos + window.height * sin) / 2 + times
    down = (window.width * sin + window.height * cos) / 2 + times
    left, right = _span(window.x - across, window.x + across, times, pixels.shape[1])
    top, bottom = _span(window.y - down, window.y + down, times, pixels.shape[0])
    near = replace(window, x=window.x - left, y=window.y - top)
    return pixels[top:bottom, left:right], near


def _span(start: float, end: float, times: int, length: int) -> tuple[int, int]:
    """A slice of the length around start … end, never empty, in steps of `times` if it can be."""
    first = int(min(max(start, 0), max(length - times, 0)) // times) * times
    steps = max(math.ceil((end - first) / times), 1)
    return first, min(first + steps * times, length)


def _shrunk(pixels: Pixels, window: Window, times: int) -> tuple[Pixels, Window]:
    """The picture and the window, shrunk by a whole number."""
    height, width = pixels.shape[:2]
    # Halving comes first: it is many times faster than any other shrinking, to the same end.
    while times > 1:
        step = 2 if times % 2 == 0 else times
        size = (max(pixels.shape[1] // step, 1), max(pixels.shape[0] // step, 1))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        times //= step
    return pixels, window.scaled(pixels.shape[1] / width, pixels.shape[0] / height)
