"""Palms: stiff and nearly square, they are found where whole hands with their fingers are not.

After Zhang et al., "MediaPipe Hands: On-device Real-time Hand Tracking" (2020).
"""

import math
from functools import cache

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window, whole
from inference.models import ssd
from inference.models.tensor import tensor
from inference.results import Floats, Pixels

LITE = "palm_lite"
FULL = "palm_full"
_SIDE, _STEP = CATALOG[LITE].size[0], CATALOG[LITE].step
_OVERLAP = 0.3
# Of each map of cells: how many a side of the square, and how many anchors a cell.
_GRIDS = ((24, 2), (12, 6))


def everything(pixels: Pixels) -> Window:
    """The window that just holds the whole picture, without the rest of a square around it.

    The network sees nothing but convolutions: hands are seen as large as in a square window, in
    less time.
    """
    height, width = _size_for(pixels.shape[1] / pixels.shape[0])
    return whole(pixels, width / height)


def detect(pixels: Pixels, window: Window, threshold: float, name: str = LITE) -> Floats:
    """Palms seen through the (unturned) window, best first: (n, 19).

    Columns: score, then x, y of the top left and bottom right corners and of seven keypoints
    (wrist, knuckles of index, middle, ring and little finger, two of the thumb), in pixels of the
    picture.
    """
    size = _size_for(window.width / window.height)
    regressors, logits = session.run(name, tensor(name, window.look(pixels, size, quick=True)))
    chosen, scores = ssd.likely(logits[0, :, 0], threshold)
    points = _points(regressors[0, chosen], _anchors(size)[chosen], size)
    flat = window.to_picture(points.reshape(-1, 2)).reshape(-1, 18)
    return ssd.merge(np.column_stack([scores, flat]), _OVERLAP)


def _size_for(aspect: float) -> tuple[int, int]:
    """(height, width) of the input for windows of this aspect (width / height)."""
    shorter = _SIDE * min(aspect, 1 / aspect)
    # A window that came of a size leads back to it, whatever its last digits are.
    side = max(math.ceil(shorter / _STEP - 1e-6), 1) * _STEP
    return (_SIDE, side) if aspect < 1 else (side, _SIDE)


def _points(raw: Floats, anchors: Floats, size: tuple[int, int]) -> Floats:
    """(n, 9, 2) as fractions of the input: two corners, seven keypoints."""
    pairs = raw.reshape(-1, 9, 2) / np.array(size[::-1], np.float32)
    centre, half = pairs[:, 0] + anchors, pairs[:, 1] / 2
    corners = np.stack([centre - half, centre + half], axis=1)
    return np.concatenate([corners, pairs[:, 2:] + anchors[:, None]], axis=1)


@cache
def _anchors(size: tuple[int, int]) -> Floats:
    height, width = (side / _SIDE for side in size)
    return ssd.centres(
        ((round(cells * height), round(cells * width)), count) for cells, count in _GRIDS
    )
