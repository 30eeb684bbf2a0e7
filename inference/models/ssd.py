"""What single-shot detectors share: the cells they answer for, and many answers for one thing.

After Liu et al., "SSD: Single Shot MultiBox Detector" (2016); the blending of overlapping answers
after Bazarevsky et al., "BlazeFace" (2019).
"""

from collections.abc import Iterable

import numpy as np

from inference.results import Floats


def centres(grids: Iterable[tuple[int, int]]) -> Floats:
    """(n, 2): cell centres as fractions of the input, for (cells a side, anchors a cell) maps."""
    maps = []
    for cells, count in grids:
        middles = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        grid = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
        maps.append(np.repeat(grid, count, axis=0))
    return np.concatenate(maps)


def sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -80, 80))), np.float32)


def merge(candidates: Floats, overlap: float) -> Floats:
    """(m, k) of (n, k): rows of score, box (x0, y0, x1, y1), anything; best first.

    Rows whose boxes overlap the best one's are blended into it by score, which is steadier than
    keeping the best. Its score stays.
    """
    merged = []
    left = candidates[np.argsort(-candidates[:, 0])]
    while len(left):
        same = overlaps(left[0, 1:5], left[:, 1:5]) > overlap
        blend = np.average(left[same], axis=0, weights=left[same, 0])
        blend[0] = left[0, 0]
        merged.append(blend)
        left = left[~same]
    return np.asarray(merged, np.float32).reshape(-1, candidates.shape[1])


def overlaps(box: Floats, boxes: Floats) -> Floats:
    """(n,): intersection over union of one box (4,) with each of many (n, 4)."""
    low, high = np.maximum(box[:2], boxes[:, :2]), np.minimum(box[2:], boxes[:, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=1)
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    union = areas + np.prod(box[2:] - box[:2]) - shared
    return np.asarray(shared / (union + 1e-9), np.float32)
