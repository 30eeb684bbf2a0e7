"""Pictures in which a hand can be seen, out of those too dark, too bright or too flat for it."""

import math

import cv2
import numpy as np

from inference.results import Pixels

_MIDDLE = 0.5
# How far the whole picture may be brightened or darkened before contrasts are evened out.
_GAMMA = (0.4, 2.0)
_CLIP = 3.0
_TILES = (8, 8)


def evened(pixels: Pixels) -> Pixels:
    """The picture with its brightness drawn to the middle and its contrasts evened out."""
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)
    light = lab[..., 0]
    mean = min(max(float(light.mean()) / 255, 0.02), 0.98)
    gamma = min(max(math.log(_MIDDLE) / math.log(mean), _GAMMA[0]), _GAMMA[1])
    curve = np.rint(255 * (np.arange(256) / 255) ** gamma).astype(np.uint8)
    lab[..., 0] = cv2.createCLAHE(_CLIP, _TILES).apply(cv2.LUT(light, curve))
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.uint8)
