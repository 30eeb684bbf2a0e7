"""One run of each network."""

from collections.abc import Callable

import cv2
import numpy as np

from inference import session
from inference.bench.report import Row
from inference.bench.timing import cpu_ms
from inference.catalog import CATALOG
from inference.models.tensor import tensor
from inference.results import Pixels
from inference.tasks.gesture import network

GESTURE = "gesture"
_RUNS = 9


def networks(frame: Pixels, rounds: int) -> list[Row]:
    """On a frame squeezed to each input; the gesture network on the points of one hand.

    Raises ModelUnavailable where one is not built.
    """
    runs = rounds * _RUNS
    rows = [Row(name, cpu_ms(_runner(name, frame), runs)) for name in CATALOG]
    points = np.random.default_rng(1).normal(0, 50, (2, 1, 21, 3)).astype(np.float32)
    own = network.network()
    return [*rows, Row(GESTURE, cpu_ms(lambda: own.logits(*points), runs))]


def _runner(name: str, frame: Pixels) -> Callable[[], object]:
    small = cv2.resize(frame, CATALOG[name].size[::-1], interpolation=cv2.INTER_AREA)
    seen = tensor(name, np.asarray(small, np.uint8))
    return lambda: session.run(name, seen)
