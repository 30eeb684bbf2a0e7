"""Ways to look for bodies: a quick one, a sign that it missed somebody, a thorough one."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from inference.geometry import Window, whole
from inference.models import face_detection, pose_detection, pose_landmark
from inference.results import Face, Floats, Pixels, Pose
from inference.tasks.face import find_faces
from inference.tasks.pose import windows
from inference.tasks.pose.duplicates import apart, box, width
from inference.tasks.pose.pieces import roomy, without_pieces
from inference.tasks.pose.proof import proven

_SCORE = 0.5
# Candidates from this score on are worth a closer look where the surer ones were not enough.
_DOUBTFUL = 0.25
# Sides of the parts, in sides of a square that holds the picture, and from one to the next.
_PARTS = (0.5, 0.35)
_STEP = 0.5
# A candidate's landmarks tell better where its body is; this often they are asked again.
_AGAIN = 2
# Where the nearest body is smaller than this share of the picture's shorter side, others may be
# too small for one look.
_NEAR = 0.85
# A body less plain than this is worth a closer look.
_PLAIN = 0.97

_NONE = np.zeros((0, 4), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """Who one look at the whole picture shows, and boxes (n, 4) of faces it is not sure of."""

    poses: list[Pose]
    doubtful: Floats


def glance(pixels: Pixels) -> Glance:
    people = pose_detection.detect(pixels, whole(pixels, 1.0), _DOUBTFUL)
    sure = people[:, 0] >= _SCORE
    looks = [pose_landmark.locate(pixels, windows.of_person(row)) for row in people[sure]]
    return Glance(apart(looks), people[~sure, 1:5])


def is_all(pixels: Pixels, seen: Glance) -> bool:
    """Whether nothing tells of people beside those found: they are near, and there is no face
    elsewhere. Costs a tenth of a glance."""
    if not seen.poses:
        return False
    nearest = max(seen.poses, key=width)
    if width(nearest) < _NEAR * min(pixels.shape[:2]) or nearest.presence < _PLAIN:
        return False
    boxes = np.array([roomy(box(pose)) for pose in seen.poses])
    faces = face_detection.detect(pixels, whole(pixels, 1.0), _SCORE)[:, 1:5]
    return all(_inside(boxes, face) for face in (*seen.doubtful, *faces))


def below_faces(pixels: Pixels) -> Glance:
    """Who is there by the faces: people so near that their circles lie outside the picture."""
    faces = find_faces(pixels, closely=True)
    return Glance(apart(_closely(pixels, windows.of_face(face)) for face in faces), _NONE)


def thorough(pixels: Pixels) -> list[Pose]:
    """The people that parts of the picture show, or faces tell of, each looked at closely."""
    faces = find_faces(pixels, everywhere=True)
    return proven(pixels, without_pieces(everybody(pixels, faces), faces), faces)


def everybody(pixels: Pixels, faces: Sequence[Face]) -> list[Pose]:
    """Whatever might be a body, each once: nothing is proven yet."""
    people = [row for each in _views(pixels) for row in _doubtful(pixels, each)]
    looks = [windows.of_person(row) for row in people] + [windows.of_face(face) for face in faces]
    return apart(_closely(pixels, window) for window in looks)


def _doubtful(pixels: Pixels, window: Window) -> Floats:
    return pose_detection.detect(pixels, window, _DOUBTFUL)


def _closely(pixels: Pixels, window: Window) -> Pose:
    pose = pose_landmark.locate(pixels, window)
    for _ in range(_AGAIN):
        pose = pose_landmark.locate(pixels, windows.of_pose(pose))
    return pose


def _views(pixels: Pixels) -> Iterator[Window]:
    """The whole picture, then overlapping squares that cover it, large and small."""
    yield whole(pixels, 1.0)
    for part in _PARTS:
        yield from squares(pixels, part)


def squares(pixels: Pixels, part: float) -> Iterator[Window]:
    """Overlapping squares that cover the picture; part: their side, of the picture's longer one."""
    height, width = pixels.shape[:2]
    side = part * max(height, width)
    for y in _middles(height, side):
        for x in _middles(width, side):
            yield Window(x, y, side, side)


def _middles(length: int, side: float) -> list[float]:
    if length <= side:
        return [length / 2]
    count = math.ceil((length - side) / (_STEP * side)) + 1
    return [float(n) for n in np.linspace(side / 2, length - side / 2, count)]


def _inside(boxes: Floats, face: Floats) -> bool:
    """Whether the middle of a face lies in one of the boxes."""
    middle = (face[:2] + face[2:]) / 2
    within = (middle >= boxes[:, :2]) & (middle <= boxes[:, 2:])
    return bool(within.all(axis=1).any())
