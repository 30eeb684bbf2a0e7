"""Which parts of a picture are people: one network, asked several times, its answers blended."""

from collections.abc import Iterator

import cv2
import numpy as np

from inference.geometry import Window
from inference.models import selfie
from inference.results import Face, Floats, Pixels
from inference.tasks.blend import Blend

# Standing figures are also looked at in parts: (how many, and the share by which they overlap).
_PARTS = (2, 3)
_OVERLAP = 0.5
_TALL = 1.7
_MARGIN = 0.05
# Pictures wider than this are also shown to the network made for wide ones.
_WIDE = 1.3
# The nearer look at a head, in face widths.
_HEAD = 3.0
# A person this much smaller than the largest is a passer-by.
_PASSER_BY = 0.3
# How far softness reaches around a figure: a square of so many pixels around each of its own.
_AROUND = 9


def people(pixels: Pixels, faces: tuple[Face, ...], shape: tuple[int, int]) -> Floats:
    """(h, w) of `shape`: how likely each part shows one of the people the picture is about.

    Looks at the whole, then at the figure alone, then at its parts or heads. Passers-by are left
    out; with nobody there, all is near 0.
    """
    scale = shape[0] / pixels.shape[0]
    blend = _glance(pixels, shape)
    figure = _figure(without_passers_by(blend.mean()), scale)
    if figure is not None:
        blend.look(pixels, figure)
        for window in _nearer(figure, faces):
            blend.look(pixels, window, fading=True)
    return without_passers_by(blend.mean())


def people_at_a_glance(pixels: Pixels) -> tuple[Pixels, Floats]:
    """The same from one run of the network: what it saw (h, w, 3), and (h, w) of that."""
    height, width = pixels.shape[:2]
    name = selfie.WIDE if width > _WIDE * height else selfie.SQUARE
    seen, mask = selfie.glance(pixels, Window(width / 2, height / 2, width, height), name)
    return seen, without_passers_by(mask)


def _glance(pixels: Pixels, shape: tuple[int, int]) -> Blend:
    blend = Blend(shape, shape[0] / pixels.shape[0])
    height, width = pixels.shape[:2]
    everything = Window(width / 2, height / 2, width, height)
    blend.look(pixels, everything)
    if width > _WIDE * height:
        blend.look(pixels, everything, name=selfie.WIDE)
    return blend


def _figure(mask: Floats, scale: float) -> Window | None:
    """The window around everyone, in picture pixels; None where there is nobody."""
    rows, columns = np.nonzero(mask > 0.5)
    if not len(rows):
        return None
    (top, bottom), (left, right) = ((n.min(), n.max() + 1) for n in (rows, columns))
    margin = _MARGIN * max(bottom - top, right - left)
    return Window(
        (left + right) / 2 / scale,
        (top + bottom) / 2 / scale,
        min(right - left + 2 * margin, mask.shape[1]) / scale,
        min(bottom - top + 2 * margin, mask.shape[0]) / scale,
    )


def _nearer(figure: Window, faces: tuple[Face, ...]) -> Iterator[Window]:
    if figure.height > _TALL * figure.width:
        yield from (part for count in _PARTS for part in _parts(figure, count))
    else:
        yield from (_head(face) for face in faces)


def _parts(figure: Window, count: int) -> Iterator[Window]:
    height = figure.height / (count - (count - 1) * _OVERLAP)
    top = figure.y - figure.height / 2 + height / 2
    for i in range(count):
        y = top + i * height * (1 - _OVERLAP)
        yield Window(figure.x, y, figure.width, height)


def _head(face: Face) -> Window:
    x0, y0, x1, y1 = face.box
    side = _HEAD * (x1 - x0)
    return Window((x0 + x1) / 2, (y0 + y1) / 2, side, side)


def without_passers_by(mask: Floats) -> Floats:
    """The mask without figures much smaller than the largest."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((mask > 0.5).astype(np.uint8))
    if count <= 2:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA]
    small = areas < _PASSER_BY * areas[1:].max()
    near = cv2.dilate(small[labels].astype(np.uint8), np.ones((_AROUND, _AROUND), np.uint8))
    kept = ~small
    kept[0] = False
    return np.where((near > 0) & ~kept[labels], np.float32(0), mask)
