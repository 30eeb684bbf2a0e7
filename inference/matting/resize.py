"""Resizing with the filter that suits the direction."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.results import Floats, Pixels


def resized(array: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """The array at the (height, width, …) of `shape` (at least 1), of its own type."""
    shape = (max(shape[0], 1), max(shape[1], 1))
    how = cv2.INTER_AREA if shape[0] < array.shape[0] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(array, (shape[1], shape[0]), interpolation=how), array.dtype)


def unit(pixels: Pixels, shape: tuple[int, ...]) -> Floats:
    """A picture at that size, its channels 0 … 1."""
    return np.asarray(resized(pixels, shape) * np.float32(1 / 255), np.float32)
