"""A face's surface with lips, eyes and irises looked at closely.

After Grishchenko et al., "Attention Mesh: High-fidelity Face Mesh Prediction in Real-time" (2020).
"""

import math

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models.face_points import LEFT_EYE, LIPS, RIGHT_EYE
from inference.models.tensor import tensor
from inference.results import Floats, Mesh, Pixels

NAME = "face_attention"
_SIZE = CATALOG[NAME].size


def locate(pixels: Pixels, window: Window) -> Mesh:
    """The surface, (478, 3), of the face that fills the (square, upright on the face) window."""
    raw, lips, right, left, *irises, logit = session.run(
        NAME, tensor(NAME, window.look(pixels, _SIZE, quick=True))
    )
    surface = raw.reshape(-1, 3).copy()
    # The network calls eyes by the side of the picture on which they are.
    for indices, closer in ((LIPS, lips), (RIGHT_EYE, right), (LEFT_EYE, left)):
        surface[list(indices), :2] = closer.reshape(-1, 2)
    right_iris, left_iris = irises
    rims = (_iris(surface, RIGHT_EYE, right_iris), _iris(surface, LEFT_EYE, left_iris))
    points = np.asarray(np.concatenate([surface, *rims]) / _SIZE[0], np.float32)
    flat = window.to_picture(points[:, :2])
    presence = 1 / (1 + math.exp(-float(logit.reshape(-1)[0])))
    return Mesh(np.column_stack([flat, points[:, 2] * np.float32(window.width)]), presence)


def _iris(surface: Floats, eye: tuple[int, ...], raw: Floats) -> Floats:
    """(5, 3): an iris is as deep as the rim of its eye, its first 16 points."""
    depth = surface[list(eye[:16]), 2].mean()
    return np.column_stack([raw.reshape(-1, 2), np.full(5, depth, np.float32)])
