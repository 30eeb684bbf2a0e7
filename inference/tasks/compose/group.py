"""Room for a group: as large as it can be beside the star, or behind the star's shoulder."""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from inference.errors import BadPhoto, Reason
from inference.results import Floats, Place
from inference.tasks.compose.figure import Figure
from inference.tasks.compose.hiding import covered_share, in_sight, over_heads
from inference.tasks.compose.layers import Layer
from inference.tasks.compose.spot import Spot
from inference.tasks.compose.stage import Stage
from inference.tasks.compose.standing import into_view, upright, wished_scale

# How small the smallest head of a group may become, in parts of the scene's height.
_LEAST_HEAD = 0.055
_SIZES_TRIED, _SHRINK = 24, 0.94
# How far from its place a group may stand, in parts of the scene's width, and in what steps.
_AWAY, _STEP = 0.22, 0.02
# The star's head and shoulders: the upper part of it, of which so much may be covered.
_UPPER, _COVERED = 0.5, 0.02
# What stands apart and is larger than this, in parts of the largest, is somebody too.
_SOMEBODY = 0.3
# Below a head that looks out from behind the star, so much, in parts of the head's height, may not
# be hidden by more than this.
_NECK, _HIDDEN_NECK = 0.7, 0.5
# What a group may cover beyond its part of a scene with a painted star, in parts of the scene.
_BEYOND = 0.01
# Overlaps are measured on a picture so much smaller.
_COARSE = 8
# A spot where no cut is seen and nothing hangs over a face is preferred to a larger one, but not to
# a much larger one.
_WORTH = 0.75


def find_room(figure: Figure, place: Place, stage: Stage) -> Spot:
    """The largest spot where every head is seen, the star's too. Raises BadPhoto(several)."""
    taken, outline = _taken(place, stage), _shrunk(figure.alpha)
    best: tuple[int, Spot] | None = None
    largest = 0.0
    for scale in wished_scale(figure, place, stage) * _SHRINK ** np.arange(_SIZES_TRIED):
        if scale < _WORTH * largest:
            break
        for spot in _spots(figure, place, stage, float(scale)):
            if not _fits(figure, stage, spot) or _covers(outline, spot, taken) > 1:
                continue
            spot = in_sight(figure, stage, spot)
            flaws = _flaws(figure, stage, spot)
            if flaws == 0:
                return spot
            largest = max(largest, spot.scale)
            best = (flaws, spot) if best is None or flaws < best[0] else best
    if best is None:
        raise BadPhoto(Reason.SEVERAL, "no room for so wide a group")
    return best[1]


def crowds(figure: Figure, place: Place, stage: Stage, spot: Spot) -> bool:
    """Does somebody whose face is not seen, apart from the one whose is, hide the star?"""
    outline = _shrunk(figure.alpha)
    solid = (outline > 0.5).astype(np.uint8)
    areas = cv2.connectedComponentsWithStats(solid)[2][1:, cv2.CC_STAT_AREA]
    several = (areas > _SOMEBODY * areas.max(initial=0)).sum() > 1
    return bool(several) and _covers(outline, spot, _taken(place, stage)) > 1


def _spots(figure: Figure, place: Place, stage: Stage, scale: float) -> Iterator[Spot]:
    """On the place, then ever farther from it, to either side; before the star, then behind."""
    steps = round(_AWAY / _STEP)
    for step in sorted(range(-steps, steps + 1), key=abs):
        aside = step * _STEP * stage.width
        spot = upright(figure, place, stage, scale, aside=aside, grows=False)
        left = place.x * stage.width + aside - figure.middle * spot.scale
        spot = replace(spot, left=round(left))
        yield spot
        if stage.star is not None:
            yield replace(spot, behind_star=True)


def _fits(figure: Figure, stage: Stage, spot: Spot) -> bool:
    """Is every head large enough, inside the frame, and not behind the star?"""
    if figure.heads[-1].height * spot.scale < _LEAST_HEAD * stage.height:
        return False
    if into_view(figure, spot.scale, spot.left, *stage.inner) != 0:
        return False
    star = stage.star if spot.behind_star else None
    if star is None:
        return True
    return not over_heads(figure, star, spot) and not _on_top(figure, star, spot)


def _on_top(figure: Figure, star: Layer, spot: Spot) -> bool:
    """Would a head seem to sit on the star, which hides all that is below it?"""
    necks = (replace(h, crown=h.chin, chin=h.chin + _NECK * h.height) for h in figure.heads)
    return any(covered_share(neck, star, spot) > _HIDDEN_NECK for neck in necks)


def _flaws(figure: Figure, stage: Stage, spot: Spot) -> int:
    """Cuts that are seen count once, a face that something hangs over twice."""
    return spot.open.left + spot.open.right + 2 * _overgrown(figure, stage, spot)


def _overgrown(figure: Figure, stage: Stage, spot: Spot) -> bool:
    """Does the scene's foreground or its frame hang over a face?"""
    layers = (layer for layer in (stage.foreground, stage.frame) if layer is not None)
    return any(over_heads(figure, layer, spot) for layer in layers)


def _covers(outline: Floats, spot: Spot, taken: Floats) -> float:
    """How much a group, in front, stands where it must not; 1 is as much as it may."""
    if spot.behind_star:
        return 0.0
    return float((_placed(outline, spot.scale, spot.left, spot.top, taken.shape) * taken).sum())


def _taken(place: Place, stage: Stage) -> Floats:
    """(h, w), coarse: where a group must not stand; what it covers may not add up to 1.

    The star's upper part; where the star is painted into the scene, what lies beyond the player's
    part, which is as wide to the one side of the place as to the other.
    """
    shape = stage.height // _COARSE, stage.width // _COARSE
    star = stage.star
    if star is not None:
        upper = _shrunk(star.alpha[: round(_UPPER * len(star.alpha))])
        part = _placed(upper, 1, star.left, star.top, shape)
        return part / np.float32(max(_COVERED * part.sum(), 1))
    part = np.zeros(shape, np.float32)
    beyond = round(abs(2 * place.x - 1) * shape[1])
    part[:, slice(beyond) if place.x >= 0.5 else slice(shape[1] - beyond, None)] = 1
    return part / np.float32(_BEYOND * part.size)


def _shrunk(alpha: Floats) -> Floats:
    size = tuple(max(side // _COARSE, 1) for side in alpha.shape[::-1])
    return np.asarray(cv2.resize(alpha, size, interpolation=cv2.INTER_AREA), np.float32)


def _placed(shrunk: Floats, scale: float, left: int, top: int, shape: tuple[int, ...]) -> Floats:
    """What was shrunk, in a coarse scene of this shape."""
    matrix = np.array([[scale, 0, left / _COARSE], [0, scale, top / _COARSE]])
    return np.asarray(cv2.warpAffine(shrunk, matrix, shape[::-1]), np.float32)
