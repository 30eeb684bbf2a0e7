"""Who of a photo's people comes into the picture: nobody with half a face."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.errors import BadPhoto, Reason
from inference.results import Cutout, Face, Pixels
from inference.tasks.compose.edges import cut_faces, is_cut

# Whose face is smaller than this, in parts of the largest, is a bystander.
_BYSTANDER = 0.65
# A figure without a face whose side at the photo's edge is at least so long, in parts of its
# height, is somebody who is hardly in the photo.
_ALONG = 0.3
# How far hair reaches beyond a face's box, in parts of its side.
_HAIR = 0.12


def in_company(
    pixels: Pixels, cutout: Cutout, faces: Sequence[Face]
) -> tuple[Cutout, tuple[Face, ...]]:
    """The cut-out, and its faces, without bystanders whom the photo's left or right edge cuts.

    Raises BadPhoto(off_centre) where the edge cuts the face of somebody the photo is about.
    """
    kept = [face for face in faces if holds(cutout, face)]
    halves = cut_faces(pixels, cutout, kept)
    whole = [face for face in kept if not is_cut(face, pixels.shape[1])]
    largest = max(map(_side, whole), default=0.0)
    if any(_side(half) >= _BYSTANDER * largest for half in halves):
        raise BadPhoto(Reason.OFF_CENTRE, "a side of the photo cuts a face")
    if whole:
        cutout = _without_faceless(cutout, whole)
    left, right = 0, pixels.shape[1]
    for half in halves:
        if half.box[0] + half.box[2] < pixels.shape[1]:
            left = max(left, _between(cutout, half.box[2], min(f.box[0] for f in whole), half))
        else:
            right = min(right, _between(cutout, max(f.box[2] for f in whole), half.box[0], half))
    return _narrowed(cutout, left, right), tuple(_moved(face, left) for face in whole)


def holds(cutout: Cutout, face: Face) -> bool:
    """Does the cut-out show this face? Passers-by are left out of it."""
    x, y = (round(float(value)) for value in face.keypoints[:2].mean(axis=0))
    height, width = cutout.alpha.shape
    # The eyes of a face that the edge cuts may lie beyond it.
    return 0 <= y < height and bool(cutout.alpha[y, min(max(x, 0), width - 1)] > 0.5)


def _side(face: Face) -> float:
    return face.box[3] - face.box[1]


def _without_faceless(cutout: Cutout, whole: Sequence[Face]) -> Cutout:
    """Without figures that stand apart, along an edge of the photo, and show no face."""
    solid = (cutout.alpha > 0.5).astype(np.uint8)
    if not (solid[:, 0].any() or solid[:, -1].any()):
        return cutout
    count, found, stats, _ = cv2.connectedComponentsWithStats(solid)
    labels = np.asarray(found, np.int32)
    seen = {_label(labels, face) for face in whole}
    gone = [
        label
        for label in range(1, count)
        if label not in seen and _along(labels, label) > _ALONG * stats[label, cv2.CC_STAT_HEIGHT]
    ]
    if not gone:
        return cutout
    leaving = np.isin(labels, gone)
    near = cv2.dilate(leaving.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    alpha = np.where(near & ((labels == 0) | leaving), np.float32(0), cutout.alpha)
    return Cutout(alpha, cutout.colours, cutout.coverage)


def _label(labels: NDArray[np.int32], face: Face) -> int:
    x, y = (round(float(value)) for value in face.keypoints[:2].mean(axis=0))
    return int(labels[y, min(max(x, 0), labels.shape[1] - 1)])


def _along(labels: NDArray[np.int32], label: int) -> int:
    """Over how many rows the figure lies on a side of the photo."""
    return int(max((labels[:, edge] == label).sum() for edge in (0, -1)))


def _between(cutout: Cutout, left: float, right: float, half: Face) -> int:
    """The emptiest column between a bystander's face and the next whole one."""
    hair = _HAIR * _side(half)
    first, last = round(left + hair), round(right - hair)
    if first >= last:
        raise BadPhoto(Reason.OFF_CENTRE, "a face that a side of the photo cuts is in the way")
    return first + int(np.argmin(cutout.alpha[:, first:last].sum(axis=0)))


def _narrowed(cutout: Cutout, left: int, right: int) -> Cutout:
    """As if the photo had ended at these columns: a body cut there is dealt with like any other."""
    if (left, right) == (0, cutout.alpha.shape[1]):
        return cutout
    columns = slice(left, right)
    return Cutout(cutout.alpha[:, columns], cutout.colours[:, columns], cutout.coverage)


def _moved(face: Face, left: int) -> Face:
    x0, y0, x1, y1 = face.box
    return Face(
        (x0 - left, y0, x1 - left, y1), face.score, face.keypoints - np.array([left, 0], np.float32)
    )
