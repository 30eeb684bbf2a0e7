"""Whether a face shows enough for a likeness, however many pixels it has."""

import cv2
import numpy as np

from inference.results import Floats, Pixels
from inference.tasks.fusion.regions import EYES, LIPS_RING, fill, grown, width_of
from inference.tasks.fusion.warp import part_around

# The face's width at which it is judged; the finest details and the middling ones (Gaussian
# sigmas); and the least that eyes and mouth show of the one beside the other. 70 portraits show
# 0.23 and more; enlarged thumbnails, in which lashes are lost, less than this.
_WIDTH, _FINE, _MIDDLING, _LEAST = 160.0, 1.0, 4.0, 0.135
# Around eyes and mouth, in pixels then; and grey levels that noise alone may have.
_ROOM, _NOISE = 5.0, 2.0


def is_sharp(pixels: Pixels, points: Floats) -> bool:
    """points: (478, 3). Skin is left out: the smooth skin of a sharp face has no details."""
    width = width_of(points)
    scale = _WIDTH / width
    part = part_around(points, 0.1 * width, pixels.shape)
    grey = cv2.cvtColor(pixels[part.slices], cv2.COLOR_RGB2GRAY)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    size = (max(round(grey.shape[1] * scale), 8), max(round(grey.shape[0] * scale), 8))
    small = np.asarray(cv2.resize(grey, size, interpolation=how), np.float32)
    flat = part.points(points)[:, :2] * np.float32(scale)
    seen = grown(fill(small.shape, flat, (*EYES, LIPS_RING)), _ROOM) > 0.5
    soft, softer = (cv2.GaussianBlur(small, (0, 0), sigma) for sigma in (_FINE, _MIDDLING))
    fine, middling = (float(np.std(band[seen])) for band in (small - soft, soft - softer))
    return fine > _LEAST * (middling + _NOISE)
