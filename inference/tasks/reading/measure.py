"""The proportions of a face, as from straight ahead, both sides taken together."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.errors import BadPhoto, Reason
from inference.image.check import check_pixels
from inference.results import Face, Floats, Mesh, Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.face_quality import too_few_pixels
from inference.tasks.fusion.visible import eyes_seen, mouth_covered, near
from inference.tasks.reading.lines import (
    CLOSED,
    FEATURES,
    LEFT_BROW,
    OPEN,
    RIGHT_BROW,
    FaceReading,
)
from inference.tasks.sitters import clear_mesh, pose_within, the_sitter

Vectors = NDArray[np.float64]

_HAIRLINE, _NOSE_BASE, _CHIN, _NOSE_ROOT = 10, 2, 152, 168
_RIGHT_CHEEK, _LEFT_CHEEK = 234, 454
_RIGHT_CORNERS, _LEFT_CORNERS, _MOUTH_CORNERS = (33, 133), (362, 263), (61, 291)
_RIGHT_LIDS = ((160, 144), (159, 145), (158, 153))
_LEFT_LIDS = ((387, 373), (386, 374), (385, 380))
# Degrees from which on a proportion is a guess, and pixels below which a portrait is a blur.
_YAW, _PITCH, _NARROWEST = 30.0, 26.0, 84.0
# How wide the face is beside the one eye, of what it is beside the other one, at least.
_SIDES = 0.12
# The least share of skin under either eye: of 160 faces all that wear dark glasses fall below it,
# and three whose eye is in hair or deep shadow.
_EYES_SEEN = 0.25
# Below the first a measure has the first class of its feature, from the second on the last: a
# third each of 161 faces of all ages and skin tones that look ahead.
CUTS: Final = {
    "face": (1.138, 1.196),
    "spacing": (1.293, 1.355),
    "brows": (0.149, 0.167),
    "eyes": (0.232, 0.287),
    "nose": (0.292, 0.303),
    "mouth": (0.361, 0.426),
}
# The middle of each court's share among the same faces; the mesh begins below the hairline.
COURTS: Final = (0.197, 0.382, 0.421)


def read_face(pixels: Pixels) -> FaceReading:
    """Measures the one face of a photo; bystanders far behind do not count.

    A photo and its mirror image, as many cameras take it, have the same classes.
    Raises BadPhoto: nobody, several, turned, too_far and what face_quality names.
    """
    check_pixels(pixels)
    sitter = the_sitter(pixels)
    mirrored = np.ascontiguousarray(pixels[:, ::-1])
    face = _as_both_see(sitter, mirrored)
    twin = mesh(mirrored, _flipped(face, pixels.shape[1]), irises=True)
    return read_surface(_checked(pixels, face), twin)


def read_surface(surface: Mesh, twin: Mesh | None = None) -> FaceReading:
    """The same of a mesh, whatever its size and turn.

    twin: the mesh of the photo's mirror image, on it; the measures are then the means of both.
    """
    flat = np.asarray(surface.points[:, :2], np.float32)
    sides = [_ahead(each) for each in (surface, twin) if each is not None]
    courts = _three(np.mean([_courts(ahead) for ahead in sides], axis=0))
    strips = [_five_eyes(ahead)[::step] for ahead, step in zip(sides, (1, -1), strict=False)]
    eyes = _five(np.mean(strips, axis=0))
    found = {
        name: float(np.mean([measures(each)[name] for each in (surface, twin) if each is not None]))
        for name in CUTS
    }
    classes = {name: _class_of(name, value) for name, value in found.items()}
    classes["courts"] = FEATURES["courts"][int(np.argmax((np.array(courts) - 1) * COURTS))]
    return FaceReading(
        classes={name: classes[name] for name in FEATURES},
        courts=courts,
        eyes=eyes,
        lines={name: flat[list(points)] for name, points in (CLOSED | OPEN).items()},
        levels=_levels(flat),
        posts=flat[[_RIGHT_CHEEK, *_RIGHT_CORNERS, *_LEFT_CORNERS, _LEFT_CHEEK]],
    )


def measures(surface: Mesh) -> dict[str, float]:
    """What CUTS divides: ratios without a unit."""
    ahead = _ahead(surface)
    eyes = _five_eyes(ahead)
    length = ahead[_CHIN, 1] - ahead[_HAIRLINE, 1]
    width = _across(ahead, (_RIGHT_CHEEK, _LEFT_CHEEK))
    openings = [
        np.mean([_down(ahead, pair) for pair in lids]) / _across(ahead, corners)
        for lids, corners in ((_RIGHT_LIDS, _RIGHT_CORNERS), (_LEFT_LIDS, _LEFT_CORNERS))
    ]
    return {
        "face": float(length / width),
        "spacing": eyes[2],
        "brows": float(np.mean([_arch(ahead, brow) for brow in (RIGHT_BROW, LEFT_BROW)])),
        "eyes": float(np.mean(openings)),
        "nose": _down(ahead, (_NOSE_ROOT, _NOSE_BASE)) / float(length),
        "mouth": _across(ahead, _MOUTH_CORNERS) / width,
    }


def _checked(pixels: Pixels, face: Face) -> Mesh:
    surface = clear_mesh(pixels, face)
    pose_within(surface, _YAW, _PITCH)
    sides = np.abs(np.diff(surface.points[[_RIGHT_CHEEK, 33, 263, _LEFT_CHEEK], 0]))[[0, 2]]
    if sides.min() < _SIDES * sides.max():
        raise BadPhoto(Reason.TURNED, "hardly anything is seen beside one eye")
    width = face.box[2] - face.box[0]
    if width < _NARROWEST:
        raise BadPhoto(too_few_pixels(pixels, width), "too few pixels for a portrait")
    seen = near(pixels, surface.points)
    if eyes_seen(seen.skin, seen.points) < _EYES_SEEN:
        raise BadPhoto(Reason.COVERED, "no skin is seen under an eye")
    if mouth_covered(seen.lab, seen.points):
        raise BadPhoto(Reason.COVERED, "no mouth is seen")
    return surface


def _as_both_see(face: Face, mirrored: Pixels) -> Face:
    """The mean of the face as it was found in the photo and in its mirror image."""
    width = mirrored.shape[1]
    own = _flipped(face, width)
    middle = own.box[0] + own.box[2]
    found = find_faces(mirrored)
    if not found:
        return face
    other = min(found, key=lambda each: abs(each.box[0] + each.box[2] - middle))
    if abs(other.box[0] + other.box[2] - middle) > own.box[2] - own.box[0]:
        return face
    other = _flipped(other, width)
    x0, y0, x1, y1 = (float(n) for n in np.mean([face.box, other.box], axis=0))
    points = np.asarray((face.keypoints + other.keypoints) / 2, np.float32)
    return Face((x0, y0, x1, y1), face.score, points)


def _flipped(face: Face, width: int) -> Face:
    """The face in the mirror image, whose right eye is the person's left one."""
    x0, y0, x1, y1 = face.box
    keypoints = face.keypoints[[1, 0, 2, 3, 5, 4]] * np.array([-1, 1], np.float32)
    shifted = np.asarray(keypoints + np.array([width, 0], np.float32), np.float32)
    return Face((width - x1, y0, width - x0, y1), face.score, shifted)


def _class_of(name: str, value: float) -> str:
    low, high = CUTS[name]
    return FEATURES[name][int(value >= low) + int(value >= high)]


def _ahead(surface: Mesh) -> Vectors:
    """(N, 3) along the head's own axes: to the picture's right, down to the chin, into it."""
    points = surface.points.astype(np.float64)
    pairs = ((33, 263), (133, 362), (_RIGHT_CHEEK, _LEFT_CHEEK), (61, 291))
    across = _unit(sum((points[left] - points[right] for right, left in pairs), np.zeros(3)))
    down = points[_CHIN] - points[_HAIRLINE]
    down = _unit(down - across * float(down @ across))
    axes = np.stack([across, down, np.cross(across, down)])
    return np.asarray((points - points[_NOSE_ROOT]) @ axes.T, np.float64)


def _unit(way: Vectors) -> Vectors:
    return np.asarray(way / (np.linalg.norm(way) + 1e-9), np.float64)


def _across(ahead: Vectors, pair: tuple[int, int]) -> float:
    return float(abs(ahead[pair[1], 0] - ahead[pair[0], 0])) + 1e-6


def _down(ahead: Vectors, pair: tuple[int, int]) -> float:
    return float(abs(ahead[pair[1], 1] - ahead[pair[0], 1]))


def _courts(ahead: Vectors) -> tuple[float, float, float]:
    brows = float(ahead[[*RIGHT_BROW, *LEFT_BROW], 1].mean())
    marks = [ahead[_HAIRLINE, 1], brows, ahead[_NOSE_BASE, 1], ahead[_CHIN, 1]]
    parts = np.maximum(np.diff(marks), 0.0)
    return _three(parts / (parts.sum() + 1e-9) / COURTS)


def _five_eyes(ahead: Vectors) -> tuple[float, float, float, float, float]:
    posts = ahead[[_RIGHT_CHEEK, *_RIGHT_CORNERS, *_LEFT_CORNERS, _LEFT_CHEEK], 0]
    strips = np.maximum(np.diff(posts), 0.0)
    return _five(strips / (strips[[1, 3]].mean() + 1e-9))


def _three(parts: Vectors) -> tuple[float, float, float]:
    return float(parts[0]), float(parts[1]), float(parts[2])


def _five(parts: Vectors) -> tuple[float, float, float, float, float]:
    one, two, three, four, five = (float(part) for part in parts)
    return one, two, three, four, five


def _arch(ahead: Vectors, brow: Sequence[int]) -> float:
    """How far the middle line of a brow rises above its ends, in lengths of the brow."""
    line = (ahead[list(brow[:5]), :2] + ahead[list(brow[:4:-1]), :2]) / 2
    chord = line[-1] - line[0]
    length = float(np.linalg.norm(chord)) + 1e-9
    offset = line - line[0]
    return float(np.abs(chord[0] * offset[:, 1] - chord[1] * offset[:, 0]).max() / length**2)


def _levels(flat: Floats) -> Floats:
    brows = flat[[*RIGHT_BROW, *LEFT_BROW]].mean(axis=0)
    return np.stack([flat[_HAIRLINE], brows, flat[_NOSE_BASE], flat[_CHIN]]).astype(np.float32)
