"""People, by the circle that holds each: its middle between the hips, its rim above the head.

After Bazarevsky et al., "BlazePose: On-device Real-time Body Pose Tracking" (2020).
"""

from functools import cache

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models import ssd
from inference.models.tensor import tensor
from inference.results import Floats, Pixels

NAME = "pose_detection"
_SIZE = CATALOG[NAME].size
_OVERLAP = 0.3
# Of each map of cells: how many a side, and how many anchors a cell.
_GRIDS = ((28, 2), (14, 2), (7, 6))


def detect(pixels: Pixels, window: Window, threshold: float) -> Floats:
    """People seen through the (square) window, best first: (n, 13).

    Columns: score, then x, y of the face's top left and bottom right corners, of the point
    between the hips, of a point on the rim of the circle around the whole body (in the direction
    of the head), and the same two for the upper body; in pixels of the picture.
    """
    regressors, logits = session.run(NAME, tensor(NAME, window.look(pixels, _SIZE)))
    chosen, scores = ssd.likely(logits[0, :, 0], threshold)
    points = _points(regressors[0, chosen], _anchors()[chosen])
    flat = window.to_picture(points.reshape(-1, 2)).reshape(-1, 12)
    return ssd.merge(np.column_stack([scores, flat]), _OVERLAP)


def _points(raw: Floats, anchors: Floats) -> Floats:
    """(n, 6, 2) as fractions of the input: two corners, four keypoints."""
    pairs = raw.reshape(-1, 6, 2) / np.float32(_SIZE[0])
    centre, half = pairs[:, 0] + anchors, pairs[:, 1] / 2
    corners = np.stack([centre - half, centre + half], axis=1)
    return np.concatenate([corners, pairs[:, 2:] + anchors[:, None]], axis=1)


@cache
def _anchors() -> Floats:
    return ssd.centres(((cells, cells), count) for cells, count in _GRIDS)
