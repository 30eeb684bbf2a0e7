"""The guided filter with a colour guide, as a linear operator.

After He, Sun and Tang, "Guided Image Filtering" (ECCV 2010): in every small window the output is a
linear function of the guide's colour.
"""

import cv2
import numpy as np

from inference.results import Floats

# The six entries of a symmetric 3x3 matrix, by rows.
_PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
_ROWS = ((0, 1, 2), (1, 3, 4), (2, 4, 5))


class GuidedFilter:
    """guide: (H, W, 3) float32, 0 … 1. radius: pixels. smoothness: variance that counts as flat."""

    def __init__(self, guide: Floats, radius: int, smoothness: float) -> None:
        self._radius = radius
        # Planes, not pixels: the arithmetic below then runs along memory.
        self._guide = [np.ascontiguousarray(guide[..., c]) for c in range(3)]
        self._mean = [self._box(plane) for plane in self._guide]
        self._inverse = _inverted([self._covariance(*pair, smoothness) for pair in _PAIRS])

    def __call__(self, values: Floats) -> Floats:
        """(H, W) values smoothed along the guide."""
        slopes, offset = self.model(values)
        for slope, plane in zip(slopes, self._guide, strict=True):
            offset += slope * plane
        return offset

    def model(self, values: Floats) -> tuple[list[Floats], Floats]:
        """For each pixel the slopes by colour and the offset that give the output there.

        They vary slowly, so they can be enlarged and applied to a finer picture.
        """
        mean = self._box(values)
        covariance = [
            self._box(plane * values) - average * mean
            for plane, average in zip(self._guide, self._mean, strict=True)
        ]
        slopes = [
            self._inverse[i] * covariance[0]
            + self._inverse[j] * covariance[1]
            + self._inverse[k] * covariance[2]
            for i, j, k in _ROWS
        ]
        offset = mean
        for slope, average in zip(slopes, self._mean, strict=True):
            offset -= slope * average
        return [self._box(slope) for slope in slopes], self._box(offset)

    def _covariance(self, i: int, j: int, smoothness: float) -> Floats:
        product = self._box(self._guide[i] * self._guide[j]) - self._mean[i] * self._mean[j]
        return product + np.float32(smoothness if i == j else 0)

    def _box(self, plane: Floats) -> Floats:
        side = 2 * self._radius + 1
        return np.asarray(cv2.blur(plane, (side, side), borderType=cv2.BORDER_REFLECT), np.float32)


def _inverted(matrix: list[Floats]) -> list[Floats]:
    """The inverses of symmetric 3x3 matrices, entry by entry, by cofactors."""
    a, b, c, d, e, f = matrix
    cofactors = [d * f - e * e, c * e - b * f, b * e - c * d]
    cofactors += [a * f - c * c, b * c - a * e, a * d - b * b]
    determinant = a * cofactors[0] + b * cofactors[1] + c * cofactors[2]
    return [np.asarray(entry / determinant, np.float32) for entry in cofactors]
