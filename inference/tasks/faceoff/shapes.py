"""Smooth shapes as masks, drawn larger than they are and made small."""

from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from inference.results import Floats, Pixels, Rgba
from inference.tasks.compose.layers import Layer

Colour = tuple[int, int, int]
# Drawn so many times as large.
_FINE = 3
_RAYS = 18
# Alpha of 8 bits up to which nothing is seen.
_CLEAR = 16
# In parts of its side: three points, the middle one the highest.
CROWN = (
    (0.08, 0.26),
    (0.30, 0.50),
    (0.50, 0.12),
    (0.70, 0.50),
    (0.92, 0.26),
    (0.84, 0.82),
    (0.16, 0.82),
)


@lru_cache(maxsize=16)
def polygon(corners: tuple[tuple[float, float], ...], size: tuple[int, int]) -> Floats:
    """(h, w) 0 … 1 of a polygon in a field of `size` (w, h). Kept: not to be written to."""
    big = Image.new("L", (size[0] * _FINE, size[1] * _FINE))
    ImageDraw.Draw(big).polygon([(x * _FINE, y * _FINE) for x, y in corners], fill=255)
    mask = _small(big, size)
    mask.setflags(write=False)
    return mask


def ellipse(width: int, height: int) -> Floats:
    big = Image.new("L", (width * _FINE, height * _FINE))
    ImageDraw.Draw(big).ellipse((0, 0, width * _FINE - 1, height * _FINE - 1), fill=255)
    return _small(big, (width, height))


def glow(radius: int) -> Floats:
    """Light that fades away from the middle."""
    y, x = np.mgrid[-radius:radius, -radius:radius].astype(np.float32) + np.float32(0.5)
    return np.asarray(np.clip(1 - np.hypot(x, y) / radius, 0, 1) ** 2, np.float32)


def bold(letters: Floats) -> Floats:
    """The same letters, a thirtieth of their height thicker on every side."""
    thick = max(letters.shape[0] // 30, 1)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * thick + 1, 2 * thick + 1))
    return np.asarray(cv2.dilate(np.pad(letters, thick), brush), np.float32)


def drawn(picture: Rgba) -> Rgba:
    """A cut-out without the empty margin around it."""
    solid = picture[..., 3] > _CLEAR
    if not solid.any():
        return picture
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    return np.asarray(picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])


def rounded(width: int, height: int, radius: int) -> Floats:
    big = Image.new("L", (width * _FINE, height * _FINE))
    box = (0, 0, width * _FINE - 1, height * _FINE - 1)
    ImageDraw.Draw(big).rounded_rectangle(box, radius * _FINE, fill=255)
    return _small(big, (width, height))


def placed(mask: Floats, colour: Colour, x: float, y: float, *, centred: bool = False) -> Layer:
    """A mask in one colour, its top left corner, or its middle, at (x, y)."""
    height, width = mask.shape
    colours = np.empty((height, width, 3), np.uint8)
    colours[:] = colour
    left, top = (x - width / 2, y - height / 2) if centred else (x, y)
    return Layer(colours, mask, round(left), round(top))


def burst(size: tuple[int, int], middle: tuple[float, float], one: Colour, other: Colour) -> Pixels:
    """(h, w, 3): rays of two colours around a point, softer towards it."""
    y, x = np.mgrid[: size[1], : size[0]].astype(np.float32)
    dx, dy = x - np.float32(middle[0]), y - np.float32(middle[1])
    reach = np.hypot(dx, dy)
    # One pixel of softness along the edge of a ray, whatever its distance.
    soft = np.maximum(reach, 1) / (_RAYS / 2)
    share = np.clip(np.sin(np.arctan2(dy, dx) * (_RAYS / 2)) * soft + 0.5, 0, 1)
    share *= np.clip(reach / (0.25 * max(size)), 0.15, 1)
    first, second = np.array(one, np.float32), np.array(other, np.float32)
    return np.asarray(first + (second - first) * share[..., None], np.uint8)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with `share` of `other`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def lightness(colour: Colour) -> float:
    """0 black … 255 white, as the eye weighs the three."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def _small(big: Image.Image, size: tuple[int, int]) -> Floats:
    small = big.resize(size, Image.Resampling.BOX)
    return np.asarray(small, np.float32) / np.float32(255)
