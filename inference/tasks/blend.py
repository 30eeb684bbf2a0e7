"""A network's looks through several windows, laid over one another."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.geometry import Window
from inference.models import selfie
from inference.results import Floats, Pixels


class Blend:
    """shape: (h, w) of the result. scale: its pixels per pixel of the picture."""

    def __init__(self, shape: tuple[int, int], scale: float) -> None:
        self._scale = scale
        self._sum = np.zeros(shape, np.float32)
        self._weight = np.full(shape, 1e-6, np.float32)

    def look(
        self,
        pixels: Pixels,
        window: Window,
        *,
        name: str = selfie.SQUARE,
        fading: bool = False,
    ) -> None:
        """Asks the named network about a window.

        fading: its answer counts less towards the borders, where a window that cuts through a
        person shows too little to tell.
        """
        answer = selfie.probability(pixels, window, name)
        weight = _hill(answer.shape) if fading else np.ones_like(answer)
        matrix = window.scaled(self._scale).matrix(answer.shape)
        self._sum += self._placed(answer * weight, matrix)
        self._weight += self._placed(weight, matrix)

    def mean(self) -> Floats:
        return np.asarray(self._sum / self._weight, np.float32)

    def _placed(self, values: Floats, matrix: NDArray[np.float64]) -> Floats:
        return np.asarray(cv2.warpAffine(values, matrix, self._sum.shape[::-1]), np.float32)


def _hill(shape: tuple[int, ...]) -> Floats:
    rows, columns = (np.hanning(n + 2)[1:-1] + 0.02 for n in shape)
    return np.asarray(np.outer(rows, columns), np.float32)
