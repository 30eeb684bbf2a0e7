"""Faces that the photo's left or right edge cuts.

The detector finds a face only where most of it is seen. Laid against its own mirror image, half a
face becomes a whole one, with its middle on the edge: that is how those it misses are found.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from inference.geometry import Window
from inference.models import face_detection
from inference.results import Cutout, Face, Pixels
from inference.tasks.face import mesh

Edge = Literal["left", "right"]
# How far a face may reach beyond an edge, in parts of its side: no more than an ear.
_EAR = 0.04
# A body at an edge over fewer rows of the picture than this shows no face there.
_ROWS = 0.06
# How far from the mirror a face in it may have its middle, in parts of its side.
_OFF = 0.3
# Hair and cloth against their own mirror image look like a face now and then: they score .57.
_SCORE = 0.7
# How sure the network of the face's surface must be.
_PRESENT = 0.5
# The mirrored look starts above the body at the edge, and sees at least this share of the picture.
_ABOVE, _LEAST = 0.15, 0.35


def cut_faces(pixels: Pixels, cutout: Cutout, faces: Sequence[Face]) -> tuple[Face, ...]:
    """Those of `faces` that a side edge cuts, and others of the cut-out of which half is seen.

    The boxes of faces that were found in a mirror reach beyond the picture.
    """
    width = pixels.shape[1]
    found = [face for face in faces if is_cut(face, width)]
    found += [
        face
        for edge in _edges(cutout)
        if (face := _in_mirror(pixels, cutout, edge))
        and not _known(face, faces)
        and not _on_the_body(face, faces)
    ]
    return tuple(found)


def is_cut(face: Face, width: int) -> bool:
    """Does the face reach beyond a side of a picture of this width?"""
    ear = _EAR * (face.box[2] - face.box[0])
    return face.box[0] < -ear or face.box[2] > width + ear


def _edges(cutout: Cutout) -> Iterator[Edge]:
    """The edges at which the cut-out shows somebody."""
    least = _ROWS * cutout.alpha.shape[0]
    if (cutout.alpha[:, 0] > 0.5).sum() > least:
        yield "left"
    if (cutout.alpha[:, -1] > 0.5).sum() > least:
        yield "right"


def _in_mirror(pixels: Pixels, cutout: Cutout, edge: Edge) -> Face | None:
    """The largest face whose middle lies about on the mirror that stands at the edge."""
    height, width = pixels.shape[:2]
    rows = np.flatnonzero(cutout.alpha[:, 0 if edge == "left" else -1] > 0.5)
    side = min(max(float(rows[-1] - rows[0]), _LEAST * height), height)
    mirror = min(round(side / 2), width)
    strip = pixels[:, :mirror] if edge == "left" else pixels[:, -mirror:]
    halves = (strip[:, ::-1], strip) if edge == "left" else (strip, strip[:, ::-1])
    mirrored = np.ascontiguousarray(np.concatenate(halves, axis=1))
    window = Window(mirror, rows[0] + (0.5 - _ABOVE) * side, side, side)
    candidates = face_detection.detect(mirrored, window, _SCORE)
    for row in sorted(candidates, key=lambda row: -row[0]):
        face = _face(row, 0)
        if _is_on(face, mirror) and mesh(mirrored, face).presence >= _PRESENT:
            return _face(row, -mirror if edge == "left" else width - mirror)
    return None


def _face(row: np.ndarray, aside: float) -> Face:
    """A row of the detector's, moved `aside` px."""
    x0, y0, x1, y1 = (float(n) for n in row[1:5])
    points = row[5:].reshape(6, 2) + np.array([aside, 0])
    return Face((x0 + aside, y0, x1 + aside, y1), float(row[0]), points.astype(np.float32))


def _is_on(face: Face, mirror: int) -> bool:
    x0, _y0, x1, _y1 = face.box
    return abs((x0 + x1) / 2 - mirror) < _OFF * (x1 - x0)


def _on_the_body(face: Face, faces: Sequence[Face]) -> bool:
    """Does it lie where one of `faces` has its chest? Then it is what that person wears."""
    x0, y0, x1, _y1 = face.box
    return any(
        y0 > other.box[3] and abs((x0 + x1) - (other.box[0] + other.box[2])) < 4 * _side(other)
        for other in faces
    )


def _side(face: Face) -> float:
    return face.box[3] - face.box[1]


def _known(face: Face, faces: Sequence[Face]) -> bool:
    """Is it one of those that were found without a mirror?"""
    x0, y0, x1, y1 = face.box
    return any(
        min(x1, other.box[2]) - max(x0, other.box[0]) > 0.3 * (other.box[2] - other.box[0])
        and min(y1, other.box[3]) - max(y0, other.box[1]) > 0.5 * (other.box[3] - other.box[1])
        for other in faces
    )
