"""The 21 points of one hand.

After Zhang et al., "MediaPipe Hands: On-device Real-time Hand Tracking" (2020).
"""

import math

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models.tensor import tensor
from inference.results import Floats, Hand, Pixels

LITE = "hand_lite"
FULL = "hand_full"
_SIZE = CATALOG[LITE].size


def locate(pixels: Pixels, window: Window, name: str = LITE) -> Hand:
    """The hand that fills the (square) window, its wrist below its knuckles as seen in there.

    The answer is only worth its `presence`: the network always gives points.
    """
    raw, presence, right, world = session.run(
        name, tensor(name, window.look(pixels, _SIZE, quick=True))
    )
    points = raw.reshape(-1, 3) / np.float32(_SIZE[0])
    flat = window.to_picture(points[:, :2])
    return Hand(
        points=np.column_stack([flat, points[:, 2] * np.float32(window.width)]),
        world=_turned(world.reshape(-1, 3), window.angle),
        right=float(right.reshape(-1)[0]),
        presence=float(presence.reshape(-1)[0]),
    )


def _turned(world: Floats, angle: float) -> Floats:
    """From the window's axes to the picture's."""
    cos, sin = math.cos(angle), math.sin(angle)
    turn = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]], np.float32)
    return np.asarray(world @ turn, np.float32)
