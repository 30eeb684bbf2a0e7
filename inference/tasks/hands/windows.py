"""Where to look for a hand's points, given its palm or the points it had a moment ago.

After Zhang et al., "MediaPipe Hands: On-device Real-time Hand Tracking" (2020).
"""

import math

import numpy as np

from inference.geometry import Window
from inference.results import Floats, Hand

# Wrist, and the joints of every finger that move least when it bends.
_STEADY = [0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18]
_INDEX, _MIDDLE, _RING = 6, 10, 14
# How far a window lies from the middle of the palm, or of the steady joints, towards the fingers,
# and its side; both in sides of what it is laid around.
PALM_LIFT, PALM_SCALE = 0.5, 2.6
HAND_LIFT, HAND_SCALE = 0.1, 2.0


def of_palm(palm: Floats) -> Window:
    """The window of a palm, a row as `palm_detection.detect` answers it."""
    x0, y0, x1, y1 = (float(n) for n in palm[1:5])
    wrist, knuckle = palm[5:7], palm[9:11]
    side = max(x1 - x0, y1 - y0)
    x, y, angle = (x0 + x1) / 2, (y0 + y1) / 2, _upwards(knuckle - wrist)
    return _around(x, y, side, angle, PALM_LIFT, PALM_SCALE)


def of_hand(hand: Hand) -> Window:
    """The window of a hand that has been found already, for a closer look or the next frame."""
    points = hand.points[:, :2]
    middle = (points[_INDEX] + points[_RING] + 2 * points[_MIDDLE]) / 4
    angle = _upwards(middle - points[0])
    cos, sin = math.cos(angle), math.sin(angle)
    turn = np.array([[cos, -sin], [sin, cos]], np.float32)
    upright = points[_STEADY] @ turn
    low, high = upright.min(axis=0), upright.max(axis=0)
    x, y = (float(n) for n in turn @ ((low + high) / 2))
    return _around(x, y, float((high - low).max()), angle, HAND_LIFT, HAND_SCALE)


def _upwards(way: Floats) -> float:
    """The turn, clockwise, of a window in which this direction is up."""
    return math.atan2(float(way[0]), -float(way[1]))


def _around(x: float, y: float, side: float, angle: float, lift: float, scale: float) -> Window:
    """A square window `scale` sides wide, its middle lifted by `lift` sides towards the fingers."""
    x, y = x + math.sin(angle) * lift * side, y - math.cos(angle) * lift * side
    side = max(side * scale, 1.0)
    return Window(x, y, side, side, angle)
