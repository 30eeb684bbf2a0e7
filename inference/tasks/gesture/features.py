"""A hand's points as numbers that do not change with its place, size or turn in the picture."""

import numpy as np

from inference.results import Floats

COUNT = 118
_KNUCKLES = [5, 9, 13, 17]
_TIPS = [4, 8, 12, 16, 20]
# The chain of joints of every finger, from the wrist.
_FINGERS = np.array([[0, 4 * f + 1, 4 * f + 2, 4 * f + 3, 4 * f + 4] for f in range(5)])
# Tips to wrist; to their own roots; to their neighbours; middles to theirs; thumb to knuckles.
_PAIRS = np.array(
    [
        *((tip, 0) for tip in _TIPS),
        *((tip, tip - 3) for tip in _TIPS),
        *((tip, tip + 4) for tip in _TIPS[:-1]),
        *((tip - 2, tip + 2) for tip in _TIPS[:-1]),
        *((4, knuckle) for knuckle in _KNUCKLES),
        *((4, middle) for middle in (10, 14)),
        *((8, far) for far in (16, 20)),
        (12, 20),
        (5, 17),
    ]
)


def features(points: Floats, world: Floats) -> Floats:
    """(n, COUNT) for n hands: points (n, 21, 3) in pixels, world (n, 21, 3).

    The upright picture of the hand (60), its bent joints by either set of points (30), and
    distances within it (28).
    """
    upright = _upright(points)
    numbers = (
        upright[:, 1:].reshape(len(points), -1),
        _bends(upright),
        _bends(world),
        _distances(world),
    )
    return np.concatenate(numbers, axis=1).astype(np.float32)


def mirrored(points: Floats) -> Floats:
    """The other hand doing the same; for points and for world."""
    return np.asarray(points * np.array([-1, 1, 1], np.float32), np.float32)


def _upright(points: Floats) -> Floats:
    """Wrist at the origin, knuckles above it, the palm of size 1."""
    moved = points - points[:, :1]
    way = moved[:, _KNUCKLES].mean(axis=1)
    length = np.hypot(way[:, 0], way[:, 1]) + 1e-6
    # The way to the knuckles becomes (0, -1): up, as y runs down.
    cos, sin = -way[:, 1] / length, way[:, 0] / length
    turned = moved.copy()
    turned[:, :, 0] = moved[:, :, 0] * cos[:, None] + moved[:, :, 1] * sin[:, None]
    turned[:, :, 1] = moved[:, :, 1] * cos[:, None] - moved[:, :, 0] * sin[:, None]
    return np.asarray(turned / _palm(moved)[:, None, None], np.float32)


def _palm(points: Floats) -> Floats:
    """(n,): the mean way from the wrist to the knuckles."""
    ways = points[:, _KNUCKLES] - points[:, :1]
    return np.asarray(np.linalg.norm(ways, axis=2).mean(axis=1) + 1e-6, np.float32)


def _bends(points: Floats) -> Floats:
    """(n, 15): cosines at three joints of every finger, 1 where it is straight."""
    bones = np.diff(points[:, _FINGERS], axis=2)
    bones /= np.linalg.norm(bones, axis=3, keepdims=True) + 1e-6
    return np.asarray((bones[:, :, 1:] * bones[:, :, :-1]).sum(axis=3).reshape(len(points), -1))


def _distances(world: Floats) -> Floats:
    ways = world[:, _PAIRS[:, 0]] - world[:, _PAIRS[:, 1]]
    return np.asarray(np.linalg.norm(ways, axis=2) / _palm(world)[:, None], np.float32)
