"""The 468 points of a face's surface.

After Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs"
(2019).
"""

import math

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models.tensor import tensor
from inference.results import Mesh, Pixels

NAME = "face_landmark"
_SIZE = CATALOG[NAME].size


def locate(pixels: Pixels, window: Window) -> Mesh:
    """The surface of the face that fills the (square, upright on the face) window."""
    raw, logit = session.run(NAME, tensor(NAME, window.look(pixels, _SIZE, quick=True)))
    points = raw.reshape(-1, 3) / np.float32(_SIZE[0])
    flat = window.to_picture(points[:, :2])
    depth = points[:, 2:] * window.width
    presence = 1 / (1 + math.exp(-float(logit.reshape(-1)[0])))
    return Mesh(np.concatenate([flat, depth], axis=1).astype(np.float32), presence)
