"""What the operator is shown of a template before anybody is fused into it."""

from collections.abc import Sequence

import cv2
import numpy as np

from inference.fonts import text_mask
from inference.results import Floats, Pixels
from inference.tasks.fusion.mask import face_mask
from inference.tasks.fusion.values import FusionFace, FusionTemplate, SceneFace

_DOT, _TINT = (255, 91, 73), np.array([61, 196, 255], np.float32)
_TINTED = 0.45
# A number's disc, in parts of the picture's longer side, and its letters in parts of that; where a
# player can take the face, and where none can. A box begins at the brows: above it, in parts of
# its height, is forehead that the number shall not hide.
_DISC, _LETTERS, _FOREHEAD = 0.042, 1.05, 0.22
_INK, _FREE, _CROSSED = (20, 18, 31), (255, 210, 77), (188, 184, 178)


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


def number_faces(canvas: Pixels, faces: Sequence[SceneFace]) -> None:
    """Draws on the canvas each face's number, counted from 1, above it; crossed out where no player
    can take its place."""
    height, width = canvas.shape[:2]
    radius = max(round(_DISC * max(height, width)), 9)
    for number, face in enumerate(faces, 1):
        left, top, right, bottom = face.box
        above = top - _FOREHEAD * (bottom - top) - radius
        x = round(min(max((left + right) / 2, radius), width - radius - 1))
        y = round(min(max(above, radius), height - radius - 1))
        colour = _CROSSED if face.fault else _FREE
        cv2.circle(canvas, (x, y), radius, colour, cv2.FILLED, cv2.LINE_AA)
        letters = text_mask(str(number), round(_LETTERS * radius))
        tall, wide = letters.shape
        row, column = y - tall // 2, x - wide // 2
        under = canvas[row : row + tall, column : column + wide]
        inked = under + letters[..., None] * (np.array(_INK, np.float32) - under)
        under[:] = np.rint(inked).astype(np.uint8)
        if face.fault:
            reach, thick = round(0.6 * radius), max(radius // 7, 2)
            ends = (x - reach, y + reach), (x + reach, y - reach)
            cv2.line(canvas, *ends, _DOT, thick, cv2.LINE_AA)


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
