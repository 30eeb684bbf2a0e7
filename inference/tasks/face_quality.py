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
# A face this wide, in parts of the photo's shorter side, is near enough: the photo is too small.
_NEAR = 0.12
_DARK, _BRIGHT = 0.1, 0.86
# Of a lit face, however dark its skin, one pixel in twenty is lighter than this.
_UNLIT = 0.22
_SHARP = 0.045
# Of 255 faces none is between 0.25 and 0.5; those below are hidden or no human face. Photos of
# screens are near the upper end.
_PRESENT = 0.3
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
        highlights=float(np.percentile(grey, 95)),
        sharpness=_sharpness(grey),
        presence=(surface or mesh(pixels, face)).presence,
        reasons=(),
    )
    reasons = tuple(_reasons(judged, too_few_pixels(pixels, x1 - x0), _outside(face, pixels)))
    return replace(judged, reasons=reasons)


def too_few_pixels(pixels: Pixels, width: float) -> Reason:
    """What to say of a face of so few pixels' width: that the player is far off, or that it is a
    small copy of a photo."""
    near = width > _NEAR * min(pixels.shape[:2])
    return Reason.TOO_SMALL if near else Reason.TOO_FAR


def is_unlit(judged: FaceQuality) -> bool:
    """Can so little be seen of a face, whatever its skin, that no picture can be made of it?"""
    return judged.highlights < _UNLIT


def _reasons(judged: FaceQuality, too_few: Reason, outside: float) -> Iterator[Reason]:
    # What shows few pixels is soft for that alone.
    soft = judged.sharpness < _SHARP
    if judged.width < _NARROWEST or (soft and judged.width < _SIDE):
        yield too_few
    if outside > _OUTSIDE:
        yield Reason.TOO_CLOSE
    if judged.light < _DARK or is_unlit(judged):
        yield Reason.TOO_DARK
    if judged.light > _BRIGHT:
        yield Reason.TOO_BRIGHT
    if soft and judged.width >= _SIDE:
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
