"""Cuts that stay in sight, given the outline of a body instead of a photo's straight edge.

A shoulder that runs into the edge of the photo ends in a corner. Opening the mask with a disc
(erosion, then dilation) rounds exactly such corners: the shoulder turns down into an arm, cut hair
into a curve. Only the neighbourhood of the cut is touched, fine hair elsewhere stays.
"""

import cv2
import numpy as np

from inference.results import Floats
from inference.tasks.compose.figure import Cuts

_COARSE = 4


def round_cuts(alpha: Floats, cuts: Cuts, radius: float) -> Floats:
    """alpha (h, w), whose edges named in `cuts` are open; radius in px of it."""
    height, width = alpha.shape
    small_radius = max(round(radius / _COARSE), 1)
    size = max(width // _COARSE, 2), max(height // _COARSE, 2)
    small = np.asarray(cv2.resize(alpha, size, interpolation=cv2.INTER_AREA), np.float32)
    opened = _opened(small, cuts, small_radius)
    rounded = np.asarray(cv2.resize(opened, (width, height), interpolation=cv2.INTER_CUBIC))
    near = _near_cuts(alpha.shape, cuts, 2 * radius)
    # The opened mask is soft over a few px; steeper, it is an outline again.
    limit = np.clip((rounded - 0.5) * 2 + 0.5, 0, 1)
    return np.asarray(np.minimum(alpha, 1 - near * (1 - limit)), np.float32)


def _opened(small: Floats, cuts: Cuts, radius: int) -> Floats:
    """Beyond an open cut there is nothing; beyond every other edge the body goes on."""
    pad = 2 * radius
    grown = cv2.copyMakeBorder(small, pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    if cuts.left:
        grown[:, : pad + 1] = 0
    if cuts.right:
        grown[:, -pad - 1 :] = 0
    if cuts.top:
        grown[: pad + 1] = 0
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    opened = cv2.morphologyEx(grown, cv2.MORPH_OPEN, disc)
    soft = np.asarray(cv2.blur(opened, (3, 3)), np.float32)
    return np.ascontiguousarray(soft[pad:-pad, pad:-pad])


def _near_cuts(shape: tuple[int, ...], cuts: Cuts, reach: float) -> Floats:
    """1 at a cut, falling to 0 at `reach` px from it."""
    height, width = shape
    near = np.zeros((height, width), np.float32)
    down, across = np.arange(height, dtype=np.float32), np.arange(width, dtype=np.float32)
    if cuts.left:
        near = np.maximum(near, _falling(across, reach)[None])
    if cuts.right:
        near = np.maximum(near, _falling(across[::-1], reach)[None])
    if cuts.top:
        near = np.maximum(near, _falling(down, reach)[:, None])
    return near


def _falling(distance: Floats, reach: float) -> Floats:
    """1 up to half the reach, then down to 0."""
    return np.asarray(np.clip(2 - 2 * distance / max(reach, 1), 0, 1), np.float32)
