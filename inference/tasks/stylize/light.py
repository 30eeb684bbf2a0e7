"""A dim photo is painted as if there had been more light."""

import cv2
import numpy as np

from inference.results import Pixels

# Of a photo's px, how many are not lighter than what should be light, and how light that should be.
_LIGHT, _WANTED = 99, 0.8 * 255
# More than this is noise that is painted.
_MOST = 2.0


def well_lit(pixels: Pixels) -> Pixels:
    """The picture (H, W, 3), brighter where nothing in it is light; else itself."""
    light = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    gain = _WANTED / max(float(np.percentile(light, _LIGHT)), 1.0)
    if gain <= 1:
        return pixels
    return cv2.convertScaleAbs(pixels, alpha=min(gain, _MOST)).astype(np.uint8, copy=False)
