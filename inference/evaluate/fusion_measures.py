"""What of a fused picture is measured: its features' shape, its neck and its seam."""

import cv2
import numpy as np

from inference.evaluate.colour import delta_e
from inference.results import Floats, Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.fusion import Fusion, FusionTemplate, Seated
from inference.tasks.fusion.neck import LEAST, neck_skin
from inference.tasks.fusion.regions import BROWS, EYES, LIPS_RING, NOSTRILS, OVAL, width_of
from inference.tasks.fusion.shape import aligned
from inference.tasks.fusion.skin import features, forehead, to_lab

# The points that make a likeness, and what they are measured in.
_FEATURES = sorted({*OVAL, *LIPS_RING, *NOSTRILS, *(i for ring in (*EYES, *BROWS) for i in ring)})
_PUPILS = (468, 473)
_ALL = list(range(468))
# Near-black has no parts of lightness.
_FOOT = 16.0


def shape_distances(template: FusionTemplate, result: Fusion) -> tuple[float, float]:
    """Of the first seat's face on the result to the player's and to the template's."""
    seat = result.seated[0]
    face = template.scenes[result.scene].faces[0]
    found = min(
        find_faces(result.image),
        key=lambda each: abs(each.box[0] + each.box[2] - 2 * float(seat.shape[:, 0].mean())),
        default=None,
    )
    if found is None:
        return float("nan"), float("nan")
    points = mesh(result.image, found, irises=True).points
    return _distance(points, seat.player), _distance(points, face.points)


def _distance(points: Floats, other: Floats) -> float:
    moved = aligned(points, other, _ALL)
    away = np.linalg.norm((moved - other)[_FEATURES, :2], axis=1)
    return float(away.mean() / np.linalg.norm(other[_PUPILS[0]] - other[_PUPILS[1]]))


def neck_difference(result: Fusion) -> tuple[float, float, float, float]:
    """ΔE2000 of face and neck: pasted, fused, fused with the neck in the face's light, and of the
    template; nan without a bare neck.

    A chin shades the neck of the template itself. What is lit less keeps its chroma in parts of its
    lightness (Shafer, "Using Color to Separate Reflection Components", 1985)."""
    seat = result.seated[0]
    assert seat.compared is not None
    bare_lab = to_lab(np.asarray(seat.compared.bare, np.float32) / np.float32(255))
    neck = neck_skin(bare_lab, seat.shape)
    if neck.sum() < LEAST:
        return float("nan"), float("nan"), float("nan"), float("nan")
    shape = result.image.shape
    inside = (seat.mask > 0.95) & (features(shape, seat.shape, 0.02) < 0.05)
    inside &= forehead(shape, seat.shape) < 0.5
    (before, _), (after, lit), (bare, _) = (
        _apart(picture, inside, neck)
        for picture in (seat.compared.pasted, result.image, seat.compared.bare)
    )
    return before, after, lit, bare


def _apart(picture: Pixels, face: np.ndarray, neck: np.ndarray) -> tuple[float, float]:
    lab = to_lab(np.asarray(picture, np.float32) / np.float32(255))
    own, other = np.median(lab[face], axis=0), np.median(lab[neck], axis=0)
    lit = other * np.float32((own[0] + _FOOT) / (other[0] + _FOOT))
    return delta_e(own, other), delta_e(own, np.array([own[0], *lit[1:]], np.float32))


def seam(result: Fusion) -> float:
    """Mean squared slope of L* across the mask's edge ÷ the same of the scene with its own face."""
    seat = result.seated[0]
    assert seat.compared is not None
    fused, bare = (_energy(picture, seat) for picture in (result.image, seat.compared.bare))
    return fused / (bare + 0.05)


def _energy(picture: Pixels, seat: Seated) -> float:
    width = width_of(seat.shape)
    across, down = _slopes(np.ascontiguousarray(seat.mask), 0.01 * width)
    edge = (seat.mask > 0.1) & (seat.mask < 0.9)
    edge &= features(picture.shape, seat.shape, 0.01) < 0.05
    length = np.hypot(across, down) + 1e-6
    lab = to_lab(np.asarray(picture, np.float32) / np.float32(255))
    x, y = _slopes(np.ascontiguousarray(lab[..., 0]), 0.008 * width)
    slope = (x * across + y * down) / length
    return float((slope[edge] ** 2).mean())


def _slopes(plane: Floats, sigma: float) -> tuple[Floats, Floats]:
    blurred = cv2.GaussianBlur(plane, (0, 0), max(sigma, 0.8))
    x, y = (cv2.Sobel(blurred, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1)))
    return np.asarray(x, np.float32), np.asarray(y, np.float32)
