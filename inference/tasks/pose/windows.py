"""Where to look for a body, given its circle, its face, or the body it was a moment ago.

After Bazarevsky et al., "BlazePose: On-device Real-time Body Pose Tracking" (2020).
"""

import math

import numpy as np

from inference.geometry import Window
from inference.results import Face, Floats, Pose

# How much wider than the circle the landmark network wants to see.
_MARGIN = 1.25
# Of somebody who stands upright, in face widths: from the face to the hips, and the radius.
_HIPS, RADIUS = 3.2, 4.6


def of_person(person: Floats) -> Window:
    """The window of a person, a row as `pose_detection.detect` answers it."""
    return _of_circle(person[5:7], person[7:9])


def of_pose(pose: Pose) -> Window:
    """The window of a body that has been found already, for a closer look or the next frame."""
    return _of_circle(pose.circle[0], pose.circle[1])


def of_face(face: Face) -> Window:
    """Where the body of a face should be. It leans half as much as the face does."""
    x0, y0, x1, y1 = face.box
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2], np.float32)
    right_eye, left_eye = face.keypoints[:2]
    across = (left_eye - right_eye) / (np.linalg.norm(left_eye - right_eye) + 1e-6)
    down = (np.array([-across[1], across[0]]) + np.array([0, 1])) / 2 * (x1 - x0)
    hips = middle + _HIPS * down
    return _of_circle(hips, hips - RADIUS * down)


def _of_circle(middle: Floats, rim: Floats) -> Window:
    x, y = (float(n) for n in rim - middle)
    side = max(2 * math.hypot(x, y) * _MARGIN, 1.0)
    return Window(float(middle[0]), float(middle[1]), side, side, math.atan2(x, -y))
