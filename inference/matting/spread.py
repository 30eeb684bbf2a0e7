"""Colours of a region carried smoothly to where the region does not reach."""

import cv2
import numpy as np

from inference.results import Floats

_SMALLEST = 4
# From this much weight nearby on, a level's own colours are believed alone.
_ENOUGH = 0.25


def spread(colours: Floats, weight: Floats) -> Floats:
    """(H, W, 3): weighted means of the nearest pixels that have weight (H, W), fine where dense.

    Pull-push over a pyramid, after Gortler et al., "The Lumigraph" (SIGGRAPH 1996).
    """
    levels = [np.dstack([colours * weight[..., None], weight])]
    while min(levels[-1].shape[:2]) > _SMALLEST:
        levels.append(np.asarray(cv2.pyrDown(levels[-1]), np.float32))
    result = _mean(levels.pop())
    for level in reversed(levels):
        size = level.shape[1::-1]
        coarse = cv2.resize(result, size, interpolation=cv2.INTER_LINEAR)
        own = np.minimum(level[..., 3:] / _ENOUGH, 1)
        result = coarse + own * (_mean(level) - coarse)
    return np.asarray(result, np.float32)


def _mean(level: Floats) -> Floats:
    return np.asarray(level[..., :3] / (level[..., 3:] + 1e-6), np.float32)
