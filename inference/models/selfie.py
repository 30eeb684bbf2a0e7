"""MediaPipe's selfie segmentation: which pixels are people, for those who stand near.

Both shapes take the picture stretched to their input, as they were trained. A tall figure gains
from that: it is widened.
"""

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models.tensor import tensor
from inference.results import Floats, Pixels

SQUARE = "selfie"
WIDE = "selfie_landscape"


def probability(pixels: Pixels, window: Window, name: str) -> Floats:
    """(h, w) of the network's size: how likely each part of the window shows a person.

    The mean of the window and its mirror image: the network's slips are seldom symmetrical.
    """
    seen = tensor(name, window.look(pixels, CATALOG[name].size))
    (plain,) = session.run(name, seen)
    (mirrored,) = session.run(name, np.ascontiguousarray(seen[:, :, ::-1]))
    return np.asarray((plain[0, :, :, 0] + mirrored[0, :, ::-1, 0]) / 2, np.float32)


def glance(pixels: Pixels, window: Window, name: str) -> tuple[Pixels, Floats]:
    """What the network saw of the window (h, w, 3), and the same (h, w) from one run of it."""
    seen = window.look(pixels, CATALOG[name].size, quick=True)
    (answer,) = session.run(name, tensor(name, seen))
    return seen, np.asarray(answer[0, :, :, 0], np.float32)
