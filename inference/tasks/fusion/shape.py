"""Where the player's features lie on the template's head."""

import numpy as np

from inference.results import Floats
from inference.tasks.fusion.regions import LIPS_RING, MOUTH_RING, OVAL, width_of

# Expression moves these: they tell nothing about where a head is.
_JAW = range(10, 27)
_LOOSE = {*LIPS_RING, *MOUTH_RING, *(OVAL[i] for i in _JAW), 199, 200, 175, 18, 83, 313}
_STABLE = [i for i in range(468) if i not in _LOOSE]
# The furthest a point may move, in parts of the face's width: further, hair and neck would bend.
_MOST_OUTLINE, _MOST = 0.11, 0.22
# How much of the player's hairline is taken over: the template's hair stays where it is.
_HAIRLINE = 0.35
# How neighbours on the outline share their shifts.
_NEAR = (0.1, 0.22, 0.36, 0.22, 0.1)
_TOP = {*OVAL[:6], *OVAL[-5:]}


def target_shape(player: Floats, template: Floats, strength: float) -> Floats:
    """(478, 2) in the template's pixels: the template's points moved towards the player's.

    Both (478, 3). The player's surface is turned in space to how the template's head is turned,
    and brought to its size, so that features keep their proportions at any head pose.
    """
    wanted = aligned(player, template)[:, :2]
    away = wanted - template[:, :2]
    width = width_of(template)
    most = np.full(len(away), _MOST * width)
    most[list(OVAL)] = _MOST_OUTLINE * width
    away = away * _hairline()[:, None]
    away[list(OVAL)] = _even(away[list(OVAL)])
    length = np.linalg.norm(away, axis=1) + 1e-6
    # Up to about half of the limit a shift is kept as it is; then it bends towards the limit.
    kept = most * np.tanh(length / most) / length
    return np.asarray(template[:, :2] + np.float32(strength) * away * kept[:, None], np.float32)


def aligned(points: Floats, onto: Floats, chosen: list[int] | None = None) -> Floats:
    """(n, 3) points turned, scaled and moved in space so that they lie best on others.

    After Umeyama, "Least-squares estimation of transformation parameters between two point
    patterns" (1991). chosen: the points that decide; else those that no expression moves.
    """
    rows = _STABLE if chosen is None else chosen
    a, b = points[rows].astype(np.float64), onto[rows].astype(np.float64)
    a_mean, b_mean = a.mean(axis=0), b.mean(axis=0)
    a, b = a - a_mean, b - b_mean
    u, sizes, vt = np.linalg.svd(b.T @ a)
    flip = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    turn = (u * flip) @ vt
    scale = float((sizes * flip).sum() / ((a**2).sum() + 1e-9))
    moved = scale * (points.astype(np.float64) - a_mean) @ turn.T + b_mean
    return np.asarray(moved, np.float32)


def _even(ring: Floats) -> Floats:
    """Shifts along a closed outline, smoothed: trembling points would make it wavy."""
    near = [
        np.roll(ring, by, axis=0) * weight for by, weight in zip(range(-2, 3), _NEAR, strict=True)
    ]
    return np.asarray(np.sum(near, axis=0), np.float32)


def _hairline() -> Floats:
    """(478,) how far each point follows the player: less at the top of the outline."""
    share = np.ones(478, np.float32)
    share[list(_TOP)] = _HAIRLINE
    return share
