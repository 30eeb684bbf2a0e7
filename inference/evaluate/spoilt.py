"""Copies of a good photo of one face, each with one fault that has a name."""

from collections.abc import Iterator

import cv2
import numpy as np

from inference.errors import Reason
from inference.results import Face, Floats, Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.fusion.regions import fill, width_of

# Blur in parts of the face's width; light left; the face's width in pixels when it is far.
_BLUR, _LIGHT, _FAR = 0.04, 0.08, 60.0
_DARK_GLASSES = (
    (127, 116, 123, 50, 36, 6, 66, 105, 70),
    (356, 345, 352, 280, 266, 6, 296, 334, 300),
)
_MASK = ((234, 6, 454, 361, 397, 379, 152, 150, 172, 132),)


def spoilt(pixels: Pixels) -> Iterator[tuple[Reason, Pixels]]:
    """The reason for which each copy must be refused, and the copy."""
    face = find_faces(pixels)[0]
    points = mesh(pixels, face, irises=True).points
    width = width_of(points)
    blurred = cv2.GaussianBlur(pixels, (0, 0), _BLUR * width)
    yield Reason.BLURRED, np.asarray(blurred, np.uint8)
    yield Reason.TOO_DARK, np.asarray(pixels * _LIGHT, np.uint8)
    yield Reason.TOO_FAR, _shrunk(pixels, face)
    for rings, colour in ((_DARK_GLASSES, (22, 22, 26)), (_MASK, (150, 190, 214))):
        cover = fill(pixels.shape, points, rings)[..., None]
        worn = np.clip(_light(pixels, cover, width) * np.array(colour, np.float32), 0, 255)
        yield Reason.COVERED, np.asarray(pixels * (1 - cover) + cover * worn, np.uint8)
    yield Reason.TOO_CLOSE, _cut(pixels, face)
    yield Reason.NOBODY, np.full_like(pixels, pixels.mean(axis=(0, 1)).astype(np.uint8))


def _light(pixels: Pixels, cover: Floats, width: float) -> Floats:
    """(H, W, 1) about 1: how the photo's light falls on what covers the face."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    soft = cv2.GaussianBlur(grey, (0, 0), 0.06 * width)[..., None]
    mean = float((soft * cover).sum() / (cover.sum() + 1e-6))
    return np.asarray(0.5 + 0.5 * soft / (mean + 1), np.float32)


def _shrunk(pixels: Pixels, face: Face) -> Pixels:
    """On a wall of the photo's mean colour, so that the picture is no smaller."""
    scale = _FAR / (face.box[2] - face.box[0])
    height, width = (max(round(n * scale), 1) for n in pixels.shape[:2])
    wall = np.full_like(pixels, pixels.mean(axis=(0, 1)).astype(np.uint8))
    top, left = (pixels.shape[0] - height) // 2, (pixels.shape[1] - width) // 2
    small = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    wall[top : top + height, left : left + width] = small
    return wall


def _cut(pixels: Pixels, face: Face) -> Pixels:
    """The photo's edge runs through the face."""
    x0, _y0, x1, _y1 = face.box
    return np.ascontiguousarray(pixels[:, max(round(x0 + 0.22 * (x1 - x0)), 0) :])
