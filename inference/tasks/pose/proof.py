"""Proof that a doubtful body is one. Presence alone will not do: clouds and roofs have it too."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from inference.geometry import Window
from inference.models import pose_landmark, selfie, ssd
from inference.results import Face, Floats, Pixels, Pose
from inference.tasks.pose.duplicates import MAIN, width
from inference.tasks.pose.pieces import has_face
from inference.tasks.pose.windows import of_pose

_VISIBLE = 0.5
# Presence comes so near to 1 that only what it lacks tells; less than this tells nothing more.
_LEAST = 1e-4
# Fitted by logistic regression to what the ladder took for bodies in photos of other people: with
# known masks, pasted small, cut off or in groups into scenes, and in scenes without anybody.
_WEIGHTS = np.array([2.36, -0.132, 3.93, 0.882, 0.347], np.float32)
_BIAS = np.float32(-3.14)
# The chance that is enough; and the one that is, beside somebody who is surely there: people come
# together, and an empty scene has nothing but things that resemble them.
_ENOUGH = 0.6
_SURE, _BESIDE = 0.65, 0.4
_FACE = 0.7


def proven(pixels: Pixels, bodies: Iterable[Pose], faces: Sequence[Face]) -> list[Pose]:
    """The bodies that have a face, or that two networks hold for one from near; the chance that
    they are bodies goes into their presence."""
    chances = [(pose, likelihood(pixels, pose, faces)) for pose in bodies]
    least = _BESIDE if any(each >= _SURE for _, each in chances) else _ENOUGH
    return [replace(pose, presence=pose.presence * each) for pose, each in chances if each >= least]


def likelihood(pixels: Pixels, pose: Pose, faces: Sequence[Face]) -> float:
    """The chance of a body, at least that of one with a face where it has one."""
    sure = chance(pixels, pose)
    return max(sure, _FACE) if has_face(pose, faces) else sure


def chance(pixels: Pixels, pose: Pose) -> float:
    """0 … 1: how likely this is a body, by a look at it from near.

    By whether its joints lie on a person, what presence lacks, whether the heatmaps see the joints
    where they are, how much of the window is a person, and its size: small things resemble more.
    """
    window = of_pose(pose)
    again, heat = pose_landmark.examine(pixels, window)
    person = selfie.probability(pixels, window, selfie.SQUARE)
    told = np.array(
        [
            _on_person(person, window, again),
            math.log(max(1 - again.presence, _LEAST)),
            heat[MAIN].mean(),
            (person > 0.5).mean(),
            math.log(max(width(pose), 1.0) / max(pixels.shape[:2])),
        ],
        np.float32,
    )
    return float(ssd.sigmoid(told @ _WEIGHTS + _BIAS))


def _on_person(person: Floats, window: Window, pose: Pose) -> float:
    """The mean of the mask (h, w) of the window where the joints are that are seen."""
    joints = pose.points[MAIN, :2][pose.visibility[MAIN] > _VISIBLE]
    if not len(joints):
        return 0.0
    places = window.from_picture(joints) * person.shape[0]
    columns, rows = np.clip(places, 0, person.shape[0] - 1).astype(int).T
    return float(person[rows, columns].mean())
