"""Where a head looks, read from the surface of its face."""

import math

import numpy as np
from numpy.typing import NDArray

from inference.results import HeadPose, Mesh

Vector = NDArray[np.float64]

# Points of the mesh that no expression moves far: outer corners of the eyes, hairline and chin.
_RIGHT_EYE, _LEFT_EYE, _HAIRLINE, _CHIN = 33, 263, 10, 152

# By how much these points lean back on a level head: the median of 65 portraits.
_LEAN = 6.5


def head_pose(surface: Mesh) -> HeadPose:
    """Degrees, from a mesh in picture pixels (z away from the viewer)."""
    points = surface.points.astype(np.float64)
    across = _unit(points[_LEFT_EYE] - points[_RIGHT_EYE])
    down = points[_CHIN] - points[_HAIRLINE]
    ahead = -_unit(np.cross(across, down))
    roll = math.atan2(across[1], across[0])
    # Where it looks once the tilt is taken back.
    x = math.cos(roll) * ahead[0] + math.sin(roll) * ahead[1]
    y = math.cos(roll) * ahead[1] - math.sin(roll) * ahead[0]
    yaw, pitch = math.atan2(x, -ahead[2]), math.asin(min(max(-y, -1.0), 1.0))
    return HeadPose(math.degrees(yaw), math.degrees(pitch) + _LEAN, math.degrees(roll))


def _unit(way: Vector) -> Vector:
    return np.asarray(way / (np.linalg.norm(way) + 1e-9), np.float64)
