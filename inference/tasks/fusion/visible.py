"""What of a face is seen: not behind dark glasses, a mask, hands or hair."""

from dataclasses import dataclass

import cv2
import numpy as np

from inference.results import Floats, Pixels
from inference.tasks.fusion.regions import (
    BROWS,
    CHIN,
    EYES,
    LIPS_RING,
    MOUTH_RING,
    NOSTRILS,
    OVAL,
    UNDER_EYES,
    UPPER_LIP,
    fill,
    grown,
    width_of,
)
from inference.tasks.fusion.skin import Skin, find_skin, forehead, to_lab
from inference.tasks.fusion.warp import part_around, sampled

# How far the lips' chroma is from that around them, at least: of faces; and of faces whose mouth
# has another colour around it than the cheeks have, by this much in a* and b*.
_LIPS, _CLOTH, _LIPS_ON_CLOTH = 1.6, 12.0, 3.5
# Chroma is told for skin of this L* (with a foot, as near-black has hardly any): darker skin has
# less of it, and so have its lips. Skin darker than DIM is that of a dark photo, of which noise is
# all that would be told so.
_TOLD_FOR, _FOOT, DIM = 44.0, 16.0, 28.0
# Lips so much darker or lighter (L*) than that are seen, be their colour what it may.
_LIPS_LIGHT = 9.0
# On a mask the lips' place differs less than this from what is around it: of 195 bare mouths none
# does. On a scarf it differs less than a mouth on cloth would, if not so little; a scarf has
# another colour than the cheeks, by this much, and is not darker, as a beard is.
_LIPS_ON_MASK, _SCARF = 1.05, 10.0
# Chroma below which a face is black-and-white, and how much L* its lips then stand out by.
_GREY, _GREY_LIPS = 2.5, 0.3
# The least shares of skin under the eyes and on the face.
_EYES_SEEN, _SEEN = 0.35, 0.5
# Where a bridge of glasses is looked for: the face's width then, steps along the nose, how many
# of them are smoothed, and the ΔE by which a bar stands out.
_NOSE_WIDTH, _STEPS, _SMOOTH, _BAR = 200.0, 60, 25, 12.0
# A fringe hangs over the brows where so little of what is right above them (from, to in parts of
# the face's width) is skin.
_ABOVE_BROWS, _FRINGE = (0.03, 0.09), 0.45
# Lenses that hide the eyes let no more skin be seen around both (up to there, in parts of the
# face's width), and less than this below them; deep-set eyes in shade have skin below.
_AROUND_EYES, _LID_SKIN, _BELOW_LENSES = 0.05, 0.15, 0.6
# A colour is not skin's, in light or in shade, where its chroma is off by so much of the skin's, or
# of this much. An object lies over the chin where so much more of the chin is of such a colour than
# of upper lip and cheeks, which a beard, white or in coloured light, covers too. Of 130 bare chins
# the most is 0.05; a microphone has 0.48, a straw 0.18.
_OFF, _LEAST_CHROMA, _OBJECT = 0.9, 10.0, 0.12
# Pixels from which nothing can be told.
_FEW = 12
# Around a face, in parts of its width, and the width at which it is looked at.
_MARGIN, _LOOK = 0.2, 200.0


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """A face cut out of a photo, no wider than 200 px: lab (H, W, 3), its skin, and its surface in
    pixels of that."""

    lab: Floats
    skin: Skin
    points: Floats


def near(pixels: Pixels, points: Floats) -> Near:
    """The face at these points (478, 3) of a photo, as what lies over it is looked for."""
    own = width_of(points)
    part = part_around(points, _MARGIN * own, pixels.shape)
    scale = min(_LOOK / own, 1.0)
    size = (max(round(part.width * scale), 8), max(round(part.height * scale), 8))
    crop = cv2.resize(pixels[part.slices], size, interpolation=cv2.INTER_AREA)
    ratio = np.array([size[0] / part.width, size[1] / part.height, scale], np.float32)
    there = np.asarray(part.points(points) * ratio, np.float32)
    lab = to_lab(crop.astype(np.float32) / np.float32(255))
    return Near(lab, find_skin(lab, there), there)


def eyes_seen(skin: Skin, points: Floats) -> float:
    """0 … 1, the share of skin under the worse of the two eyes, where dark glasses cover it."""
    shape = skin.mask.shape
    return min(_share(skin.mask, fill(shape, points, (ring,))) for ring in UNDER_EYES)


def face_seen(skin: Skin, points: Floats) -> float:
    """0 … 1, the share of cheeks, nose and chin that is skin or a beard."""
    width = width_of(points[:, :2])
    shape = skin.mask.shape
    core = grown(fill(shape, points, (OVAL,)), -0.06 * width) * (1 - forehead(shape, points))
    core *= 1 - grown(fill(shape, points, (*EYES, *BROWS, LIPS_RING, NOSTRILS)), 0.05 * width)
    below = points[:, 1].max() - points[2, 1]
    rows = np.arange(shape[0], dtype=np.float32)[:, None]
    lower = np.clip((rows - points[2, 1]) / max(float(below) * 0.1, 1.0), 0, 1)
    return _share(np.maximum(skin.mask, skin.dark * lower), core)


def mouth_seen(lab: Floats, points: Floats) -> bool:
    """Do lips stand out from what is around them? On a mask or behind a hand they don't."""
    told = _mouth(lab, points)
    if told is None:
        return True
    if told.grey:
        return abs(told.lighter) > _GREY_LIPS
    if abs(told.lighter) > _LIPS_LIGHT:
        return True
    return told.contrast > (_LIPS_ON_CLOTH if told.other_colour > _CLOTH else _LIPS)


def mouth_covered(lab: Floats, points: Floats) -> bool:
    """Does something surely lie over the mouth? `mouth_seen` also doubts some beards, and some lips
    in poor light."""
    told = _mouth(lab, points)
    if told is None or mouth_seen(lab, points):
        return False
    scarf = told.other_colour > _SCARF and told.not_darker
    return told.grey or scarf or told.contrast < _LIPS_ON_MASK


@dataclass(frozen=True, slots=True)
class _Mouth:
    """lighter: the lips than what is around them, in L*. contrast: theirs to that, in chroma as of
    skin of one lightness; other_colour: of that to the cheeks'; not_darker: than the cheeks."""

    grey: bool
    lighter: float
    contrast: float
    other_colour: float
    not_darker: bool


def _mouth(lab: Floats, points: Floats) -> _Mouth | None:
    """None where too little is seen of it."""
    shape, width = lab.shape, width_of(points[:, :2])
    mouth = fill(shape, points, (LIPS_RING,))
    lips = mouth - fill(shape, points, (MOUTH_RING,)) > 0.9
    around = grown(mouth, 0.08 * width) - grown(mouth, 0.025 * width) > 0.9
    above = fill(shape, points, UNDER_EYES) > 0.9
    if min(lips.sum(), around.sum(), above.sum()) < _FEW:
        return None
    lip, near_it, cheek = (np.median(lab[flags], axis=0) for flags in (lips, around, above))
    shade = (_TOLD_FOR + _FOOT) / (float(cheek[0]) + _FOOT)
    shade = max(shade, 1.0) if cheek[0] > DIM else 1.0
    contrast, other_colour = (
        shade * float(np.linalg.norm((near_it - c)[1:])) for c in (lip, cheek)
    )
    return _Mouth(
        grey=float(np.linalg.norm(cheek[1:])) < _GREY,
        lighter=float(lip[0] - near_it[0]),
        contrast=contrast,
        other_colour=other_colour,
        not_darker=bool(near_it[0] >= cheek[0]),
    )


def object_over_chin(lab: Floats, skin: Skin, points: Floats) -> bool:
    """Does something that is no part of a face lie over the chin: a microphone, a cup, a straw?"""
    shape, width = lab.shape, width_of(points[:, :2])
    shade = np.clip(lab[..., :1] / skin.middle[0], 0.3, 1.0)
    away = [
        np.linalg.norm(c - skin.middle[1:], axis=-1) for c in (lab[..., 1:], lab[..., 1:] / shade)
    ]
    chroma = max(float(np.linalg.norm(skin.middle[1:])), _LEAST_CHROMA)
    off = np.asarray(np.minimum(*away) > _OFF * chroma, np.float32)
    lips = fill(shape, points, (LIPS_RING,))
    bare = (1 - grown(lips, 0.04 * width)) * grown(fill(shape, points, (OVAL,)), -0.04 * width)
    lip = fill(shape, points, (UPPER_LIP,)) * (1 - grown(lips, 0.015 * width))
    others = (lip, *(bare * fill(shape, points, (ring,)) for ring in UNDER_EYES))
    chin = _share(off, bare * fill(shape, points, (CHIN,)))
    return chin - max(_share(off, each) for each in others) > _OBJECT


def under_fringe(skin: Skin, points: Floats) -> bool:
    """Does hair hang over the brows?"""
    shape, width = skin.mask.shape, width_of(points[:, :2])
    brows = fill(shape, points, BROWS)
    near, far = (grown(brows, room * width) for room in _ABOVE_BROWS)
    above = far * (1 - near) * forehead(shape, points)
    return _share(skin.mask, above) < _FRINGE


def behind_lenses(skin: Skin, points: Floats) -> bool:
    """Do dark or mirroring lenses hide both eyes and the skin around them?"""
    shape, width = skin.mask.shape, width_of(points[:, :2])
    brows = grown(fill(shape, points, BROWS), 0.01 * width)
    for ring in EYES:
        eye = fill(shape, points, (ring,))
        near = grown(eye, _AROUND_EYES * width) - grown(eye, 0.015 * width)
        if _share(skin.mask, near * (1 - brows)) > _LID_SKIN:
            return False
    return eyes_seen(skin, points) < _BELOW_LENSES


def is_seen(lab: Floats, skin: Skin, points: Floats) -> bool:
    """Does nothing lie over eyes, mouth, cheeks and chin?"""
    return (
        eyes_seen(skin, points) >= _EYES_SEEN
        and face_seen(skin, points) >= _SEEN
        and mouth_seen(lab, points)
        and not behind_lenses(skin, points)
        and not object_over_chin(lab, skin, points)
    )


def wears_glasses(lab: Floats, points: Floats) -> bool:
    """Does a bar cross the nose between the eyes? It tells glasses with rims on faces that look
    about ahead: of 33 in 96 others it found 22, and took 2 bare noses for them."""
    width = width_of(points[:, :2])
    scale = _NOSE_WIDTH / width
    size = (max(round(lab.shape[1] * scale), 8), max(round(lab.shape[0] * scale), 8))
    small = cv2.GaussianBlur(cv2.resize(lab, size, interpolation=cv2.INTER_AREA), (0, 0), 1.2)
    top, bottom = points[9, :2] * scale, points[195, :2] * scale
    down = (bottom - top) / (np.linalg.norm(bottom - top) + 1e-6)
    aside = np.array([-down[1], down[0]], np.float32)
    along = np.linspace(0, 1, _STEPS, dtype=np.float32)[:, None, None]
    across = np.linspace(-0.03, 0.03, 7, dtype=np.float32)[None, :, None] * _NOSE_WIDTH
    there = top + (bottom - top) * along + aside * across
    profile = np.median(sampled(small, there.astype(np.float32), cv2.INTER_LINEAR), axis=1)
    smooth = cv2.blur(profile, (1, _SMOOTH), borderType=cv2.BORDER_REPLICATE)
    bar = np.linalg.norm(profile - smooth, axis=1)[_STEPS // 8 : -_STEPS // 8]
    return float(bar.max()) > _BAR


def _share(values: Floats, weight: Floats) -> float:
    return float((values * weight).sum() / (weight.sum() + 1e-6))
