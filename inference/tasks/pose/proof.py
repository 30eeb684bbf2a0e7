"""Proof that a doubtful body is one. Presence alone will not do: clouds and roofs have it too."""

from collections.abc import Iterable, Sequence

import numpy as np

from inference.geometry import Window
from inference.models import selfie
from inference.results import Face, Pixels, Pose
from inference.tasks.pose.duplicates import MAIN, box, distance
from inference.tasks.pose.pieces import has_face, roomy

# So many candidates must have led to the same body, within this share of its circle's width.
_VOTES = 2
_AGREE = 0.08
_VISIBLE = 0.5
# The mean chance, by the segmentation network, that its visible joints lie on a person.
_PERSON = 0.5
_MARGIN = 1.3


def proven(
    pixels: Pixels, bodies: Iterable[Pose], candidates: Sequence[Pose], faces: Sequence[Face]
) -> list[Pose]:
    """Bodies that have a face, or lie on a person where several candidates saw them."""
    return [
        pose
        for pose in bodies
        if has_face(pose, faces)
        or (_votes(pose, candidates) >= _VOTES and _on_person(pixels, pose) >= _PERSON)
    ]


def _votes(pose: Pose, candidates: Sequence[Pose]) -> int:
    """Its own included."""
    return sum(distance(pose, other) < _AGREE for other in candidates)


def _on_person(pixels: Pixels, pose: Pose) -> float:
    x0, y0, x1, y1 = (float(n) for n in roomy(box(pose)))
    side = max(x1 - x0, y1 - y0) * _MARGIN
    window = Window((x0 + x1) / 2, (y0 + y1) / 2, side, side)
    mask = selfie.probability(pixels, window, selfie.SQUARE)
    joints = pose.points[MAIN, :2][pose.visibility[MAIN] > _VISIBLE]
    cells = ((joints - [window.x, window.y]) / side + 0.5) * len(mask)
    columns, rows = np.clip(cells, 0, len(mask) - 1).astype(int).T
    return float(mask[rows, columns].mean()) if len(joints) else 0.0
