"""BlazeFace, short range: faces within about two metres of a phone's front camera.

After Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs" (2019).
"""

from functools import cache

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models.tensor import tensor
from inference.results import Floats, Pixels

NAME = "face_detection"
_SIZE = CATALOG[NAME].size
# (cells a side, anchors a cell) of the two feature maps, coarse last.
_GRIDS = ((16, 2), (8, 6))


def detect(pixels: Pixels, window: Window, threshold: float) -> Floats:
    """Candidates seen through the window, before merging: (n, 17).

    Columns: score, then x, y of top left and bottom right corners and of the six keypoints, in
    pixels of the picture.
    """
    regressors, logits = session.run(NAME, tensor(NAME, window.look(pixels, _SIZE)))
    scores = _sigmoid(logits[0, :, 0])
    chosen = scores >= threshold
    points = _points(regressors[0, chosen], _anchors()[chosen])
    flat = window.to_picture(points.reshape(-1, 2)).reshape(-1, 16)
    return np.column_stack([scores[chosen], flat])


def _points(raw: Floats, anchors: Floats) -> Floats:
    """(n, 8, 2) as fractions of the input: two corners, six keypoints."""
    pairs = raw.reshape(-1, 8, 2) / _SIZE[0]
    centre, half = pairs[:, 0] + anchors, pairs[:, 1] / 2
    corners = np.stack([centre - half, centre + half], axis=1)
    return np.concatenate([corners, pairs[:, 2:] + anchors[:, None]], axis=1)


@cache
def _anchors() -> Floats:
    """(896, 2): the cell centres every prediction is relative to, as fractions of the input."""
    grids = []
    for cells, count in _GRIDS:
        centres = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        grid = np.stack(np.meshgrid(centres, centres), axis=-1).reshape(-1, 2)
        grids.append(np.repeat(grid, count, axis=0))
    return np.concatenate(grids)


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -80, 80))), np.float32)
