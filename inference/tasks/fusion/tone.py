"""The player's colours in the template's light and skin tone.

In CIE L*a*b*, where equal steps look about equal, with chroma in parts of lightness: skin keeps
that part in light and in shade, so what is made lighter does not turn grey, nor what is made
darker orange. All is told by skin pixels only.
"""

import cv2
import numpy as np

from inference.matting.resize import resized
from inference.results import Floats
from inference.tasks.fusion.light import evened
from inference.tasks.fusion.regions import (
    BROWS,
    EYES,
    LIPS_RING,
    MOUTH_RING,
    OVAL,
    below_nose,
    fill,
    grown,
    soft,
    step,
)
from inference.tasks.fusion.side import Side
from inference.tasks.fusion.skin import average, features, forehead

_KNOTS = np.linspace(4, 96, 9)
# Curves are told by pixels of so fine a grid at least, across the smaller side.
_SAMPLED = 160
# Tone curves may not squeeze differences more than this, nor stretch them more: lightness, chroma;
# and their slopes beyond the colours of skin.
_SLOPES, _BEYOND = ((0.5, 1.3), (0.3, 1.1)), (0.9, 0.4)
# How far the template's shading takes the place of the player's, and over which distance, in
# parts of the face's width.
_SHADING, _REACH = 0.88, 0.11
# How far the chroma of a patch of skin may be from that of the template's around it.
_MOST_CHROMA = 8.0
# How far skin's chroma, seen so coarsely (in parts of the face's width), may be spread over a face:
# 128 of 131 are not beyond the first, mostly at 5; those in coloured lamps or paint, whose own
# colours nobody can tell, are beyond the second.
_EVEN, _SPREAD = 0.03, (12.5, 18.0)
# Middling light and shade: its size in parts of the face's width, and how far it may be changed.
_MIDDLING, _RELIEF = 0.018, (0.5, 1.1)
# Brows and lashes are darker than the skin around them by this factor of L* (surely, not
# at all), with a foot as near-black has no parts; how far around brows and eyes they grow.
_HAIR, _HAIR_FOOT, _HAIR_ROOM = (0.7, 0.95), 2.0, 0.02
# What is dark and thinner than twice this, or so near to the outline, is no shade (in parts of the
# face's width).
_THIN, _HAIR_RIM = 0.02, 0.1
# And on the template, whose small shades at nose and eyes the player's own take the place of.
_BROAD = 0.03
# Shine: L* above the skin around it that is kept, and how much of the rest.
_SHINE, _SHINE_KEPT = 7.0, 0.3
# How much of the skin's change of colour eyes and teeth (chroma) and lips (lightness, chroma)
# take part in.
_EYES_FOLLOW, _LIPS_FOLLOW = 0.3, (0.75, 0.5)
# The whites of the template's eyes tell its light: the player's whites and teeth are made no
# brighter than skin's change asks for, their a* and b* go no further below or above than this,
# and are moved no further (teeth, eyes); in skin that is made darker teeth lie in the
# lips' shade by so much L*. Darker whites tell nothing.
_BELOW, _ABOVE, _TEETH_SHADE = (-10.0, -10.0), (5.0, 9.0), 12.0
_MOST_CAST = (16.0, 5.0)
_WHITE = 30.0
# How far whites may be dimmed or lit, as a factor of L*.
_DIMMED = (0.3, 2.4)
# How far a* and b* of lips, of what is within them and of eyes are from those of the skin, at least
# and at most, seen so coarsely (in parts of the face's width): on 19 in 20 of 74 portraits. Further
# it is coloured light, which stays where it was; and lips are no greener than skin.
_LIPS_RANGE = (0.0, -9.0), (31.0, 12.0)
_MOUTH_RANGE = (-16.0, -15.0), (42.0, 14.0)
_EYES_RANGE = (-20.0, -25.0), (13.0, 8.0)
_COARSE = 0.03
# And what they have in the middle, of 135 faces: lips; eyes and teeth.
_PLAIN_LIPS, _PLAIN_WHITES = (9.0, -1.0), (-5.0, -5.0)
# Chroma is told for the lightness _SCALE; in near-black, below _FOOT, it is mostly noise.
_SCALE, _FOOT = 60.0, 16.0
# Mean chroma of skin below which a picture counts as black-and-white.
_GREY = 2.0


def toned(player: Side, template: Side, points: Floats, width: float, towards: Floats) -> Floats:
    """(H, W, 3) L*a*b*: the player's face in the template's tone and shading.

    towards: (2,) what a* and b* are then off the template's own, towards its neck's.
    """
    inside = _sampled(player.lab.shape, points)
    own, theirs = player.skin.mask * inside, template.skin.mask * inside
    middles = _parts(player.skin.middle), _parts(template.skin.middle)
    natural = _natural(player, points, inside, width)
    plain = evened(_parts(player.lab), _lit_by(player, points, width), points, width)
    calm = _without_shine(plain, own, width)
    other = _parts(template.lab)
    # The eyes tell the light as it is; skin is then moved towards the neck's.
    light = _whites(other, points, EYES)
    other[..., 1:] += towards * (np.float32(_SCALE) / (other[..., :1] + np.float32(_FOOT)))
    curved = _curves(calm, own, other, theirs)
    otherwise = _parts(template.skin.middle + np.array([0, *towards], np.float32))
    shading = np.maximum(theirs, inside * _lit_by(template, points, width, _BROAD))
    wanted = _low(other, np.asarray(shading, np.float32), width, otherwise)
    low = _low(curved, own, width, otherwise)
    skin = _close(curved + np.float32(_SHADING) * (wanted - low), wanted, natural)
    skin[..., 0] = (
        _relief(skin[..., 0] - wanted[..., 0], other[..., 0] - wanted[..., 0], own, theirs, width)
        + wanted[..., 0]
    )
    skin[..., 0] = _hair(plain, player, skin[..., 0], wanted[..., 0], points, width)
    result = _features_kept(plain, calm, skin, light, middles, points, width, natural)
    if np.abs(template.skin.middle[1:]).max() < _GREY:
        result[..., 1:] = otherwise[1:]
    return _whole(result)


def sharpened(lab: Floats, template: Side, own: Floats, width: float) -> Floats:
    """Grain and sharpness brought towards the template's, as its skin shows them."""
    sigma = max(width / 260, 0.7)
    fine = lab[..., 0] - soft(np.ascontiguousarray(lab[..., 0]), sigma)
    theirs = template.lab[..., 0] - soft(np.ascontiguousarray(template.lab[..., 0]), sigma)
    both = own * template.skin.mask > 0.6
    if both.sum() < 100:
        return lab
    ratio = float(np.std(theirs[both]) / (np.std(fine[both]) + 1e-3))
    gain = np.clip(ratio, 0.75, 1.6) - 1
    lab[..., 0] += np.float32(gain) * fine
    return lab


def _sampled(shape: tuple[int, ...], points: Floats) -> Floats:
    """Where skin is compared: features, and half of the forehead's weight, left out."""
    return (1 - features(shape, points, 0.02)) * (1 - 0.5 * forehead(shape, points))


def _lit_by(side: Side, points: Floats, width: float, thin: float = _THIN) -> Floats:
    """Where a face's skin tells the light: in deep shade too, but not what is as dark as a
    beard where a beard would be, nor what is dark and thin, as lashes, rims and folds are."""
    shape = side.lab.shape
    oval = fill(shape, points, (OVAL,))
    shaded = step(side.skin.dark * side.skin.coloured, 0.15, 0.5)
    # Hair beside the face may be of skin's colour too.
    shaded *= grown(oval, -_HAIR_RIM * width) * (1 - below_nose(shape, points, width))
    shaded *= 1 - features(shape, points, _HAIR_ROOM)
    shaded = grown(grown(shaded, -thin * width), thin * width)
    inside = oval * (1 - features(shape, points, 0.01))
    return np.asarray(inside * np.maximum(side.skin.mask, shaded), np.float32)


def _natural(player: Side, points: Floats, inside: Floats, width: float) -> float:
    """0 … 1, how much of the differences of colour on the player's face is its own, not light's."""
    scale = min(1 / (_EVEN * width), 1.0)
    shape = (round(inside.shape[0] * scale), round(inside.shape[1] * scale))
    face = grown(fill(inside.shape, points, (OVAL,)), -0.04 * width)
    weight = face * inside * np.maximum(player.skin.mask, player.skin.coloured)
    chroma = resized(_parts(player.lab)[..., 1:], shape)[resized(weight, shape) > 0.6]
    if len(chroma) < 50:
        return 1.0
    away = np.linalg.norm(chroma - np.median(chroma, axis=0), axis=1)
    spread = float(np.sqrt((away**2).mean()))
    return 1 - float(step(np.array(spread, np.float32), *_SPREAD))


def _low(lab: Floats, weight: Floats, width: float, otherwise: Floats) -> Floats:
    return average(lab, weight, _REACH * width, otherwise)


def _without_shine(lab: Floats, skin: Floats, width: float) -> Floats:
    """Highlights pressed down to a hint, in the colour of the skin around them."""
    calm = lab.copy()
    # A highlight is not skin in colour, so it does not raise the level it is compared with.
    level = average(lab[..., 0], skin, 0.14 * width, float(np.median(lab[..., 0])))
    bright = soft(np.ascontiguousarray(lab[..., 0]), 0.012 * width)
    over = np.maximum(bright - level - np.float32(_SHINE), 0)
    calm[..., 0] -= np.float32(1 - _SHINE_KEPT) * over
    faded = step(over, 2.0, 14.0)
    around = average(lab, skin, 0.1 * width, np.zeros(3, np.float32))
    calm[..., 1:] += faded[..., None] * (around - calm)[..., 1:]
    return calm


def _curves(lab: Floats, own: Floats, their_lab: Floats, theirs: Floats) -> Floats:
    """Every channel through the look-up table that lays the player's skin on the template's."""
    # A sample tells a curve as well as all pixels do.
    every = max(int(min(lab.shape[:2]) / _SAMPLED), 1)
    few = np.s_[::every, ::every]
    mine, other = lab[few][own[few] > 0.6], their_lab[few][theirs[few] > 0.6]
    if min(len(mine), len(other)) < 200 / every**2:
        return lab
    curved = np.empty_like(lab)
    for c in range(3):
        source = np.percentile(mine[:, c], _KNOTS)
        wanted = np.percentile(other[:, c], _KNOTS)
        chroma = int(c > 0)
        curved[..., c] = _curve(lab[..., c], source, wanted, _SLOPES[chroma], _BEYOND[chroma])
    return curved


def _curve(
    values: Floats,
    source: np.ndarray,
    wanted: np.ndarray,
    bounds: tuple[float, float],
    beyond: float,
) -> Floats:
    """A monotone table through the pairs, its slopes bounded, straight beyond its ends."""
    middle = len(source) // 2
    steps = np.maximum(np.diff(source), 0.05)
    slopes = np.clip(np.diff(wanted) / steps, *bounds)
    at, rises = (np.concatenate([[0], np.cumsum(each)]) for each in (steps, slopes * steps))
    x, y = at - at[middle] + source[middle], rises - rises[middle] + wanted[middle]
    x = np.concatenate([[x[0] - 100], x, [x[-1] + 100]])
    y = np.concatenate([[y[0] - 100 * beyond], y, [y[-1] + 100 * beyond]])
    # A table of 1024 steps: interpolating every pixel would take ten times as long.
    low, high = -130.0, 130.0
    table = np.interp(np.linspace(low, high, 1024), x, y).astype(np.float32)
    index = (values - np.float32(low)) * np.float32(1023 / (high - low))
    looked_up = cv2.remap(
        table[None], index, np.zeros_like(index), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(looked_up, np.float32)


def _relief(own: Floats, theirs: Floats, skin: Floats, other: Floats, width: float) -> Floats:
    """Light and shade of middling size on the skin made about as strong as the template's: the
    player's hard light does not go into a soft scene."""
    blurred, wanted = (
        soft(np.ascontiguousarray(each), _MIDDLING * width) for each in (own, theirs)
    )
    both = skin * other > 0.6
    if both.sum() < 200:
        return own
    ratio = float(np.std(wanted[both]) / (np.std(blurred[both]) + 0.1))
    less = 1 - np.clip(ratio, *_RELIEF)
    return np.asarray(own - np.float32(less) * blurred * skin, np.float32)


def _hair(
    plain: Floats, player: Side, skin: Floats, wanted: Floats, points: Floats, width: float
) -> Floats:
    """Brows and lashes as much darker than skin, in parts of its lightness, as they are on
    the player: by as many L* they would be grey on skin that was made much lighter."""
    shape = plain.shape
    level = average(plain[..., 0], player.skin.mask, _REACH * width, player.skin.middle[0])
    part = (plain[..., 0] + _HAIR_FOOT) / (level + np.float32(_HAIR_FOOT))
    there = grown(fill(shape, points, (*BROWS, *EYES)), _HAIR_ROOM * width)
    weight = soft(there, 0.01 * width) * (1 - step(part, *_HAIR))
    return np.asarray(skin + weight * (np.minimum(part * wanted, skin) - skin), np.float32)


def _close(skin: Floats, wanted: Floats, natural: float) -> Floats:
    """Chroma bent towards the template's around it: light's colour is not the skin's."""
    away = (skin[..., 1:] - wanted[..., 1:]) * np.float32(natural)
    bend = away * away
    bend *= np.float32(_MOST_CHROMA**-2)
    bend += 1
    away /= np.sqrt(bend, out=bend)
    np.add(wanted[..., 1:], away, out=skin[..., 1:])
    return skin


def _features_kept(
    plain: Floats,
    calm: Floats,
    skin: Floats,
    light: Floats | None,
    middles: tuple[Floats, Floats],
    points: Floats,
    width: float,
    natural: float,
) -> Floats:
    """Eyes, teeth and lips change less than skin does: they keep their own colours. plain: the
    player with all shine, as which the whites next to dark skin would be taken. light: the whites
    of the template's eyes. middles: the colours of the player's and the template's skin. natural:
    how much of the differences of colour within each is its own."""
    shape = calm.shape
    mouth = soft(fill(shape, points, (MOUTH_RING,)), 0.006 * width)
    lips = soft(fill(shape, points, (LIPS_RING,)), 0.012 * width) * (1 - mouth)
    eyes = soft(fill(shape, points, EYES), 0.006 * width)
    # Of eyes and teeth the lightness is scaled, so that pupils and the mouth's inside stay dark.
    for weight, own, shade, most in (
        (mouth, _whites(plain, points, (MOUTH_RING,)), _TEETH_SHADE, _MOST_CAST[0]),
        (eyes, _whites(plain, points, EYES), 0.0, _MOST_CAST[1]),
    ):
        factor, cast = _lit(own, light, middles, shade, most)
        rows, columns = _box(weight)
        white = plain[rows, columns] + np.array([0, *cast], np.float32)
        white[..., 0] *= np.float32(factor)
        there = skin[rows, columns]
        there += weight[rows, columns, None] * (white - there)
    follow = (middles[1] - middles[0]) * np.array(
        [_LIPS_FOLLOW[0], _LIPS_FOLLOW[1], _LIPS_FOLLOW[1]], np.float32
    )
    rows, columns = _box(lips)
    there = skin[rows, columns]
    there += lips[rows, columns, None] * (calm[rows, columns] + follow - there)
    for weight, usual, between in (
        (lips, _LIPS_RANGE, _PLAIN_LIPS),
        (mouth, _MOUTH_RANGE, _PLAIN_WHITES),
        (eyes, _EYES_RANGE, _PLAIN_WHITES),
    ):
        _unlit(skin, weight, usual, middles[1], _COARSE * width)
        _repainted(skin, weight, middles[1][1:] + np.array(between, np.float32), 1 - natural)
    return skin


def _unlit(
    lab: Floats,
    weight: Floats,
    usual: tuple[tuple[float, float], tuple[float, float]],
    middle: Floats,
    sigma: float,
) -> None:
    """Takes from a feature what of its chroma, seen coarsely, is beyond the usual on such skin."""
    rows, columns = _box(weight)
    there, inside = lab[rows, columns], weight[rows, columns]
    if not inside.size:
        return
    away = (average(there, inside, sigma, middle) - middle)[..., 1:]
    there[..., 1:] -= inside[..., None] * (away - np.clip(away, *np.array(usual, np.float32)))


def _repainted(lab: Floats, weight: Floats, chroma: Floats, share: float) -> None:
    """A feature in one chroma (2,), as far as its own is not known."""
    rows, columns = _box(weight)
    there = lab[rows, columns, 1:]
    there += np.float32(share) * weight[rows, columns, None] * (chroma - there)


def _box(mask: Floats) -> tuple[slice, slice]:
    """Rows and columns outside of which a mask is empty."""
    rows, columns = (np.flatnonzero(mask.max(axis=axis) > 1e-3) for axis in (1, 0))
    if not len(rows):
        return slice(0), slice(0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _whites(lab: Floats, points: Floats, rings: tuple[tuple[int, ...], ...]) -> Floats | None:
    """(3,) the colour of the whites of eyes or of teeth, None where too little of them is seen."""
    inside = lab[grown(fill(lab.shape, points, rings), -1) > 0.9]
    if len(inside) < 20:
        return None
    bright = np.percentile(inside[:, 0], 70)
    return np.asarray(np.median(inside[inside[:, 0] >= bright], axis=0), np.float32)


def _lit(
    own: Floats | None,
    light: Floats | None,
    middles: tuple[Floats, Floats],
    shade: float,
    most: float,
) -> tuple[float, Floats]:
    """A factor for the lightness and a shift of chroma (2,) that bring the player's whites into
    the template's light: as far as its own eyes tell it, between not at all and as far as skin
    changes in lightness."""
    mine, wanted = middles
    cast = (wanted - mine)[1:] * np.float32(_EYES_FOLLOW)
    if own is None:
        return 1.0, cast
    skin = float(wanted[0] / max(mine[0], 1.0))
    # In skin made lighter, teeth that stay behind look grey.
    below = shade if skin < 1 else 0.0
    factor = (1 + skin) / 2 if light is None else float((light[0] - below) / max(own[0], 1.0))
    factor = min(max(factor, min(skin, 1.0), _DIMMED[0]), max(skin, 1.0), _DIMMED[1])
    if light is not None and min(own[0], light[0]) > _WHITE:
        low, high = (light[1:] + np.array(room, np.float32) for room in (_BELOW, _ABOVE))
        moved = own[1:] + cast
        cast += np.clip(np.clip(moved, low, high) - moved, -most, most)
    return factor, np.asarray(cast, np.float32)


def _parts(lab: Floats) -> Floats:
    """L*, and a* and b* in parts of it; of pixels or of one colour."""
    parts = lab.copy()
    parts[..., 1:] *= np.float32(_SCALE) / (np.maximum(lab[..., :1], 0) + np.float32(_FOOT))
    return parts


def _whole(parts: Floats) -> Floats:
    """The way back."""
    lab = parts.copy()
    lab[..., 0] = np.clip(parts[..., 0], 0, 100)
    lab[..., 1:] *= (lab[..., :1] + np.float32(_FOOT)) / np.float32(_SCALE)
    return lab
