"""A second opinion on a hand whose gesture is in doubt."""

from dataclasses import replace
from functools import cached_property

import numpy as np

from inference.geometry import Window
from inference.models import hand_landmark
from inference.results import Hand, Pixels
from inference.tasks.gesture.features import mirrored
from inference.tasks.gesture.reading import Reading, read
from inference.tasks.hands import windows
from inference.tasks.hands.light import evened

# Crops: shift across and up in sides, size, turn in radians, mirrored.
_CROPS = (
    (0.0, 0.0, 1.0, 0.0, False),
    (0.0, 0.0, 1.0, 0.0, True),
    (0.04, 0.04, 1.15, 0.2, False),
    (-0.04, 0.04, 1.15, -0.2, True),
    (0.0, -0.04, 0.9, 0.1, False),
)


class Closer:
    """Looks closely at hands of one picture."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels

    def read(self, hand: Hand) -> Reading:
        """The hand read anew, in mended light: what was no hand seldom stays one in another."""
        return read(hand, views(self._even, hand))

    @cached_property
    def _even(self) -> Pixels:
        return evened(self._pixels)


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
