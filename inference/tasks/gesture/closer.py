"""A second opinion on a hand whose gesture is in doubt."""

from dataclasses import replace

import numpy as np

from inference.geometry import Window
from inference.models import hand_landmark
from inference.results import Hand, Pixels
from inference.tasks.gesture.features import mirrored
from inference.tasks.hands import windows
from inference.tasks.hands.light import evened
from inference.tasks.hands.scan import scan

# From this presence on the points are believed to lie on the hand.
SURE = 0.8
# Crops: shift across and up in sides, size, turn in radians, mirrored.
_CROPS = (
    (0.0, 0.0, 1.0, 0.0, False),
    (0.0, 0.0, 1.0, 0.0, True),
    (0.04, 0.04, 1.15, 0.2, False),
    (-0.04, 0.04, 1.15, -0.2, True),
    (0.0, -0.04, 0.9, 0.1, False),
)


def surest(pixels: Pixels, hand: Hand) -> Hand:
    """The hand itself, or what a scan with and without mended light is surer of."""
    if hand.presence >= SURE:
        return hand
    return max([hand, *scan(pixels), *scan(evened(pixels))], key=lambda each: each.presence)


def views(pixels: Pixels, hand: Hand) -> list[Hand]:
    """The hand through slightly different crops, some of the mirrored picture. About 45 ms."""
    window = windows.of_hand(hand)
    flipped = np.ascontiguousarray(pixels[:, ::-1])
    seen = []
    for across, up, size, turn, mirror in _CROPS:
        side = window.width * size
        crop = Window(
            window.x + across * window.width,
            window.y - up * window.width,
            side,
            side,
            window.angle + turn,
        )
        if mirror:
            crop = replace(crop, x=pixels.shape[1] - crop.x, angle=-crop.angle)
            seen.append(_back(hand_landmark.locate(flipped, crop, hand_landmark.FULL), pixels))
        else:
            seen.append(hand_landmark.locate(pixels, crop, hand_landmark.FULL))
    return seen


def _back(hand: Hand, pixels: Pixels) -> Hand:
    """From the mirrored picture to the picture."""
    points = mirrored(hand.points) + np.array([pixels.shape[1], 0, 0], np.float32)
    return replace(hand, points=points, world=mirrored(hand.world), right=1 - hand.right)
