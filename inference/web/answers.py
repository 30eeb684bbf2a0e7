"""What a network must answer to a picture that anybody can draw.

A browser's runtime may answer nonsense without an error, on one kind of phone only: whoever runs a
network there asks it this first.
"""

from collections.abc import Sequence

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.models.tensor import tensor
from inference.results import Floats, Pixels

# Of longer answers every so many-th number is kept.
_KEPT = 64


def picture(size: tuple[int, int]) -> Pixels:
    """(height, width, 3): stripes and slopes; static/vision/answers.js draws the same."""
    y, x, channel = np.indices((*size, 3))
    return np.asarray((x * (channel + 1) + 2 * y * (3 - channel)) % 256, np.uint8)


def answer(name: str) -> Sequence[dict[str, object]]:
    """Of each output: its length, every which number is kept, and these. Raises
    ModelUnavailable."""
    outputs = session.run(name, tensor(name, picture(CATALOG[name].size)))
    return [_sampled(output.reshape(-1)) for output in outputs]


def _sampled(values: Floats) -> dict[str, object]:
    step = max(len(values) // _KEPT, 1)
    return {
        "length": len(values),
        "step": step,
        "values": [round(float(value), 5) for value in values[::step]],
    }
