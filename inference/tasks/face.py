"""Where the faces are, and the surface of one."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

import numpy as np

from inference.geometry import Window, whole
from inference.image.check import check_pixels
from inference.models import face_attention, face_detection, face_landmark
from inference.results import Face, Floats, Mesh, Pixels

_SCORE = 0.5
# From this score on a face needs no second opinion; below it needs this presence.
_SURE = 0.7
_PRESENT = 0.5
_OVERLAP = 0.3
# A face narrower than this share of what the network sees is looked at again, from nearer.
_SMALL = 0.25
# How many boxes wide that nearer look is.
_NEARER = 3.0
# The room around a face that fills the picture, in pictures.
_ROOM = 1.5
# How much wider than the detected box the landmark network wants to see.
_MESH_MARGIN = 1.5


def find_faces(pixels: Pixels, *, everywhere: bool = False) -> tuple[Face, ...]:
    """The faces of a picture, largest first; () where there is none.

    Looks at the whole picture, then again from nearer at every small candidate, which places it
    well or drops it. Faces of people who stand far off do not show at all in the first look, so
    when none is left, or everywhere is asked for, it steps back, for a face that fills the
    picture, then goes over overlapping parts of it.
    Raises BadPhoto where this is no picture.
    """
    check_pixels(pixels)
    return faces_of(pixels, everywhere=everywhere)


def faces_of(pixels: Pixels, *, everywhere: bool = False) -> tuple[Face, ...]:
    """The same of a picture of any size, which the caller has checked."""
    glance = whole(pixels, 1.0)
    roomy = replace(glance, width=glance.width * _ROOM, height=glance.height * _ROOM)
    ways = ([glance], [roomy], list(_parts(pixels)))
    if everywhere:
        found = _look(pixels, chain(*ways))
    else:
        found = next((faces for faces in map(partial(_look, pixels), ways) if faces), [])
    return tuple(sorted(found, key=lambda face: face.box[0] - face.box[2]))


def _look(pixels: Pixels, windows: Iterable[Window]) -> list[Face]:
    """Faces seen through any of the windows, small ones confirmed."""
    looks = []
    for window in windows:
        candidates = face_detection.detect(pixels, window, _SCORE)
        small = candidates[:, 3] - candidates[:, 1] < _SMALL * window.width
        looks.append(candidates[~small])
        looks += [_nearer(pixels, face) for face in _merge(candidates[small])]
    return [face for face in _merge(np.concatenate(looks)) if _is_face(pixels, face)]


def _is_face(pixels: Pixels, face: Face) -> bool:
    """Asks the landmark network about doubtful ones; it knows faces, but not every profile."""
    return face.score >= _SURE or mesh(pixels, face).presence >= _PRESENT


def _nearer(pixels: Pixels, face: Face) -> Floats:
    """What a look at the candidate's surroundings finds in its place."""
    x0, y0, x1, y1 = face.box
    side = max(x1 - x0, y1 - y0) * _NEARER
    window = Window((x0 + x1) / 2, (y0 + y1) / 2, side, side)
    return face_detection.detect(pixels, window, _SCORE)


def mesh(pixels: Pixels, face: Face, *, irises: bool = False) -> Mesh:
    """The surface of a found face; check `presence` before relying on it.

    irises: with them, and with lips and eyes looked at closely.
    """
    x0, y0, x1, y1 = face.box
    side = max(x1 - x0, y1 - y0) * _MESH_MARGIN
    across = face.keypoints[1] - face.keypoints[0]
    angle = math.atan2(float(across[1]), float(across[0]))
    window = Window((x0 + x1) / 2, (y0 + y1) / 2, side, side, angle)
    if irises:
        return face_attention.locate(pixels, window)
    return face_landmark.locate(pixels, window)


def _parts(pixels: Pixels) -> Iterator[Window]:
    """Overlapping squares of half the longer side that cover the picture."""
    height, width = pixels.shape[:2]
    side = max(height, width) / 2
    for y in _centres(height, side):
        for x in _centres(width, side):
            yield Window(x, y, side, side)


def _centres(length: int, side: float) -> list[float]:
    if length <= side:
        return [length / 2]
    count = math.ceil((length - side) / (side / 2)) + 1
    return [float(n) for n in np.linspace(side / 2, length - side / 2, count)]


def _merge(candidates: Floats) -> list[Face]:
    """Blends candidates that overlap, weighted by score: steadier than keeping the best."""
    faces = []
    left = candidates[np.argsort(-candidates[:, 0])]
    while len(left):
        same = _overlaps(left[0, 1:5], left[:, 1:5]) > _OVERLAP
        blend = np.average(left[same, 1:], axis=0, weights=left[same, 0])
        faces.append(_face(float(left[0, 0]), blend))
        left = left[~same]
    return faces


def _face(score: float, flat: Floats) -> Face:
    x0, y0, x1, y1 = (float(n) for n in flat[:4])
    return Face((x0, y0, x1, y1), score, flat[4:].reshape(6, 2).astype(np.float32))


def _overlaps(box: Floats, boxes: Floats) -> Floats:
    """Intersection over union of one box with many."""
    low, high = np.maximum(box[:2], boxes[:, :2]), np.minimum(box[2:], boxes[:, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=1)
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return np.asarray(shared / (areas + np.prod(box[2:] - box[:2]) - shared + 1e-9), np.float32)
