"""Strands of loose hair taken off a face, thin enough that the skin at both sides tells what is
under them.

After Lee et al., "DullRazor: A software approach to hair removal from images" (1997): a closing
fills what is thin and dark, an opening along lines keeps of it what is long, and skin from both
sides is laid over that.
"""

from dataclasses import replace

import cv2
import numpy as np

from inference.matting.resize import resized
from inference.results import Floats
from inference.tasks.fusion.regions import (
    BROWS,
    EYES,
    LIPS_RING,
    NOSE,
    OVAL,
    fill,
    grown,
    soft,
    step,
    width_of,
)
from inference.tasks.fusion.skin import Skin, average
from inference.tasks.fusion.visible import wears_glasses

# The face's width at which strands are looked for, at most.
_WIDTH = 240.0
# In parts of the face's width: how thick a strand is at most, and how long at least in a straight
# line and altogether.
_THICK, _STRAIGHT, _LONG = 0.036, 0.075, 0.16
# How far from the face's vertical it hangs, in degrees, and how many ways are tried: wrinkles and
# the arms of glasses lie across.
_HANGING, _WAYS = 52.0, 9
# How much darker than the skin at its sides it is, in L*: surely, and where it goes on.
_DARKER, _GOES_ON = 7.0, 3.5
# The share of a strand that is surely darker.
_SURE = 0.3
# Around eyes, brows, nose and mouth, whose own lines are the player's; and around the eyes where
# there are glasses.
_AROUND, _RIMS = 0.03, 0.2
# Which it comes from outside of, this far inside of the face's outline.
_INSIDE = 0.05
# How much wider than it is seen it is taken off, and from how far skin is laid over it.
_ROOM, _FROM, _SKIN_BESIDE = 0.008, 0.02, (0.4, 0.7)


def without_strands(lab: Floats, skin: Skin, points: Floats) -> tuple[Floats, Skin]:
    """The face (H, W, 3) L*a*b* and its skin without them. points: (478, 3) in its pixels."""
    found = _strands(lab, points)
    if not found.any():
        return lab, skin
    width = width_of(points[:, :2])
    there = soft(grown(found, _ROOM * width), 0.5 * _ROOM * width)
    beside = skin.mask * (1 - there)
    # Where there is hair on one side, it is no strand on skin.
    skin_around = average(skin.mask, 1 - there, _FROM * width, 0.0)
    there = there * step(skin_around, *_SKIN_BESIDE)
    laid = average(lab, beside, _FROM * width, skin.middle)
    bare = lab + there[..., None] * (laid - lab)
    mask = np.maximum(skin.mask, there)
    return bare, replace(skin, mask=mask, dark=skin.dark * (1 - there))


def _strands(lab: Floats, points: Floats) -> Floats:
    """(H, W) 1 on a strand."""
    scale = min(_WIDTH / width_of(points[:, :2]), 1.0)
    shape = (round(lab.shape[0] * scale), round(lab.shape[1] * scale))
    light = resized(np.ascontiguousarray(lab[..., 0]), shape)
    flat = points[:, :2] * np.float32(scale)
    width = width_of(flat)
    lines = _lines(light, flat, width)
    own = grown(fill(shape, flat, (*EYES, *BROWS, LIPS_RING, NOSE)), _AROUND * width)
    if wears_glasses(lab, points):
        own = np.maximum(own, grown(fill(shape, flat, EYES), _RIMS * width))
    lines *= own < 0.5
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        (lines > _GOES_ON).astype(np.uint8), connectivity=8
    )
    face = fill(shape, flat, (OVAL,))
    within = {
        name: np.bincount(labels[flags], minlength=len(stats))
        for name, flags in (
            ("all", face >= 0),
            ("dark", lines > _DARKER),
            ("face", grown(face, -_INSIDE * width) > 0.5),
            ("sides", _sides(shape, flat) > 0),
        )
    }
    long = np.hypot(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > _LONG * width
    hangs_in = (within["face"] > 0) & (within["face"] < within["all"])
    aside = (within["sides"] == within["all"]) & (within["face"] > 0)
    strands = long & (within["dark"] > _SURE * within["all"]) & (hangs_in | aside)
    strands[0] = False
    return resized(strands[labels].astype(np.float32), lab.shape[:2])


def _sides(shape: tuple[int, ...], points: Floats) -> Floats:
    """1 further out than the pupils, where a face has no lines of its own that hang down."""
    across = points[473] - points[468]
    x, y = (across / (np.linalg.norm(across) + 1e-6)).astype(np.float32)
    columns = np.arange(shape[1], dtype=np.float32)[None] * x
    along = columns + np.arange(shape[0], dtype=np.float32)[:, None] * y
    right, left = (float(points[i] @ (x, y)) for i in (468, 473))
    return np.asarray((along < right) | (along > left), np.float32)


def _lines(light: Floats, points: Floats, width: float) -> Floats:
    """How much darker a thin line that hangs down is than what is at its sides, in L*."""
    thick = 2 * round(_THICK * width / 2) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thick, thick))
    # Eight bits with steps of a fifth of L* are fine enough, and far faster.
    grey = np.asarray(np.clip(light * 2.5, 0, 255), np.uint8)
    thin = cv2.subtract(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, disc), grey)
    down = points[152] - points[10]
    vertical = np.degrees(np.arctan2(down[1], down[0]))
    best = np.zeros_like(thin)
    for turn in np.linspace(-_HANGING, _HANGING, _WAYS):
        line = _line(_STRAIGHT * width, np.radians(vertical + turn))
        np.maximum(best, cv2.morphologyEx(thin, cv2.MORPH_OPEN, line), out=best)
    return best.astype(np.float32) / np.float32(2.5)


def _line(length: float, angle: float) -> np.ndarray:
    half = max(round(length / 2), 2)
    x, y = (round(half * float(f(angle))) for f in (np.cos, np.sin))
    kernel = np.zeros((2 * half + 1, 2 * half + 1), np.uint8)
    cv2.line(kernel, (half - x, half - y), (half + x, half + y), (1,))
    return kernel
