"""Pieces of somebody near (a hand, an ear, a sleeve) that look like a body of their own."""

from collections.abc import Sequence

import numpy as np

from inference.results import Face, Floats, Pose
from inference.tasks.pose.duplicates import box, width
from inference.tasks.pose.windows import RADIUS

# A piece lies within somebody this many times as large, by more than this share.
_LARGER = 2.0
_WITHIN = 0.7
# The part of a person that is below and beside the face, in face widths.
_BESIDE, _ABOVE, _BELOW = 2.0, 1.0, 6.0
# How much a body's own face may be larger or smaller than its circle says.
_FITS = 2.0


def without_pieces(poses: Sequence[Pose], faces: Sequence[Face]) -> list[Pose]:
    """The poses without those inside of somebody much larger, unless they have their own face
    (a child before its mother)."""
    people = [(roomy(box(pose)), width(pose)) for pose in poses]
    people += [(_below(face), _circle_of(face)) for face in faces]
    return [pose for pose in poses if has_face(pose, faces) or not _is_piece(pose, people)]


def roomy(flat: Floats) -> Floats:
    """The box of the main joints with room for what is around them: crown, hands, clothes."""
    room = 0.15 * float((flat[2:] - flat[:2]).max())
    return np.asarray(flat + np.array([-room, -room, room, room], np.float32), np.float32)


def _is_piece(pose: Pose, people: Sequence[tuple[Floats, float]]) -> bool:
    own = box(pose)
    area = float(np.prod(own[2:] - own[:2])) + 1e-9
    for other, size in people:
        if size > _LARGER * width(pose):
            sides = np.minimum(own[2:], other[2:]) - np.maximum(own[:2], other[:2])
            if float(np.prod(sides.clip(0))) > _WITHIN * area:
                return True
    return False


def has_face(pose: Pose, faces: Sequence[Face]) -> bool:
    """Whether a face lies where the body's head is, and fits it in size."""
    nose = pose.points[0, :2]
    for face in faces:
        near = float(np.linalg.norm(nose - face.keypoints[2])) < (face.box[2] - face.box[0]) / 2
        ratio = _circle_of(face) / max(width(pose), 1e-6)
        if near and 1 / _FITS < ratio < _FITS:
            return True
    return False


def _circle_of(face: Face) -> float:
    return 2 * RADIUS * (face.box[2] - face.box[0])


def _below(face: Face) -> Floats:
    x0, y0, x1, y1 = face.box
    side, x, y = x1 - x0, (x0 + x1) / 2, (y0 + y1) / 2
    return np.array(
        [x - _BESIDE * side, y - _ABOVE * side, x + _BESIDE * side, y + _BELOW * side], np.float32
    )
