"""Pictures laid over one another."""

from dataclasses import dataclass

import cv2
import numpy as np

from inference.results import Floats, Pixels, Rgba


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """colours (h, w, 3), alpha (h, w) 0 … 1, and where its top left corner lies, in scene px."""

    colours: Pixels
    alpha: Floats
    left: int = 0
    top: int = 0

    def inside(self, canvas: Pixels | Floats) -> tuple[slice, slice, slice, slice] | None:
        """Rows and columns of the canvas that it touches, then its own; None where outside."""
        height, width = self.alpha.shape
        y0, x0 = max(self.top, 0), max(self.left, 0)
        y1 = min(self.top + height, canvas.shape[0])
        x1 = min(self.left + width, canvas.shape[1])
        if y0 >= y1 or x0 >= x1:
            return None
        rows, columns = slice(y0, y1), slice(x0, x1)
        own_rows = slice(y0 - self.top, y1 - self.top)
        return rows, columns, own_rows, slice(x0 - self.left, x1 - self.left)


def over(canvas: Pixels, layer: Layer) -> None:
    """Lays a layer over the canvas, in place."""
    place = layer.inside(canvas)
    if place is None:
        return
    rows, columns, own_rows, own_columns = place
    alpha = np.ascontiguousarray(layer.alpha[own_rows, own_columns])
    colours = np.ascontiguousarray(layer.colours[own_rows, own_columns])
    below = np.ascontiguousarray(canvas[rows, columns])
    canvas[rows, columns] = cv2.blendLinear(colours, below, alpha, 1 - alpha)


def cover(canvas: Pixels, layer: Layer) -> None:
    """Like `over` for a large layer that is empty in most places: looks at its rows only."""
    used = np.flatnonzero(layer.alpha.max(axis=1) > 0)
    if used.size == 0:
        return
    rows = slice(int(used[0]), int(used[-1]) + 1)
    part = Layer(layer.colours[rows], layer.alpha[rows], layer.left, layer.top + rows.start)
    over(canvas, part)


def resized(picture: Rgba, width: int, height: int) -> Layer:
    """A picture with alpha at another size; colours do not bleed out of holes."""
    alpha = picture[..., 3].astype(np.float32) / np.float32(255)
    if picture.shape[:2] == (height, width):
        return Layer(np.ascontiguousarray(picture[..., :3]), alpha)
    shrinks = width < picture.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    weighted = picture[..., :3].astype(np.float32) * alpha[..., None]
    small_alpha = np.asarray(cv2.resize(alpha, (width, height), interpolation=how), np.float32)
    small_alpha = small_alpha.clip(0, 1)
    small = cv2.resize(weighted, (width, height), interpolation=how)
    colours = small / np.maximum(small_alpha, 1e-3)[..., None]
    return Layer(np.clip(colours, 0, 255).astype(np.uint8), small_alpha)
