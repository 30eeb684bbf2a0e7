"""All the people of a picture, also small, far off or many: found, looked at from near, merged.

No single look shows them all, and each takes some things for people. So every look has a vote,
and a body that was found counts by the chance that it is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.geometry import Window
from inference.models import selfie
from inference.results import Face, Floats, Pixels, Pose
from inference.tasks.blend import Blend
from inference.tasks.people import people
from inference.tasks.pose import ladder
from inference.tasks.pose.duplicates import MAIN, box
from inference.tasks.pose.pieces import roomy
from inference.tasks.pose.proof import likelihood

# Votes: of the figures that the picture is about, of squares of so many sides of the picture, and
# of bodies. Fitted by logistic regression, as `proof` was, then rounded.
_FIGURES = 1.34
_SQUARES = ((0.5, 1.42), (0.35, 0.82), (0.25, 0.8))
_BODIES = 1.75
# So many of these votes, which are 6.1 in all, make a pixel a person's; and how sharply.
_MAJORITY = 2.4
_STEEPNESS = 2.0
# Somebody who takes up more of the picture than this is whom it is about.
_LARGE = 0.15
# Of a quick look: at the whole and at squares of half its side.
_QUICK = ((1.0, 1.3), (0.5, 1.7))
_QUICK_MAJORITY = 1.3

_LIKELY, _SURE = 0.5, 0.6
# A figure is one for sure where a sure body has this share of its joints on it, and where likely
# bodies cover this share of it.
_ON, _COVERED = 0.75, 0.7
_FEW = 3
_VISIBLE = 0.5
_MARGIN = 0.05
# The smallest side of a look, in pixels of the picture.
_SMALLEST = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class _Body:
    """mask: (h, w) at the working size, 0 where the look at the body did not reach."""

    pose: Pose
    chance: float
    mask: Floats


def people_everywhere(
    pixels: Pixels, faces: tuple[Face, ...], shape: tuple[int, int], *, bystanders: bool
) -> Floats:
    """(h, w) of `shape`: how likely each part shows somebody. Takes one to three seconds.

    bystanders: also beside somebody who takes up much of the picture.
    """
    scale = shape[0] / pixels.shape[0]
    figures = people(pixels, faces, shape)
    bodies = [_looked_at(pixels, pose, faces, shape) for pose in ladder.everybody(pixels, faces)]
    votes = _FIGURES * figures + _BODIES * _most((b.chance * b.mask for b in bodies), shape)
    for side, weight in _SQUARES:
        votes += weight * _squares(pixels, side, shape)
    labels = _figures(figures)
    sure = _sure_figures(figures, labels, bodies, scale)
    # There, several looks at the figure and its parts are worth more than any other.
    alone = np.where(np.isin(labels, [0, *sure]), figures, np.float32(0))
    if not bystanders and float(np.isin(labels, sure).mean()) > _LARGE:
        return np.where(_around(labels, sure), alone, np.float32(0))
    return np.where(_around(labels, sure), alone, _decided(votes))


def people_in_sight(pixels: Pixels, shape: tuple[int, int]) -> Floats:
    """The same from a dozen quick looks; the farthest do not show."""
    votes = np.zeros(shape, np.float32)
    for side, weight in _QUICK:
        votes += weight * _squares(pixels, side, shape)
    return _decided(votes, _QUICK_MAJORITY)


def _decided(votes: Floats, majority: float = _MAJORITY) -> Floats:
    return np.asarray(1 / (1 + np.exp(-_STEEPNESS * (votes - majority))), np.float32)


def _squares(pixels: Pixels, side: float, shape: tuple[int, int]) -> Floats:
    """What overlapping squares of the picture show; the whole picture where side is 1."""
    blend = Blend(shape, shape[0] / pixels.shape[0])
    height, width = pixels.shape[:2]
    if side >= 1:
        blend.look(pixels, Window(width / 2, height / 2, width, height))
    else:
        for window in ladder.squares(pixels, side):
            blend.look(pixels, window, fading=True)
    return blend.mean()


def _looked_at(
    pixels: Pixels, pose: Pose, faces: tuple[Face, ...], shape: tuple[int, int]
) -> _Body:
    x0, y0, x1, y1 = (float(n) for n in roomy(box(pose)))
    blend = Blend(shape, shape[0] / pixels.shape[0])
    sides = (max(x1 - x0, _SMALLEST), max(y1 - y0, _SMALLEST))
    blend.look(pixels, Window((x0 + x1) / 2, (y0 + y1) / 2, *sides), name=selfie.SQUARE)
    return _Body(pose, likelihood(pixels, pose, faces), blend.mean())


def _most(masks: Iterable[Floats], shape: tuple[int, int]) -> Floats:
    most = np.zeros(shape, np.float32)
    for mask in masks:
        np.maximum(most, mask, out=most)
    return most


def _figures(mask: Floats) -> NDArray[np.int32]:
    """(h, w): a number for each figure, 0 for the rest."""
    return np.asarray(cv2.connectedComponents((mask > 0.5).astype(np.uint8))[1], np.int32)


def _sure_figures(
    figures: Floats, labels: NDArray[np.int32], bodies: list[_Body], scale: float
) -> list[int]:
    """The numbers of figures that bodies vouch for."""
    named = {_named(figures, labels, b.pose, scale) for b in bodies if b.chance >= _SURE} - {0}
    covered = _most((b.mask for b in bodies if b.chance >= _LIKELY), figures.shape) > 0.5
    return sorted(each for each in named if covered[labels == each].mean() >= _COVERED)


def _named(figures: Floats, labels: NDArray[np.int32], pose: Pose, scale: float) -> int:
    """The figure that most of a body's visible joints lie on; 0 where they do not."""
    joints = pose.points[MAIN, :2][pose.visibility[MAIN] > _VISIBLE] * scale
    inside = ((joints >= 0) & (joints < np.array(figures.shape[::-1]))).all(axis=1)
    columns, rows = joints[inside].astype(int).T
    if len(rows) < _FEW or figures[rows, columns].mean() < _ON:
        return 0
    return int(np.bincount(labels[rows, columns]).argmax())


def _around(labels: NDArray[np.int32], chosen: list[int]) -> NDArray[np.bool_]:
    """The boxes around figures, with a margin."""
    flags = np.zeros(labels.shape, bool)
    for each in chosen:
        x, y, width, height = cv2.boundingRect((labels == each).astype(np.uint8))
        margin = int(_MARGIN * max(width, height))
        rows = slice(max(y - margin, 0), y + height + margin)
        flags[rows, max(x - margin, 0) : x + width + margin] = True
    return flags
