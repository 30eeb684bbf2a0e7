"""The 33 points of one body.

After Bazarevsky et al., "BlazePose: On-device Real-time Body Pose Tracking" (2020).
"""

import math

import numpy as np

from inference import session
from inference.catalog import CATALOG
from inference.geometry import Window
from inference.models import ssd
from inference.models.tensor import tensor
from inference.results import Floats, Pixels, Pose

NAME = "pose_full"
# Half the work, and points a little further off: for phones that are slow.
LITE = "pose_lite"
_SIZE = CATALOG[NAME].size
_COUNT = 33
# Beyond the body's points: the middle between the hips, and a point on the rim of its circle.
_CIRCLE = slice(33, 35)
# How far around a point, in cells of its heatmap, the map may move it; and how sure it must be.
_REACH = 3
_SURE = 0.5


def locate(pixels: Pixels, window: Window) -> Pose:
    """The body whose circle fills the (square) window, upright in there.

    The answer is only worth its `presence`: the network always gives points.
    """
    return examine(pixels, window)[0]


def examine(pixels: Pixels, window: Window) -> tuple[Pose, Floats]:
    """The same, and how much the heatmap of each point says so where the point is: (33,) 0 … 1."""
    raw, presence, maps, world = session.run(NAME, tensor(NAME, window.look(pixels, _SIZE)))
    points = raw.reshape(-1, 5)
    places = points[:, :2] / np.float32(_SIZE[0])
    flat = window.to_picture(_refined(places, maps[0]))
    depth = points[:, 2] * np.float32(window.width / _SIZE[0])
    pose = Pose(
        points=np.column_stack([flat, depth])[:_COUNT],
        world=_turned(world.reshape(-1, 3)[:_COUNT], window.angle),
        visibility=ssd.sigmoid(points[:_COUNT, 3]),
        presence=float(presence.reshape(-1)[0]),
        circle=flat[_CIRCLE],
    )
    return pose, _heat(places, maps[0])[:_COUNT]


def _heat(points: Floats, maps: Floats) -> Floats:
    height, width, count = maps.shape
    columns = np.clip(points[:, 0] * width, 0, width - 1).astype(int)
    rows = np.clip(points[:, 1] * height, 0, height - 1).astype(int)
    return ssd.sigmoid(maps[rows, columns, np.arange(count)])


def _refined(points: Floats, maps: Floats) -> Floats:
    """Points (n, 2) drawn to the middle of what their maps (h, w, n of logits) show around them.

    Both as fractions of the window. A point stays where its map sees nothing, or lies outside.
    """
    height, width, count = maps.shape
    steps = np.arange(-_REACH, _REACH + 1)
    columns = np.floor(points[:, :1] * width).astype(int) + steps
    rows = np.floor(points[:, 1:] * height).astype(int) + steps
    there = ((rows >= 0) & (rows < height))[:, :, None] & ((columns >= 0) & (columns < width))[
        :, None
    ]
    y = np.clip(rows, 0, height - 1)[:, :, None]
    x = np.clip(columns, 0, width - 1)[:, None]
    near = ssd.sigmoid(maps[y, x, np.arange(count)[:, None, None]]) * there
    total = near.sum(axis=(1, 2)) + 1e-9
    middle = np.column_stack(
        [(near * x).sum(axis=(1, 2)) / total / width, (near * y).sum(axis=(1, 2)) / total / height]
    )
    own = there[:, _REACH, _REACH] & (near.max(axis=(1, 2)) >= _SURE)
    return np.asarray(np.where(own[:, None], middle, points), np.float32)


def _turned(world: Floats, angle: float) -> Floats:
    """From the window's axes to the picture's."""
    cos, sin = math.cos(angle), math.sin(angle)
    turn = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]], np.float32)
    return np.asarray(world @ turn, np.float32)
