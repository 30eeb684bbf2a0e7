"""Thin-plate splines, and pictures warped by them.

After Bookstein, "Principal Warps: Thin-Plate Splines and the Decomposition of Deformations"
(1989). A spline is evaluated on a coarse grid and enlarged: it is smooth, so nothing is lost.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.results import Floats

# Stiffness: trembling of neighbouring points of a mesh is not followed.
_STIFF = 2e-4


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a picture, in whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns of the picture."""
        return (
            slice(self.top, self.top + self.height),
            slice(self.left, self.left + self.width),
        )

    def ticks(self, step: int) -> tuple[Floats, Floats]:
        """x and y of the picture, from the part's first pixel to at least its end."""
        x = np.arange(self.left, self.left + self.width + step, step, dtype=np.float32)
        y = np.arange(self.top, self.top + self.height + step, step, dtype=np.float32)
        return x, y

    def points(self, points: Floats) -> Floats:
        """Points of the picture → pixels of the part."""
        moved = points.copy()
        moved[:, :2] -= np.array([self.left, self.top], np.float32)
        return moved

    def within(self, other: "Part") -> tuple[slice, slice]:
        """Rows and columns of a part that holds this one."""
        top, left = self.top - other.top, self.left - other.left
        return slice(top, top + self.height), slice(left, left + self.width)


def part_around(points: Floats, margin: float, shape: tuple[int, ...]) -> Part:
    """The part of a picture that holds the points with a margin in pixels."""
    low = np.floor(points[:, :2].min(axis=0) - margin).astype(int)
    high = np.ceil(points[:, :2].max(axis=0) + margin).astype(int) + 1
    left, top = (int(n) for n in np.clip(low, 0, [shape[1] - 1, shape[0] - 1]))
    right, bottom = (int(n) for n in np.clip(high, [left + 1, top + 1], [shape[1], shape[0]]))
    return Part(left, top, right - left, bottom - top)


def spline_map(part: Part, at: Floats, values: Floats, step: int) -> Floats:
    """(height, width, 2) float32: for each pixel of the part the spline through values (n, 2)
    that are given `at` points (n, 2) of the picture."""
    columns, rows = part.ticks(step)
    grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    bend, flat = _spline(at, values, grid)
    # From grid points, not from the middles of cells, as resize would take them. The straight
    # part is added exactly: cubic interpolation bends even a straight line a little.
    enlarge = np.array([[1 / step, 0, 0], [0, 1 / step, 0]], np.float64)
    coarse = bend.reshape(len(rows), len(columns), 2)
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    size = (part.width, part.height)
    fine = cv2.warpAffine(coarse, enlarge, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    x, y = part.ticks(1)
    found = np.asarray(fine, np.float32)
    found += (x[: part.width, None] * flat[1])[None]
    found += (y[: part.height, None] * flat[2] + flat[0])[:, None]
    return found


def sampled(picture: NDArray[Any], came_from: Floats, how: int) -> NDArray[Any]:
    """The picture as it is where each pixel comes from (H, W, 2); its edge goes on outside.

    how: cv2.INTER_LINEAR for masks, cv2.INTER_CUBIC for pictures.
    """
    x, y = (np.ascontiguousarray(came_from[..., i]) for i in (0, 1))
    moved = cv2.remap(picture, x, y, how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, picture.dtype)


def _spline(at: Floats, values: Floats, asked: Floats) -> tuple[Floats, Floats]:
    """(n, 2) how far the spline is from straight where it is asked, and (3, 2) the straight part:
    constant, by x and by y."""
    middle, spread = at.mean(axis=0), float(at.std()) + 1e-6
    own, other = (at - middle) / spread, (asked - middle) / spread
    count = len(own)
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = _kernel(own, own)
    system[:count, :count] += _STIFF * np.eye(count)
    system[:count, count:] = np.column_stack([np.ones(count), own])
    system[count:, :count] = system[:count, count:].T
    weights = np.linalg.solve(system, np.concatenate([values, np.zeros((3, 2))]))
    bend = _kernel(other, own) @ weights[:count].astype(np.float32)
    slopes = weights[count + 1 :] / spread
    flat = np.stack([weights[count] - middle @ slopes, *slopes])
    return bend, np.asarray(flat, np.float32)


def _kernel(a: Floats, b: Floats) -> NDArray[np.float32]:
    """r² log r² between all points."""
    away = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None] - 2 * (a @ b.T)
    away = np.maximum(away, np.float32(1e-8)).astype(np.float32)
    return np.asarray(away * np.log(away), np.float32)
