"""BlazeFace, short range: faces within about two metres of a phone's front camera.

After Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs" (2019).
"""

from functools import cache, lru_cache

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window, whole
from inference.models import ssd
from inference.models.tensor import tensor
from inference.results import Floats, Pixels

NAME = "face_detection"
_STEP = CATALOG[NAME].step
# As many pixels as the network was made for, give or take a few, in whichever shape.
_PIXELS = 1.05 * CATALOG[NAME].size[0] * CATALOG[NAME].size[1]
_SIDES = range(4 * _STEP, 16 * _STEP + 1, _STEP)
# (pixels a cell, anchors a cell) of the two feature maps, coarse last.
_GRIDS = ((8, 2), (16, 6))


def everything(pixels: Pixels) -> Window:
    """The window that just holds the whole picture, in the shape that shows it largest.

    The network sees nothing but convolutions: in a window as wide as the picture, faces are seen a
    third larger than in a square one, for the same time.
    """
    height, width = size_for(pixels.shape[1] / pixels.shape[0])
    return whole(pixels, width / height)


@lru_cache(64)
def size_for(aspect: float) -> tuple[int, int]:
    """(height, width) of the network's input for windows of this aspect (width / height)."""
    shapes = [(h, w) for h in _SIDES for w in _SIDES if h * w <= _PIXELS]
    # The first of those that show it as large, whatever the last digits of the aspect are.
    return max(shapes, key=lambda shape: round(min(shape[0], shape[1] / aspect), 3))


def detect(pixels: Pixels, window: Window, threshold: float, *, skimming: bool = False) -> Floats:
    """Candidates seen through the (unturned) window, before merging: (n, 17).

    skimming: in a tenth less time; a face of a few pixels may come and go by it.
    Columns: score, then x, y of top left and bottom right corners and of the six keypoints, in
    pixels of the picture.
    """
    size = size_for(window.width / window.height)
    seen = window.skim(pixels, size) if skimming else window.look(pixels, size, quick=True)
    regressors, logits = session.run(NAME, tensor(NAME, seen))
    chosen, scores = ssd.likely(logits[0, :, 0], threshold)
    points = _points(regressors[0, chosen], _anchors(size)[chosen], size)
    flat = window.to_picture(points.reshape(-1, 2)).reshape(-1, 16)
    return np.column_stack([scores, flat])


def _points(raw: Floats, anchors: Floats, size: tuple[int, int]) -> Floats:
    """(n, 8, 2) as fractions of the input: two corners, six keypoints."""
    pairs = raw.reshape(-1, 8, 2)
    centre, half = pairs[:, 0] + anchors, pairs[:, 1] / 2
    corners = np.stack([centre - half, centre + half], axis=1)
    points = np.concatenate([corners, pairs[:, 2:] + anchors[:, None]], axis=1)
    return np.asarray(points / np.array(size[::-1], np.float32), np.float32)


@cache
def _anchors(size: tuple[int, int]) -> Floats:
    """(n, 2): the cell centres every prediction is relative to, in pixels of the input."""
    maps = []
    for cell, count in _GRIDS:
        across, down = (
            cell * (np.arange(side // cell, dtype=np.float32) + 0.5) for side in size[::-1]
        )
        grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
        maps.append(np.repeat(grid, count, axis=0))
    return np.concatenate(maps)
