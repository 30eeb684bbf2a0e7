"""What single-shot detectors share: the cells they answer for, and many answers for one thing.

After Liu et al., "SSD: Single Shot MultiBox Detector" (2016); the blending of overlapping answers
after Bazarevsky et al., "BlazeFace" (2019).
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from inference.results import Floats


def centres(grids: Iterable[tuple[tuple[int, int], int]]) -> Floats:
    """(n, 2): cell centres as fractions of the input, for maps of so many cells (rows, columns)
    and anchors a cell."""
    maps = []
    for (rows, columns), count in grids:
        down, across = ((np.arange(n, dtype=np.float32) + 0.5) / n for n in (rows, columns))
        grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
        maps.append(np.repeat(grid, count, axis=0))
    return np.concatenate(maps)


def sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -80, 80))), np.float32)


def likely(logits: Floats, threshold: float) -> tuple[NDArray[np.intp], Floats]:
    """Which of the logits (n,) reach the threshold, a probability; and the probabilities of those.

    Most anchors see nothing, and need not be worked out to be passed over.
    """
    chosen = np.flatnonzero(logits >= math.log(threshold / (1 - threshold)))
    return chosen, sigmoid(logits[chosen])


def merge(candidates: Floats, overlap: float) -> Floats:
    """(m, k) of (n, k): rows of score, box (x0, y0, x1, y1), anything; best first.

    Rows whose boxes overlap the best one's are blended into it by score, which is steadier than
    keeping the best. Its score stays.
    """
    if len(candidates) < 2:
        return candidates
    merged = []
    left = candidates[np.argsort(-candidates[:, 0])]
    while len(left):
        same = overlaps(left[0, 1:5], left[:, 1:5]) > overlap
        # Also where its box is so narrow that it does not even overlap itself.
        same[0] = True
        weights = left[same, 0]
        blend = weights @ left[same] / weights.sum()
        blend[0] = left[0, 0]
        merged.append(blend)
        left = left[~same]
    return np.asarray(merged, np.float32)


def overlaps(box: Floats, boxes: Floats) -> Floats:
    """(n,): intersection over union of one box (4,) with each of many (n, 4)."""
    low, high = np.maximum(box[:2], boxes[:, :2]), np.minimum(box[2:], boxes[:, 2:])
    across, down = np.maximum(high - low, 0).T
    shared = across * down
    widths, heights = (boxes[:, 2:] - boxes[:, :2]).T
    union = widths * heights + (box[2] - box[0]) * (box[3] - box[1]) - shared
    return np.asarray(shared / (union + 1e-9), np.float32)
