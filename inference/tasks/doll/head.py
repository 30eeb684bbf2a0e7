"""A player's head, cut out at the jaw, upright and drawn as if with a brush."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.errors import BadPhoto, BadTemplate, Reason
from inference.image.check import check_pixels
from inference.matting.colours import own_colours
from inference.matting.resize import resized
from inference.results import Face, Floats, Pixels, Rgba
from inference.tasks.doll.brush import brushed, outlined
from inference.tasks.fusion.regions import OVAL, fill, grown, soft, step
from inference.tasks.fusion.skin import find_skin, to_lab
from inference.tasks.fusion.visible import face_seen, mouth_covered, near
from inference.tasks.portrait import cut_out
from inference.tasks.sitters import clear_mesh, pose_within, the_sitter

# The picture of a head: its size, the middle of its face, and how wide that face is.
SIDE: Final = 720
FACE: Final = 264.0
_MIDDLE = (SIDE / 2, 396.0)
# Where a drawn head has its chin.
CHIN: Final = (SIDE / 2, 566.0)
# Degrees from which on a head is no doll's head any more.
_YAW, _PITCH = 33.0, 30.0
# What is asked of the photo around the face, in widths of the face; more is not looked at.
_AROUND = 2.0
# Pixels of its longer side at which it is cut out: hair is drawn no finer.
_SIGHT = 480
_RIGHT_CHEEK, _LEFT_CHEEK, _CHIN, _HAIRLINE, _MOUTH = 234, 454, 152, 10, 13
_OUTER_EYES = (33, 263)
# Below the ears nothing but hair is kept outside the face, and that no deeper than the chin.
_LOBES = (177, 401)
# A head whose crown is outside the photo over so many widths of the face gets a dome, so many
# halves of the cut high.
_CUT, _DOME = 0.15, 0.42
# The least share of cheeks, nose and chin that is seen, and of the face that is cut out.
_SEEN, _CUT_OUT = 0.5, 0.6
# Pixels: what is thinner is no part of a head, but for the tips of its hair; and specks.
_THREAD, _TIPS, _SPECK = 37, 49, 7
# How far from its middle a head may reach beside the eyes, at least and at most, and how far below
# their lobes ears may end, in widths of the face.
_BOB, _EARS = (0.6, 1.1), 0.04


@dataclass(frozen=True, slots=True, eq=False)
class DollHead:
    """picture: (720, 720, 4), the drawn head, its face 264 px wide. chin: (x, y) in it, where the
    neck would end."""

    picture: Rgba
    chin: tuple[float, float]


def doll_head(pixels: Pixels) -> DollHead:
    """The head of the one person of a photo, as a doll wears it.

    Sunglasses, hats and hair stay; neck and shoulders go; the skin keeps its tone.
    Raises BadPhoto: what `the_sitter` raises, turned, and what face_quality names; covered too
    where a mask, a hand or a scarf lies over the face, or it cannot be told from what is around it.
    """
    check_pixels(pixels)
    face = the_sitter(pixels)
    surface = clear_mesh(pixels, face)
    pose_within(surface, _YAW, _PITCH)
    seen = near(pixels, surface.points)
    if face_seen(seen.skin, seen.points) < _SEEN or mouth_covered(seen.lab, seen.points):
        raise BadPhoto(Reason.COVERED, "something lies over the face")
    part, corner = _part(pixels, face)
    points = surface.points[:, :2] - corner
    part, points = _no_finer(part, points)
    colours, alpha = _cut(part)
    way = _upright(points)
    flat = np.asarray(points @ way[:, :2].T + way[:, 2], np.float32)
    colours, alpha = _moved(colours, alpha, way)
    colours, alpha = _capped(colours, alpha, part.shape, way)
    inside = fill(alpha.shape, flat, (OVAL,)) > 0.5
    if float(alpha[inside].mean()) < _CUT_OUT:
        raise BadPhoto(Reason.COVERED, "the face is not told from what is around it")
    kept = _kept(colours, alpha, flat)
    drawn = brushed(colours, kept, flat)
    # A turned head has its chin aside of its middle: the neck is between both.
    chin = (float(flat[_CHIN, 0] + _MIDDLE[0]) / 2, float(flat[_CHIN, 1]))
    return DollHead(outlined(drawn, kept), chin)


def drawn_head(picture: Rgba) -> DollHead:
    """A head that was drawn by hand, for who shows no face: (720, 720, 4), its chin at CHIN.

    Raises BadTemplate (malformed) where it has another size.
    """
    if picture.shape != (SIDE, SIDE, 4):
        raise BadTemplate("malformed", f"a head of {picture.shape}")
    return DollHead(picture, CHIN)


def _part(pixels: Pixels, face: Face) -> tuple[Pixels, Floats]:
    """What of the photo is around the face, no larger than it is needed, and where it begins."""
    x0, y0, x1, y1 = face.box
    reach = _AROUND * max(x1 - x0, y1 - y0)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    height, width = pixels.shape[:2]
    left, top = max(round(x - reach), 0), max(round(y - reach), 0)
    right, bottom = min(round(x + reach), width), min(round(y + reach), height)
    return (
        np.ascontiguousarray(pixels[top:bottom, left:right]),
        np.array([left, top], np.float32),
    )


def _cut(part: Pixels) -> tuple[Pixels, Floats]:
    """Its people's own colours, and how much of each pixel is theirs; as fine as an ink line."""
    height, width = part.shape[:2]
    scale = min(_SIGHT / max(height, width), 1)
    small = resized(part, (round(height * scale), round(width * scale)))
    alpha = np.asarray(resized(cut_out(small).alpha, part.shape), np.float32)
    return own_colours(part, alpha), alpha


def _no_finer(part: Pixels, points: Floats) -> tuple[Pixels, Floats]:
    """No larger than it will be drawn, which makes it sooner cut out; and the points in it."""
    scale = float(np.hypot(*_upright(points)[:, 0]))
    if scale >= 1:
        return part, points
    height, width = (max(round(side * scale), 1) for side in part.shape[:2])
    small = cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA)
    sides = np.array([width / part.shape[1], height / part.shape[0]], np.float32)
    return np.asarray(small, np.uint8), np.asarray(points * sides, np.float32)


def _upright(points: Floats) -> Floats:
    """(2, 3): turns the head upright, scales its face to FACE and puts it into the middle."""
    right, left = points[_OUTER_EYES[0]], points[_OUTER_EYES[1]]
    across = (left - right) / (float(np.hypot(*(left - right))) + 1e-6)
    turn = np.array([[across[0], across[1]], [-across[1], across[0]]], np.float32)
    level = points @ turn.T
    oval = level[list(OVAL)]
    low, high = oval.min(axis=0), oval.max(axis=0)
    # A turned face is narrower, but its head is not: height counts as much as width.
    size = max(float(high[0] - low[0]), 0.78 * float(high[1] - low[1]), 1.0)
    scale = FACE / size
    shift = np.array(_MIDDLE) - (low + high) / 2 * scale
    return np.asarray(np.column_stack([turn * scale, shift]), np.float32)


def _moved(colours: Pixels, alpha: Floats, way: Floats) -> tuple[Pixels, Floats]:
    scale = float(np.hypot(way[0, 0], way[1, 0]))
    if scale < 1:
        colours = np.asarray(cv2.GaussianBlur(colours, (0, 0), 0.45 / scale), np.uint8)
        alpha = np.asarray(cv2.GaussianBlur(alpha, (0, 0), 0.45 / scale), np.float32)
    size, how = (SIDE, SIDE), cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
    there = cv2.warpAffine(colours, way, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpAffine(alpha, way, size, flags=cv2.INTER_LINEAR)
    return np.asarray(there, np.uint8), np.asarray(np.clip(cover, 0, 1), np.float32)


def _capped(
    colours: Pixels, alpha: Floats, shape: tuple[int, ...], way: Floats
) -> tuple[Pixels, Floats]:
    """Where the photo's upper edge cuts the head, a dome is put on it: its colours go on."""
    photo = np.ones(shape[:2], np.float32)
    seen = np.asarray(cv2.warpAffine(photo, way, (SIDE, SIDE), flags=cv2.INTER_LINEAR))
    alpha = np.asarray(alpha * seen, np.float32)
    first = (seen > 0.5).argmax(axis=0)
    columns = np.arange(SIDE)
    cut = (seen.max(axis=0) > 0.5) & (first > 0)
    cut &= alpha[np.minimum(first + 4, SIDE - 1), columns] > 0.5
    if cut.sum() < _CUT * FACE:
        return colours, alpha
    left, right = np.flatnonzero(cut)[[0, -1]]
    half = max((right - left) / 2, 1.0)
    rise = _DOME * half * np.sqrt(np.clip(1 - ((columns - (left + right) / 2) / half) ** 2, 0, 1))
    rows = np.arange(SIDE, dtype=np.float32)[:, None]
    dome = step(rows - np.asarray(first - rise, np.float32)[None], -1, 1) * cut[None]
    beyond = (rows < first[None]) & cut[None]
    blurred = np.asarray(cv2.GaussianBlur(colours, (0, 0), 14, sigmaY=3), np.uint8)
    colours = np.where(beyond[..., None], blurred, colours)
    return colours, np.where(beyond, dome, alpha).astype(np.float32)


def _kept(colours: Pixels, alpha: Floats, points: Floats) -> Floats:
    """(720, 720) 0 … 1: face, ears, hair and hat; not neck, shoulders or what is worn there."""
    lab = to_lab(np.asarray(colours, np.float32) / np.float32(255))
    face = fill(alpha.shape, points, (OVAL,))
    lobes = float(points[list(_LOBES), 1].mean())
    chin = float(points[_CHIN, 1])
    anything = _rounded(alpha, points, lobes + _EARS * FACE)
    hair = _hair(lab, alpha, face, points) * _rounded(alpha, points, chin)
    kept = np.maximum(anything, hair) * alpha
    kept = np.maximum(kept, face * np.minimum(alpha * 4, 1))
    return _one_piece(np.asarray(kept, np.float32), face)


def _rounded(alpha: Floats, points: Floats, bottom: float) -> Floats:
    """0 … 1: below the eyes the head grows no wider and closes at that row, whatever hair, collar
    or shoulder there is; each side by itself."""
    eyes = float(points[list(_OUTER_EYES), 1].mean())
    middle = float(points[[_RIGHT_CHEEK, _LEFT_CHEEK], 0].mean())
    rows = np.arange(SIDE, dtype=np.float32)[:, None]
    columns = np.arange(SIDE, dtype=np.float32)[None]
    near, most = _BOB
    deep = max(bottom - eyes, 1.0)
    band = alpha[round(eyes) - 12 : round(eyes) + 12].mean(axis=0) > 0.5
    limit = np.ones_like(alpha)
    for side in (-1, 1):
        reach = np.flatnonzero(band & (side * (columns[0] - middle) > 0))
        wide = float(np.abs(reach - middle).max()) / FACE if reach.size else near
        wide = min(max(wide, near), most) * FACE
        far = np.maximum(side * (columns - middle) / np.float32(wide), 0) ** 2.6
        far = far + np.maximum((rows - eyes) / np.float32(deep), 0) ** 2.6
        here = side * (columns - middle) > 0
        limit = np.where(here, 1 - step(np.asarray(far, np.float32), 0.94, 1.06), limit)
    return np.asarray(np.where(rows < eyes, 1.0, limit), np.float32)


def _hair(lab: Floats, alpha: Floats, face: Floats, points: Floats) -> Floats:
    """0 … 1: how much a pixel looks like what is above the forehead and beside it."""
    half = cv2.resize(lab, (SIDE // 2, SIDE // 2), interpolation=cv2.INTER_AREA)
    skin = resized(
        find_skin(np.asarray(half, np.float32), points * np.float32(0.5)).mask, alpha.shape
    )
    rows = np.arange(SIDE)[:, None]
    brows = points[[70, 300], 1].mean()
    sample = (alpha > 0.9) & (grown(face, 4) < 0.1) & (rows < brows) & (skin < 0.4)
    if sample.sum() < 400:
        return np.zeros_like(alpha)
    colours = lab[sample]
    middle = np.median(colours, axis=0)
    spread = np.maximum(1.48 * np.median(np.abs(colours - middle), axis=0), (9.0, 4.0, 4.0))
    near = lab - middle
    away = np.linalg.norm(near / spread, axis=-1)
    likely = (1 - step(np.asarray(away, np.float32), 2.0, 4.0)) * (1 - skin)
    return step(soft(np.asarray(likely, np.float32), 3.0), 0.3, 0.7)


def _one_piece(kept: Floats, face: Floats) -> Floats:
    """Without specks, threads and holes: what hangs together with the face, its edge smoothed."""
    solid = (soft(kept, 2.2) > 0.5).astype(np.uint8)
    core = cv2.morphologyEx(solid, cv2.MORPH_OPEN, _disc(_THREAD))
    _count, labels = cv2.connectedComponents(core)
    inside = labels[face > 0.9]
    inside = inside[inside > 0]
    if not inside.size:
        return np.asarray(face, np.float32)
    core = (labels == np.bincount(inside).argmax()).astype(np.uint8)
    piece = solid & np.asarray(cv2.dilate(core, _disc(_TIPS)), np.uint8)
    piece = np.asarray(cv2.morphologyEx(piece, cv2.MORPH_OPEN, _disc(_SPECK)), np.uint8)
    filled = np.zeros_like(piece)
    rims, _ranks = cv2.findContours(piece, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(filled, [max(rims, key=cv2.contourArea)], -1, 1, cv2.FILLED)
    return step(soft(filled.astype(np.float32), 2.4), 0.25, 0.75)


def _disc(width: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)), np.uint8)
