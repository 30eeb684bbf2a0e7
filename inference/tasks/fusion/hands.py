"""Hands over a face: skin on skin, which no colour tells from it."""

import cv2
import numpy as np

from inference.geometry import Window
from inference.models import hand_landmark
from inference.results import Floats, Hand, Pixels
from inference.tasks.fusion.regions import OVAL, fill, width_of
from inference.tasks.fusion.warp import part_around
from inference.tasks.hands import windows

# Where hands come up to a face: beside both cheeks and under both corners of the mouth (across,
# down, turn; from its middle, in parts of its width and radians), in a window so wide. Palms are
# not looked for: those of hands at a face are hidden.
_PLACES = ((-0.5, 0.25, 0.6), (0.5, 0.25, -0.6), (-0.25, 0.7, 0.0), (0.25, 0.7, 0.0))
_SIDE, _AROUND = 1.3, 1.3
# Presence at the first look and at a closer one, and the share of the face that lies between the
# hand's joints. Of 255 photos this finds 5 of the 7 hands over a mouth or cheek, lets a chin rest
# on one, and takes no bare face for a hand.
_FIRST, _SECOND, _OVER = 0.7, 0.6, 0.03


def hand_over(pixels: Pixels, points: Floats) -> bool:
    """Does a hand lie over the face whose surface (478, 3) this is?"""
    width = width_of(points)
    part = part_around(points, _AROUND * width, pixels.shape)
    crop, own = np.ascontiguousarray(pixels[part.slices]), part.points(points)[:, :2]
    x, y = (float(n) for n in own[:468].mean(axis=0))
    side = _SIDE * width
    for across, down, turn in _PLACES:
        window = Window(x + across * width, y + down * width, side, side, turn)
        first = hand_landmark.locate(crop, window)
        if first.presence > _FIRST:
            second = hand_landmark.locate(crop, windows.of_hand(first))
            if second.presence > _SECOND and _share(second, own, crop.shape) > _OVER:
                return True
    return False


def _share(hand: Hand, points: Floats, shape: tuple[int, ...]) -> float:
    """Of the face's outline that the hand's joints surround."""
    joints = np.asarray(cv2.convexHull(hand.points[:, :2].astype(np.float32))[:, 0], np.float32)
    face = fill(shape, points, (OVAL,))
    return float((fill(shape, joints, (range(len(joints)),)) * face).sum() / (face.sum() + 1e-6))
