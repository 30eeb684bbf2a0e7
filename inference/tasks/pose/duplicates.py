"""Many answers for one body, and one answer for each."""

from collections.abc import Iterable

import numpy as np

from inference.models import ssd
from inference.results import Floats, Pose

_PRESENT = 0.5
# Nose, shoulders, elbows, wrists, hips, knees, ankles.
MAIN = [0, *range(11, 17), *range(23, 29)]
_VISIBLE = 0.3
# Two bodies are one when most of their points lie nearer than this share of the circle's width,
_NEAR = 0.1
# or when what is seen of them overlaps by more.
_OVERLAP = 0.7


def apart(poses: Iterable[Pose]) -> list[Pose]:
    """The bodies that are there, largest first, each once."""
    kept: list[Pose] = []
    for pose in sorted(poses, key=lambda pose: -pose.presence):
        if pose.presence >= _PRESENT and not any(_same(pose, other) for other in kept):
            kept.append(pose)
    return sorted(kept, key=lambda pose: -width(pose))


def certainty(pose: Pose) -> float:
    """0 … 1, how much of a body is seen; presence alone is nearly 1 for fragments too."""
    return pose.presence * float(pose.visibility[MAIN].mean())


def box(pose: Pose) -> Floats:
    """(4,): around the main points that are seen; around all where hardly any is."""
    seen = pose.visibility[MAIN] > _VISIBLE
    flat = pose.points[MAIN, :2]
    flat = flat[seen] if seen.sum() > 2 else flat
    return np.concatenate([flat.min(axis=0), flat.max(axis=0)])


def distance(pose: Pose, other: Pose) -> float:
    """How far most of the main points are from the other's, in widths of the pose's circle."""
    between = np.linalg.norm(pose.points[MAIN, :2] - other.points[MAIN, :2], axis=1)
    return float(np.median(between)) / max(width(pose), 1e-6)


def width(pose: Pose) -> float:
    """Of the circle around the whole body, in pixels."""
    return 2 * float(np.linalg.norm(pose.circle[1] - pose.circle[0]))


def _same(a: Pose, b: Pose) -> bool:
    if distance(*sorted((a, b), key=width, reverse=True)) < _NEAR:
        return True
    return bool(ssd.overlaps(box(a), box(b)[None])[0] > _OVERLAP)
