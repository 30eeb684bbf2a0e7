"""A face laid on the points that it shall have in the result."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from inference.results import Floats
from inference.tasks.fusion.player import Look
from inference.tasks.fusion.regions import EYES, LIPS_RING, NOSE, fill, grown, soft, step, width_of
from inference.tasks.fusion.skin import Skin
from inference.tasks.fusion.warp import Part, sampled, spline_map

# How fine the grid of the spline is, in parts of the face's width.
_FINE = 1 / 56
# How much of its area a patch of skin must show on the photo: less is stretched into streaks.
_SHOWN = (0.22, 0.6)
# In parts of the face's width, how large the folds of its surface near the outline may be.
_FOLD = 0.04


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two faces, laid on the same points: lab (H, W, 3), and its skin."""

    lab: Floats
    skin: Skin


def player_side(looks: Sequence[Look], part: Part, shape: Floats, width: float) -> Side:
    """The player's face laid on the shape (478, 2); what the first look hides comes from the
    second, its mirror image, where there is one."""
    side, shown = _laid(looks[0], part, shape, width)
    if len(looks) == 1:
        return side
    twin, _ = _laid(looks[1], part, shape, width)
    # A small fold on the side that is seen is no reason to look elsewhere.
    shown = grown(grown(shown, _FOLD * width), -_FOLD * width)
    points = part.points(shape)
    # Eyes and mouth are never mirrored: they look and smile their own way; and a nose of two
    # halves would have three nostrils.
    hair = (1 - side.skin.mask) * twin.skin.mask
    shown = shown * (1 - step(hair, 0.3, 0.8))
    own = grown(fill(shown.shape, points, (*EYES, LIPS_RING, NOSE)), 0.03 * width)
    shown = soft(np.maximum(grown(shown, -0.015 * width), own), 0.022 * width)
    mix = shown[..., None]
    skin = Skin(
        twin.skin.mask + shown * (side.skin.mask - twin.skin.mask),
        twin.skin.dark + shown * (side.skin.dark - twin.skin.dark),
        twin.skin.coloured + shown * (side.skin.coloured - twin.skin.coloured),
        side.skin.middle,
    )
    return Side(twin.lab + mix * (side.lab - twin.lab), skin)


def moved_skin(skin: Skin, came_from: Floats) -> Skin:
    """Skin where each pixel comes from (H, W, 2)."""
    mask, dark, coloured = (
        sampled(plane, came_from, cv2.INTER_LINEAR)
        for plane in (skin.mask, skin.dark, skin.coloured)
    )
    return Skin(mask, dark, coloured, skin.middle)


def _laid(look: Look, part: Part, shape: Floats, width: float) -> tuple[Side, Floats]:
    """The look on the shape, and (H, W) 0 … 1 how well the photo shows each patch."""
    fine = max(round(width * _FINE), 3)
    came_from = spline_map(part, shape[:468], look.points[:468, :2], fine)
    lab = sampled(look.lab, came_from, cv2.INTER_CUBIC)
    down, across = (np.asarray(np.gradient(came_from, axis=axis)) for axis in (0, 1))
    area = across[..., 0] * down[..., 1] - across[..., 1] * down[..., 0]
    scale = width_of(look.points) / width
    shown = step(np.asarray(area / np.float32(scale**2), np.float32), *_SHOWN)
    return Side(lab, moved_skin(look.skin, came_from)), shown
