"""A picture, painted: in a style, with a brush of any size, faces with a finer one."""

from collections.abc import Callable, Iterable, Sequence

import cv2
import numpy as np

from inference.image.check import check_pixels
from inference.models import style as network
from inference.results import Face, Floats, Pixels
from inference.tasks.stylize.brush import finer_on_faces, fitted, measured, on_faces
from inference.tasks.stylize.canvas import canvas
from inference.tasks.stylize.light import well_lit

# Px of the longer side beyond which a picture is painted smaller and enlarged: no brush is large
# enough for more, and nobody shares more.
_LONGEST = 2048
# Px of picture mirrored around it, so that its frame is painted like the rest.
_AROUND = 32
# Px a side of the least that is a picture.
_SMALLEST = 8


def stylize(
    pixels: Pixels,
    style: str,
    brush: Floats | float = 0.5,
    *,
    faces: Sequence[Face] = (),
    threads: int = 1,
    between: Callable[[], None] = lambda: None,
) -> Pixels:
    """The picture (H, W, 3), painted; the same input gives the same painting.

    A dim picture is painted lighter.

    brush: 0 the finest … 1 the boldest, or a map of any size that is laid over the picture. It is
    measured by the picture's longer side: a picture at half the size looks the same.
    faces: of `find_faces`; these are painted with a finer brush, so that people stay themselves.
    threads: 2 are sooner done where a core is idle, and do a sixth more work where none is.
    between: called now and then while one thread paints, a few tenths of a second apart.

    Raises BadPhoto where `pixels` is no picture, ModelUnavailable where there is no such style,
    ValueError where the brush is no number or no map of numbers.
    """
    check_pixels(pixels)
    strokes = fitted(brush)
    pixels = well_lit(pixels)
    height, width = pixels.shape[:2]
    scale = min(1.0, _LONGEST / max(height, width))
    if scale < 1:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        painted = _painted(
            np.asarray(small, np.uint8), style, strokes, faces, scale, threads, between
        )
        enlarged = cv2.resize(painted, (width, height), interpolation=cv2.INTER_CUBIC)
        return np.asarray(enlarged, np.uint8)
    return _painted(pixels, style, strokes, faces, 1.0, threads, between)


def warm_styles(names: Iterable[str]) -> None:
    """Loads these styles, and what each needs, so that the first player does not wait for it."""
    patch = np.zeros((_SMALLEST, _SMALLEST, 3), np.uint8)
    for style in names:
        stylize(patch, style)


def _painted(
    pixels: Pixels,
    style: str,
    brush: Floats,
    faces: Sequence[Face],
    scale: float,
    threads: int,
    between: Callable[[], None],
) -> Pixels:
    """scale: of the picture the faces were found in."""
    height, width = pixels.shape[:2]
    framed = _framed(pixels)
    cells = framed.shape[0] // network.STEP, framed.shape[1] // network.STEP
    around = _AROUND // network.STEP
    inner = -(-height // network.STEP), -(-width // network.STEP)
    wanted = cv2.resize(brush, inner[::-1], interpolation=cv2.INTER_LINEAR)
    whole = np.asarray(wanted, np.float32)
    sized = finer_on_faces(whole, faces, scale / network.STEP, on_faces(style))
    below, right = (n - i - around for n, i in zip(cells, inner, strict=True))
    strokes = np.pad(sized, ((around, below), (around, right)), mode="edge")
    strokes = measured(strokes, max(height, width))
    told = canvas(framed, strokes)
    painted = network.paint(style, framed, strokes, told, threads=threads, between=between)
    return np.ascontiguousarray(painted[_AROUND : _AROUND + height, _AROUND : _AROUND + width])


def _framed(pixels: Pixels) -> Pixels:
    """With its mirror images around it, to sides that the network takes."""
    down, across = (-n % network.STEP + _AROUND for n in pixels.shape[:2])
    framed = cv2.copyMakeBorder(pixels, _AROUND, down, _AROUND, across, cv2.BORDER_REFLECT)
    return np.asarray(framed, np.uint8)
