"""Pictures as networks want them."""

import numpy as np

from inference.catalog import CATALOG
from inference.results import Floats, Pixels


def tensor(name: str, pixels: Pixels) -> Floats:
    """(1, H, W, 3) float32 in the value range of the named network."""
    model = CATALOG[name]
    scale = np.float32((model.high - model.low) / 255)
    values = np.multiply(pixels[None], scale, dtype=np.float32)
    if model.low:
        values += np.float32(model.low)
    return values
