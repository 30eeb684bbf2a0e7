"""The way things run in a picture: along hair, edges and folds; slanting where nothing runs."""

import cv2
import numpy as np

from inference.results import Floats, Pixels
from inference.tasks.stylize.canvas import directions, streaks
from inference.tasks.stylize.grain import CELL

# Px over which the directions in a picture agree: as the canvas tells them to the network.
AGREE = 8.0
# Radians: where the picture shows no direction, a right hand's slant.
_SLANT = -0.9


def luminance(picture: Floats) -> Floats:
    """(H, W) of RGB 0 … 1."""
    return np.asarray(picture @ np.asarray([0.299, 0.587, 0.114], np.float32), np.float32)


def unit(values: Pixels) -> Floats:
    """0 … 1 of 0 … 255."""
    return np.multiply(values, np.float32(1 / 255), dtype=np.float32)


def blurred(picture: Floats, sigma: float) -> Floats:
    """Gaussian blur, σ in px."""
    soft = cv2.GaussianBlur(picture, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
    return np.asarray(soft, np.float32)


def flattened(picture: Floats, size: float) -> Floats:
    """Flat within its edges; what is smaller than `size` px goes."""
    for _ in range(2):
        flat = cv2.bilateralFilter(picture, -1, 0.10, size)
        picture = np.asarray(flat, np.float32)
    return picture


def bristles(picture: Floats) -> Floats:
    """(H, W), 0 … 1: the streaks that the canvas tells the network of."""
    ways = directions(np.asarray(np.rint(picture.clip(0, 1) * 255), np.uint8))
    height, width = picture.shape[:2]
    told = streaks((-(-height // CELL), -(-width // CELL)), ways)
    return np.asarray(cv2.resize(told, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def flow(picture: Floats, sigma: float) -> tuple[Floats, Floats]:
    """Angle of the edges' tangent (H, W), radians, and how sure it is, 0 … 1.

    sigma: px over which directions agree.
    """
    light = blurred(luminance(picture), max(1.0, sigma / 3))
    dx, dy = (
        np.asarray(cv2.Scharr(light, cv2.CV_32F, *way, scale=1 / 16), np.float32)
        for way in ((1, 0), (0, 1))
    )
    # The tensor of a weak gradient in the slant's normal is what an even wall answers.
    weak = 4e-4
    normal = _SLANT + np.pi / 2
    xx = blurred(dx * dx, sigma) + weak * np.float32(np.cos(normal) ** 2)
    yy = blurred(dy * dy, sigma) + weak * np.float32(np.sin(normal) ** 2)
    xy = blurred(dx * dy, sigma) + weak * np.float32(np.cos(normal) * np.sin(normal))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    sure = np.hypot(xx - yy, 2 * xy) / (xx + yy)
    return angle.astype(np.float32), sure.astype(np.float32)
