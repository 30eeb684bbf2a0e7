"""Answers painted on pictures, to be looked at."""

from itertools import pairwise

import cv2
import numpy as np

from inference.results import Cutout, Face, Hand, Mesh, Pixels, Pose

_LINE = (255, 196, 61)
_DOT = (255, 91, 73)
_WORD = (255, 255, 255)
# Every finger from its root to its tip, and the edge of the palm.
_FINGERS = [[0, *range(4 * finger + 1, 4 * finger + 5)] for finger in range(5)]
_PALM = [1, 5, 9, 13, 17, 0]

# Face, shoulders to fingers, trunk, hips to toes.
_BODY = [
    [8, 6, 5, 4, 0, 1, 2, 3, 7],
    [9, 10],
    [15, 21],
    [16, 22],
    [19, 17, 15, 13, 11, 12, 14, 16, 18, 20],
    [11, 23, 24, 12],
    [23, 25, 27, 29, 31],
    [24, 26, 28, 30, 32],
]
_SEEN = 0.5
# What is left of the light behind people who are cut out.
_BEHIND = 0.25


def paint_pose(pixels: Pixels, pose: Pose) -> None:
    """Limbs and joints that are seen, on the picture itself."""
    points = np.rint(pose.points[:, :2]).astype(np.int32).tolist()
    seen = (pose.visibility >= _SEEN).tolist()
    thick = _thickness(pixels)
    for chain in _BODY:
        for a, b in pairwise(chain):
            if seen[a] and seen[b]:
                cv2.line(pixels, points[a], points[b], _LINE, thick, cv2.LINE_AA)
    for point, visible in zip(points, seen, strict=True):
        if visible:
            cv2.circle(pixels, point, thick + 1, _DOT, cv2.FILLED, cv2.LINE_AA)


def paint_hand(pixels: Pixels, hand: Hand) -> None:
    """Bones and joints, on the picture itself."""
    points = np.rint(hand.points[:, :2]).astype(np.int32)
    thick = _thickness(pixels)
    for chain in (*_FINGERS, _PALM):
        cv2.polylines(
            pixels,
            [points[chain]],
            isClosed=False,
            color=_LINE,
            thickness=thick,
            lineType=cv2.LINE_AA,
        )
    for x, y in points.tolist():
        cv2.circle(pixels, (x, y), thick + 1, _DOT, cv2.FILLED, cv2.LINE_AA)


def paint_face(pixels: Pixels, face: Face, surface: Mesh) -> None:
    """Box and mesh, on the picture itself."""
    thick = _thickness(pixels)
    x0, y0, x1, y1 = (round(n) for n in face.box)
    cv2.rectangle(pixels, (x0, y0), (x1, y1), _LINE, thick, cv2.LINE_AA)
    for x, y in np.rint(surface.points[:, :2]).astype(np.int32).tolist():
        cv2.circle(pixels, (x, y), max(thick // 2, 1), _DOT, cv2.FILLED, cv2.LINE_AA)


def paint_cutout(pixels: Pixels, cutout: Cutout) -> None:
    """Darkness behind the people, on the picture itself."""
    light = _BEHIND + (1 - _BEHIND) * cutout.alpha[..., None]
    pixels[:] = np.rint(pixels * light).astype(np.uint8)


def paint_word(pixels: Pixels, word: str) -> None:
    """A word (ASCII) at the top left, on the picture itself."""
    thick = _thickness(pixels)
    size = thick * 0.45
    (width, height), _ = cv2.getTextSize(word, cv2.FONT_HERSHEY_SIMPLEX, size, thick)
    cv2.rectangle(pixels, (0, 0), (width + 2 * height, 2 * height), (0, 0, 0), cv2.FILLED)
    at = (height, round(1.5 * height))
    cv2.putText(pixels, word, at, cv2.FONT_HERSHEY_SIMPLEX, size, _WORD, thick, cv2.LINE_AA)


def _thickness(pixels: Pixels) -> int:
    return max(round(float(max(pixels.shape[:2])) / 320), 1)
