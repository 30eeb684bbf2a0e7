"""A soft alpha in one pass of the guided filter."""

import numpy as np

from inference.matting.guided import GuidedFilter
from inference.matting.resize import resized, unit
from inference.results import Floats, Pixels

_RADIUS = 6
_SMOOTHNESS = 1e-4
# The filter's softness is pulled in to this range, so that faint veils and holes close.
_LOW, _HIGH = 0.1, 0.9


def follow_edges(pixels: Pixels, mask: Floats) -> Floats:
    """(H, W) alpha of the picture, from a mask (h, w) at a smaller working size."""
    colours = unit(pixels, mask.shape)
    smooth = GuidedFilter(colours, _RADIUS, _SMOOTHNESS)
    alpha = resized(smooth(mask), pixels.shape)
    return np.asarray(np.clip((alpha - _LOW) / (_HIGH - _LOW), 0, 1), np.float32)
