"""What the operator is shown of a template before anybody is fused into it."""

import cv2
import numpy as np

from inference.results import Floats, Pixels
from inference.tasks.fusion.mask import face_mask
from inference.tasks.fusion.values import FusionFace, FusionTemplate

_DOT, _TINT = (255, 91, 73), np.array([61, 196, 255], np.float32)
_TINTED = 0.45


def fusion_preview(template: FusionTemplate) -> tuple[Pixels, ...]:
    """Each scene with the surfaces of its seats' faces, and tinted where players' skin will be."""
    shown = []
    for scene in template.scenes:
        canvas = scene.pixels.copy()
        for face in scene.faces:
            _tint(canvas, face)
        for face in scene.faces:
            _dots(canvas, face)
        shown.append(canvas)
    return tuple(shown)


def _tint(canvas: Pixels, face: FusionFace) -> None:
    part, skin = face.part, face.skin
    mask: Floats = face_mask(part.points(face.points[:, :2]), face.width, skin, skin)
    weight = np.float32(_TINTED) * mask[..., None]
    tinted = canvas[part.slices] * (1 - weight) + _TINT * weight
    canvas[part.slices] = np.rint(tinted).astype(np.uint8)


def _dots(canvas: Pixels, face: FusionFace) -> None:
    radius = max(round(face.width / 200), 1)
    for x, y in np.rint(face.points[:, :2]).astype(np.int32).tolist():
        cv2.circle(canvas, (x, y), radius, _DOT, cv2.FILLED, cv2.LINE_AA)
