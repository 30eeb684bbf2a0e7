"""How old a face looks, and how much like a man's: face-api's small network."""

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models.tensor import tensor
from inference.results import Floats, Pixels

NAME = "age_gender"
_SIZE = CATALOG[NAME].size


def look(pixels: Pixels, window: Window) -> Floats:
    """(2, 2): years and the chance of male, of the (square) window and of its mirror image."""
    seen = tensor(NAME, window.look(pixels, _SIZE, quick=True))
    answers = [session.run(NAME, each) for each in (seen, np.ascontiguousarray(seen[:, :, ::-1]))]
    return np.array([[age[0, 0], gender[0, 0]] for age, gender in answers], np.float32)
