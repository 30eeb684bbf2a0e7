"""Whether a face can be worked with, and if not, what the player should mend."""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from inference.errors import Reason
from inference.geometry import Window
from inference.image.check import check_pixels
from inference.results import Face, FaceQuality, Floats, Mesh, Pixels
from inference.tasks.face import mesh

# The face as it is judged, so that the same blur counts the same at every size. Of 70 portraits
# one in fifty falls below _SHARP; blurred by 2 % of the face's width, three in four do.
_SIDE = 96
_NARROWEST = 48.0
_DARK, _BRIGHT = 0.1, 0.86
_SHARP = 0.045
_PRESENT = 0.5
# The share of the box that may lie outside the picture.
_OUTSIDE = 0.1


def face_quality(pixels: Pixels, face: Face, surface: Mesh | None = None) -> FaceQuality:
    """Judges a face found on the picture; give its mesh where you have it.

    Raises BadPhoto where this is no picture.
    """
    check_pixels(pixels)
    x0, y0, x1, y1 = face.box
    side = max(x1 - x0, y1 - y0)
    seen = Window((x0 + x1) / 2, (y0 + y1) / 2, side, side).look(pixels, (_SIDE, _SIDE))
    grey = np.asarray(cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)
    judged = FaceQuality(
        width=x1 - x0,
        light=float(grey.mean()),
        sharpness=_sharpness(grey),
        presence=(surface or mesh(pixels, face)).presence,
        reasons=(),
    )
    reasons = tuple(_reasons(judged, _outside(face, pixels)))
    return replace(judged, reasons=reasons)


def _reasons(judged: FaceQuality, outside: float) -> Iterator[Reason]:
    if judged.width < _NARROWEST:
        yield Reason.TOO_FAR
    if outside > _OUTSIDE:
        yield Reason.TOO_CLOSE
    if judged.light < _DARK:
        yield Reason.TOO_DARK
    if judged.light > _BRIGHT:
        yield Reason.TOO_BRIGHT
    if judged.width >= _NARROWEST and judged.sharpness < _SHARP:
        yield Reason.BLURRED
    if judged.presence < _PRESENT:
        yield Reason.COVERED


def _sharpness(grey: Floats) -> float:
    """How much of the face's contrast is in its finest details (differences over one pixel)."""
    fine = grey - np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.0), np.float32)
    share = float(np.std(fine)) / (float(np.std(grey)) + 0.02)
    return min(share, 1.0)


def _outside(face: Face, pixels: Pixels) -> float:
    x0, y0, x1, y1 = face.box
    height, width = (float(n) for n in pixels.shape[:2])
    inside = max(min(x1, width) - max(x0, 0.0), 0.0) * max(min(y1, height) - max(y0, 0.0), 0.0)
    return float(1 - inside / ((x1 - x0) * (y1 - y0) + 1e-9))
