"""A picture in another format: all of it, and around it what it fades into."""

import cv2
import numpy as np

from inference.image.check import check_pixels
from inference.results import Floats, Pixels

Colour = tuple[int, int, int]
# A format that misses the picture's by so little is reached by stretching; nobody sees it.
_STRETCH = 0.006
# Softness of the margins near the picture and far from it, in parts of the shorter side.
_NEAR, _FAR = 0.012, 0.1
# Where a margin, 0 at the picture and 1 at the outer edge, has become soft and very soft.
_SOFT_AT, _SOFTEST_AT = 0.12, 0.4
# How much of the ground's colour shows at the outer edge.
_GROUND = 0.7
_SMALLER = 4


def fit(pixels: Pixels, width: int, height: int, *, ground: Colour | None = None) -> Pixels:
    """(height, width, 3): the whole picture, as large as it goes in, in the middle.

    Nothing is cut off. The margins begin as the picture's own mirror image, grow softer and fade
    into `ground` (R, G, B), if there is one. Raises BadPhoto where `pixels` is no picture.
    """
    check_pixels(pixels)
    own_height, own_width = pixels.shape[:2]
    scale = min(width / own_width, height / own_height)
    wide, tall = max(round(own_width * scale), 1), max(round(own_height * scale), 1)
    if width - wide <= _STRETCH * width and height - tall <= _STRETCH * height:
        return _scaled(pixels, width, height)
    inner = _scaled(pixels, wide, tall)
    left, top = (width - wide) // 2, (height - tall) // 2
    canvas = cv2.copyMakeBorder(
        inner, top, height - tall - top, left, width - wide - left, cv2.BORDER_REFLECT
    )
    faded = _faded(np.asarray(canvas, np.uint8), _distance(width, height, wide, tall), ground)
    faded[top : top + tall, left : left + wide] = inner
    return faded


def _scaled(pixels: Pixels, width: int, height: int) -> Pixels:
    if pixels.shape[:2] == (height, width):
        return np.array(pixels)
    how = cv2.INTER_AREA if width < pixels.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=how), np.uint8)


def _distance(width: int, height: int, wide: int, tall: int) -> Floats:
    """(height, width) 0 in the picture, rising to 1 at the outer edge."""

    def one(size: int, own: int) -> Floats:
        margin = max((size - own) / 2, 1)
        start, end = (size - own) // 2, (size - own) // 2 + own
        at = np.arange(size, dtype=np.float32)
        return np.asarray(np.maximum(start - at, at - (end - 1)).clip(0) / margin, np.float32)

    across, down = one(width, wide), one(height, tall)
    return np.maximum(across[None, :], down[:, None]).clip(0, 1)


def _faded(canvas: Pixels, distance: Floats, ground: Colour | None) -> Pixels:
    height, width = canvas.shape[:2]
    small = cv2.resize(
        canvas,
        (max(width // _SMALLER, 1), max(height // _SMALLER, 1)),
        interpolation=cv2.INTER_AREA,
    )
    unit = min(width, height) / _SMALLER
    for amount, until in ((_NEAR, _SOFT_AT), (_FAR, _SOFTEST_AT)):
        soft = cv2.resize(cv2.GaussianBlur(small, (0, 0), amount * unit), (width, height))
        canvas = _mixed(canvas, np.asarray(soft, np.uint8), _eased(distance / np.float32(until)))
    if ground is not None:
        colour = np.empty_like(canvas)
        colour[:] = ground
        canvas = _mixed(canvas, colour, _eased(distance) * np.float32(_GROUND))
    return canvas


def _mixed(below: Pixels, above: Pixels, share: Floats) -> Pixels:
    return np.asarray(cv2.blendLinear(above, below, share, 1 - share), np.uint8)


def _eased(part: Floats) -> Floats:
    t = part.clip(0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)
