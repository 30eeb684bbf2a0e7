"""Where the player's skin shows: inside the outline, and in front of nothing that covers it."""

from dataclasses import replace

import cv2
import numpy as np

from inference.matting.resize import resized
from inference.results import Floats
from inference.tasks.fusion.regions import (
    BROWS,
    CHIN,
    EYES,
    LIPS_RING,
    NOSTRILS,
    OVAL,
    below_nose,
    fill,
    grown,
    soft,
    step,
)
from inference.tasks.fusion.skin import Skin, forehead

# In parts of the face's width: how far inside of its outline the face ends, how softly, and how
# broad the rim is on which hair may lie.
_INSET, _SOFT, _RIM = 0.035, 0.028, 0.16
# Around eyes and mouth everything belongs to the player, glasses too; around the brows nearly
# nothing. All of the template's brows must go, though, and where no fringe hangs over its
# forehead (so much of it is bare skin) so must what a raised or bushy brow adds.
_AROUND, _PLAYER_BROWS, _BROWS_UNDER_FRINGE, _BROWS = 0.05, 0.012, 0.035, 0.12
_BARE = 0.7
# How much of the lids stays the player's where a fringe hangs over the brows.
_LIDS = 0.025
# The face's width in pixels at which masks are made, at most.
_FINEST = 320.0
# What covers skin ends this much further out than it is told to.
_EDGE, _TIPS = 0.022, 0.06
# How much of the chin is darker than skin where somebody wears a beard.
_BEARD = 0.25


def face_mask(
    points: Floats, width: float, player: Skin, template: Skin, *, fringe: bool = False
) -> Floats:
    """(H, W) 0 template … 1 player. points: (478, 2), where the features lie. fringe: the
    player's hangs over the brows, so forehead and brows stay the template's."""
    shape = player.mask.shape
    if width <= _FINEST:
        return _mask(points, width, player, template, fringe=fringe)
    # The mask's edge is soft: in larger faces nothing finer is seen, it only takes longer.
    scale = _FINEST / width
    size = (max(round(shape[0] * scale), 1), max(round(shape[1] * scale), 1))
    ratio = np.array([size[1] / shape[1], size[0] / shape[0]], np.float32)
    skins = [
        replace(each, mask=resized(each.mask, size), dark=resized(each.dark, size))
        for each in (player, template)
    ]
    small = _mask(points[:, :2] * ratio, _FINEST, *skins, fringe=fringe)
    return np.asarray(np.clip(resized(small, shape), 0, 1), np.float32)


def _mask(points: Floats, width: float, player: Skin, template: Skin, *, fringe: bool) -> Floats:
    shape = player.mask.shape
    oval = fill(shape, points, (OVAL,))
    inner = grown(oval, -_INSET * width)
    # Where hair, hands or cloth are looked for: the forehead and the rim of the face.
    front = forehead(shape, points)
    searched = np.maximum(oval - grown(oval, -_RIM * width), front)
    own = fill(shape, points, (*EYES, LIPS_RING, NOSTRILS))
    searched *= 1 - grown(own, _AROUND * width)
    brows = fill(shape, points, BROWS)
    bare = _bare(front * (1 - grown(brows, _BROWS * width)), template)
    around_brows = (_PLAYER_BROWS, _BROWS if bare else _BROWS_UNDER_FRINGE)
    lower, chin = below_nose(shape, points, width), fill(shape, points, (CHIN,))
    if fringe:
        lids = 1 - grown(fill(shape, points, EYES), _LIDS * width)
        above = np.maximum(front, grown(brows, _BROWS_UNDER_FRINGE * width)) * lids
        inner = inner * (1 - soft(above, 0.01 * width))
    for skin, around in zip((player, template), around_brows, strict=True):
        beard = float((skin.dark * chin).sum() / (chin.sum() + 1e-6)) > _BEARD
        seen = np.maximum(skin.mask, skin.dark * lower) if beard else skin.mask
        covered = searched * (1 - grown(brows, around * width)) * (1 - seen)
        covered = _from_outside(covered, oval, width)
        hidden = grown(covered, _EDGE * width)
        # Where hair ends over the forehead single tips go on.
        tips = grown(covered * front, _TIPS * width) * (1 - grown(brows, around * width))
        inner = inner * (1 - soft(np.maximum(hidden, tips), 0.01 * width))
    # Thin bridges go.
    inner = grown(grown(inner, -0.008 * width), 0.008 * width)
    return step(soft(inner, _SOFT * width), 0.12, 0.88)


def _bare(region: Floats, skin: Skin) -> bool:
    return float((region * skin.mask).sum()) > _BARE * float(region.sum())


def _from_outside(covered: Floats, oval: Floats, width: float) -> Floats:
    """Only what comes in over the outline: a wrinkle or a mole alone covers nothing."""
    flags = (covered > 0.4).astype(np.uint8)
    _, labels = cv2.connectedComponents(flags, connectivity=4)
    rim = (oval > 0.5) & (grown(oval, -_INSET * width) < 0.5)
    touching = np.unique(labels[rim & (flags > 0)])
    return covered * np.isin(labels, touching[touching > 0])
