"""Palms: stiff and nearly square, they are found where whole hands with their fingers are not.

After Zhang et al., "MediaPipe Hands: On-device Real-time Hand Tracking" (2020).
"""

from functools import cache

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models import ssd
from inference.models.tensor import tensor
from inference.results import Floats, Pixels

LITE = "palm_lite"
FULL = "palm_full"
_SIZE = CATALOG[LITE].size
_OVERLAP = 0.3


def detect(pixels: Pixels, window: Window, threshold: float, name: str = LITE) -> Floats:
    """Palms seen through the (square, unturned) window, best first: (n, 19).

    Columns: score, then x, y of the top left and bottom right corners and of seven keypoints
    (wrist, knuckles of index, middle, ring and little finger, two of the thumb), in pixels of the
    picture.
    """
    regressors, logits = session.run(name, tensor(name, window.look(pixels, _SIZE, quick=True)))
    scores = ssd.sigmoid(logits[0, :, 0])
    chosen = scores >= threshold
    points = _points(regressors[0, chosen], _anchors()[chosen])
    flat = window.to_picture(points.reshape(-1, 2)).reshape(-1, 18)
    return ssd.merge(np.column_stack([scores[chosen], flat]), _OVERLAP)


def _points(raw: Floats, anchors: Floats) -> Floats:
    """(n, 9, 2) as fractions of the input: two corners, seven keypoints."""
    pairs = raw.reshape(-1, 9, 2) / np.float32(_SIZE[0])
    centre, half = pairs[:, 0] + anchors, pairs[:, 1] / 2
    corners = np.stack([centre - half, centre + half], axis=1)
    return np.concatenate([corners, pairs[:, 2:] + anchors[:, None]], axis=1)


@cache
def _anchors() -> Floats:
    return ssd.centres(((24, 2), (12, 6)))
