"""The neck below a face, and how far the face's colour shall come towards it."""

import numpy as np
from numpy.typing import NDArray

from inference.results import Floats
from inference.tasks.fusion.regions import fill, width_of
from inference.tasks.fusion.skin import find_skin

# The neck: the jaw's outline moved down by these parts of the face's width.
_JAW = (172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397)
_NECK = (0.08, 0.5)
# Fewer pixels tell nothing.
LEAST = 150
# How far a new face comes towards the neck in a* and b*, and at most; and how much further off
# what is found there is no neck, or lies in another light. A face that has its own blood and
# make-up may differ from the neck; one that was put on may not.
_TOWARDS, _MOST, _NO_NECK = 0.6, 4.0, 14.0


def neck_skin(lab: Floats, points: Floats) -> NDArray[np.bool_]:
    """(H, W) where the neck's skin shows, without the half that the chin shades."""
    width = width_of(points[:, :2])
    down = points[152, :2] - points[10, :2]
    down = down / (np.linalg.norm(down) + 1e-6) * width
    jaw = points[list(_JAW), :2]
    ring = np.concatenate([jaw + _NECK[0] * down, (jaw + _NECK[1] * down)[::-1]])
    region = fill(lab.shape, ring, (range(len(ring)),)) > 0.5
    skin = region & (find_skin(lab, points).mask > 0.7)
    if not skin.any():
        return np.asarray(skin)
    return np.asarray(skin & (lab[..., 0] >= np.median(lab[skin][:, 0])))


def towards_neck(lab: Floats, points: Floats, middle: Floats) -> Floats:
    """(2,) what a new face's a* and b* change by so that it agrees with the neck; 0 without one.

    middle: (3,) L*a*b* of the template's face.
    """
    neck = neck_skin(lab, points)
    if neck.sum() < LEAST:
        return np.zeros(2, np.float32)
    away = (np.median(lab[neck], axis=0) - middle)[1:]
    length = float(np.linalg.norm(away))
    if length > _NO_NECK:
        return np.zeros(2, np.float32)
    return np.asarray(away * min(_TOWARDS, _MOST / (length + 1e-6)), np.float32)
