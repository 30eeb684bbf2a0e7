"""One player's face taking one seat of a scene."""

from collections.abc import Callable

import cv2
import numpy as np

from inference.results import Floats, Pixels
from inference.tasks.fusion.blend import join
from inference.tasks.fusion.mask import face_mask
from inference.tasks.fusion.player import Player, look_at
from inference.tasks.fusion.regions import OVAL, step
from inference.tasks.fusion.shape import target_shape
from inference.tasks.fusion.side import Side, moved_skin, player_side
from inference.tasks.fusion.skin import to_lab
from inference.tasks.fusion.tone import sharpened, toned
from inference.tasks.fusion.values import Comparison, FusionFace, Seated
from inference.tasks.fusion.warp import Part, part_around, sampled, spline_map

# In parts of the face's width: how far around the face the scene gives way, how much room the
# face has in which it is worked on, and how fine the grid of the spline is.
_AROUND, _ROOM, _COARSE = 0.75, 0.09, 1 / 22
# How far from the mask, in parts of the face's width, the player's light still falls on the scene:
# no further than the room reaches, or an edge would show where the room ends.
_FALLOFF = 0.11
# Every third point of the surface steers the scene; all of the outline does.
_STEERING = sorted({*range(0, 468, 3), *OVAL})
_ANCHORS = 12
# How far from the edge of what gives way it begins to, in parts of its side.
_FADE = 0.12


def take_seat(
    canvas: Pixels,
    face: FusionFace,
    player: Player,
    strength: float,
    *,
    compare: bool,
    lap: Callable[[str], None],
) -> Seated:
    """Fuses on the canvas itself."""
    looks = [look_at(each, face.width) for each in (player, player.twin) if each]
    lap("look")
    shape = target_shape(player.points, face.points, strength)
    outer = part_around(
        np.concatenate([face.points[:, :2], shape]), _AROUND * face.width, canvas.shape
    )
    inner = part_around(shape, _ROOM * face.width, canvas.shape)
    came_from = _reshaping(outer, face, shape)
    canvas[outer.slices] = sampled(canvas, came_from, cv2.INTER_CUBIC)
    theirs = _scene_side(canvas, face, inner, came_from[inner.within(outer)])
    lap("reshape")
    own = player_side(looks, inner, shape, face.width)
    lap("warp")
    points = inner.points(shape)
    mask = face_mask(points, face.width, own.skin, theirs.skin, fringe=player.fringe)
    lap("mask")
    fused = toned(own, theirs, points, face.width, face.towards_neck)
    fused = sharpened(fused, theirs, own.skin.mask, face.width)
    lap("tone")
    compared = _comparison(canvas, inner, own.lab, mask) if compare else None
    near = _near(mask, _FALLOFF * face.width)
    joined = join(fused, theirs.lab, mask * np.float32(strength), near)
    canvas[inner.slices] = np.where(near[..., None] > 0, _to_rgb(joined), canvas[inner.slices])
    whole = np.zeros(canvas.shape[:2], np.float32)
    whole[inner.slices] = mask
    lap("blend")
    return Seated(player.points, player.mirrored, shape, whole, compared)


def _reshaping(outer: Part, face: FusionFace, shape: Floats) -> Floats:
    """(h, w, 2): where in the scene each pixel of the part comes from, so that the template's
    points come to lie on `shape`; nothing moves at the part's edge, nor other faces."""
    rows, columns = outer.slices
    border = [
        (x, y)
        for x in np.linspace(columns.start, columns.stop, _ANCHORS)
        for y in np.linspace(rows.start, rows.stop, _ANCHORS)
        if x in (columns.start, columns.stop) or y in (rows.start, rows.stop)
    ]
    still = np.concatenate([np.array(border, np.float32), face.others])
    at = np.concatenate([shape[_STEERING], still])
    away = face.points[_STEERING, :2] - shape[_STEERING]
    values = np.concatenate([away, np.zeros_like(still)])
    shift = spline_map(outer, at, values, max(round(face.width * _COARSE), 3))
    shift *= _window((outer.height, outer.width))[..., None]
    shift += _grid(outer)
    return shift


def _window(shape: tuple[int, int]) -> Floats:
    """1 inside, falling to 0 at the edge."""
    sides = [np.minimum(np.arange(n), np.arange(n)[::-1]).astype(np.float32) / n for n in shape]
    rows, columns = (step(np.asarray(side, np.float32), 0.0, _FADE) for side in sides)
    return rows[:, None] * columns[None]


def _grid(part: Part) -> Floats:
    rows, columns = part.slices
    x = np.arange(columns.start, columns.stop, dtype=np.float32)
    y = np.arange(rows.start, rows.stop, dtype=np.float32)
    return np.stack(np.meshgrid(x, y), axis=-1)


def _scene_side(canvas: Pixels, face: FusionFace, inner: Part, came_from: Floats) -> Side:
    """The reshaped scene around the face, and its skin."""
    lab = to_lab(np.asarray(canvas[inner.slices], np.float32) / np.float32(255))
    own = came_from - np.array([face.part.left, face.part.top], np.float32)
    return Side(lab, moved_skin(face.skin, own))


def _near(mask: Floats, reach: float) -> Floats:
    """1 on the mask, falling to 0 at a distance in pixels from it."""
    away = cv2.distanceTransform((mask < 1e-3).astype(np.uint8), cv2.DIST_L2, 3)
    return 1 - step(np.asarray(away, np.float32), 0.0, reach)


def _comparison(canvas: Pixels, inner: Part, lab: Floats, mask: Floats) -> Comparison:
    pasted = canvas.copy()
    front, back = _to_rgb(lab.copy()), pasted[inner.slices]
    pasted[inner.slices] = cv2.blendLinear(front, back, mask, 1 - mask)
    return Comparison(canvas.copy(), pasted)


def _to_rgb(lab: Floats) -> Pixels:
    lab[..., 0] = np.clip(lab[..., 0], 0, 100)
    rgb = cv2.cvtColor(lab, cv2.COLOR_Lab2RGB)
    return np.asarray(cv2.convertScaleAbs(rgb, alpha=255), np.uint8)
