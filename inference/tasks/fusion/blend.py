"""Two pictures joined along a mask, coarse things softly and fine things sharply.

After Burt and Adelson, "A Multiresolution Spline With Application to Image Mosaics" (1983).
"""

import cv2
import numpy as np

from inference.results import Floats

_LEVELS = 5


def join(front: Floats, back: Floats, mask: Floats, near: Floats | None = None) -> Floats:
    """front where the (H, W) mask is 1, back where it is 0; all float32, of one size.

    Coarse bands of front reach far over the mask's edge: near (H, W), 0 … 1, says how much of
    them stays; without it all does.
    """
    levels = min(_LEVELS, max(int(np.log2(min(mask.shape) / 8)), 1))
    fine = front - back
    weight = mask
    joined: list[Floats] = []
    for _ in range(levels):
        small = _down(fine)
        joined.append((fine - _up(small, fine.shape)) * weight[..., None])
        fine, weight = small, _down(weight)
    result = fine * weight[..., None]
    for band in reversed(joined):
        result = _up(result, band.shape) + band
    if near is not None:
        result *= near[..., None]
    return np.asarray(back + result, np.float32)


def _down(plane: Floats) -> Floats:
    return np.asarray(cv2.pyrDown(plane), np.float32)


def _up(plane: Floats, shape: tuple[int, ...]) -> Floats:
    return np.asarray(cv2.pyrUp(plane, dstsize=(shape[1], shape[0])), np.float32)
