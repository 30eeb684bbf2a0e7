"""Parts of the face by the points of its mesh, and masks of them.

Right and left are the person's own; the order of a ring's points is that of its outline.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from inference.models.face_points import LEFT_EYE, RIGHT_EYE
from inference.results import Floats

# fmt: off
OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)
LIPS_RING = (
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
)
MOUTH_RING = (
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
)
RIGHT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
LEFT_BROW = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
NOSTRILS = (98, 240, 75, 60, 20, 242, 141, 94, 370, 462, 250, 290, 305, 460, 327, 326, 2, 97)
# From between the eyes down along both sides of the nose, around the wings.
NOSE = (
    168, 193, 245, 188, 174, 217, 209, 49, 48, 64, 98, 97, 2, 326, 327, 294, 278, 279, 429, 437,
    399, 412, 465, 417,
)
# From the right temple along the tops of the brows to the left: what is above is the forehead.
BROW_LINE = (127, 70, 63, 105, 66, 107, 9, 336, 296, 334, 293, 300, 356)
# fmt: on
# Under the lower lip, to the rim of the chin.
CHIN = (194, 201, 200, 421, 418, 262, 369, 377, 152, 148, 140, 32)
# Between the nose and the upper lip, where a moustache is.
UPPER_LIP = (98, 97, 2, 326, 327, 270, 269, 267, 0, 37, 39, 40)
# Below the lower lid, down to the upper cheek.
UNDER_EYES = (
    (31, 228, 229, 230, 231, 232, 128, 121, 120, 119, 118, 117, 111),
    (261, 448, 449, 450, 451, 452, 357, 350, 349, 348, 347, 346, 340),
)
BROWS = (RIGHT_BROW, LEFT_BROW)


def _lids(eye: Sequence[int]) -> tuple[int, ...]:
    """The ring of an eye's opening: the lower lid, then the upper one back."""
    return (*eye[:9], *reversed(eye[9:16]))


EYES = (_lids(RIGHT_EYE), _lids(LEFT_EYE))


def _mirrored() -> dict[int, int]:
    """Of these parts each point, and the one that lies there in a mirror."""
    rings = (
        *((ring, (ring[0], *reversed(ring[1:]))) for ring in (OVAL, NOSE)),
        *((ring, (*reversed(ring[:11]), *reversed(ring[11:]))) for ring in (LIPS_RING, MOUTH_RING)),
        *((pair, pair[::-1]) for pair in zip(*EYES, strict=True)),
        *((pair, pair[::-1]) for pair in zip(*BROWS, strict=True)),
        *((pair, pair[::-1]) for pair in zip(*UNDER_EYES, strict=True)),
    )
    return {own: other for ring, twin in rings for own, other in zip(ring, twin, strict=True)}


MIRRORED = _mirrored()
_SHIFT = 4
# Up to this radius in pixels masks are grown exactly.
_SMALL = 4


def fill(shape: tuple[int, ...], points: Floats, rings: Sequence[Sequence[int]]) -> Floats:
    """(H, W) float32 mask, 1 inside any ring of the (n, 2 or 3) points, smooth by half a pixel."""
    mask = np.zeros(shape[:2], np.uint8)
    for ring in rings:
        corners = np.rint(points[list(ring), :2] * (1 << _SHIFT)).astype(np.int32)
        cv2.fillPoly(mask, [corners], (255,), cv2.LINE_AA, _SHIFT)
    return np.asarray(mask, np.float32) / np.float32(255)


def width_of(points: Floats) -> float:
    """How wide the face is, in space, so that a turned head is no narrower."""
    return float(np.linalg.norm(points[234] - points[454])) + 1e-6


def grown(mask: Floats, pixels: float) -> Floats:
    """The mask grown (or, below 0, shrunk) by a radius."""
    radius = round(abs(pixels))
    if not radius:
        return mask
    if radius > _SMALL:
        return _far_grown(mask, pixels)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return np.asarray((cv2.dilate if pixels > 0 else cv2.erode)(mask, disc), np.float32)


def _far_grown(mask: Floats, pixels: float) -> Floats:
    """By distances: as fast for any radius, with an edge of two pixels."""
    flags = (mask > 0.5).astype(np.uint8)
    flags = 1 - flags if pixels > 0 else flags
    away = cv2.distanceTransform(flags, cv2.DIST_L2, 3)
    inside = np.clip((away - abs(pixels)) / 2 + 0.5, 0, 1).astype(np.float32)
    return np.asarray(1 - inside if pixels > 0 else inside, np.float32)


def soft(mask: Floats, sigma: float) -> Floats:
    """Blurred; wide blurs are done on a smaller picture, which looks the same."""
    shrink = max(int(sigma / 4), 1)
    if shrink == 1:
        return np.asarray(cv2.GaussianBlur(mask, (0, 0), max(sigma, 0.1)), np.float32)
    height, width = mask.shape[:2]
    size = (max(width // shrink, 1), max(height // shrink, 1))
    small = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / shrink, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))


def step(values: Floats, start: float, end: float) -> Floats:
    """0 … 1, a smooth step between two values."""
    t = np.clip((values - np.float32(start)) / np.float32(end - start), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def below_nose(shape: tuple[int, ...], points: Floats, width: float) -> Floats:
    """1 below the middle of the nose, where what is darker than skin is a beard."""
    down = points[152, :2] - points[10, :2]
    x, y = (down / (np.linalg.norm(down) + 1e-6)).astype(np.float32)
    columns = np.arange(shape[1], dtype=np.float32)[None] - points[5, 0]
    rows = np.arange(shape[0], dtype=np.float32)[:, None] - points[5, 1]
    return step(columns * x + rows * y, 0.0, 0.08 * width)
