"""Where the faces are, and the surface of one."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

import numpy as np

from inference.geometry import Window
from inference.image.check import check_pixels
from inference.models import face_attention, face_detection, face_landmark, ssd
from inference.results import Face, Floats, Mesh, Pixels

_SCORE = 0.5
# From this score on a face needs no second opinion; below it needs this presence.
_SURE = 0.7
_PRESENT = 0.5
_OVERLAP = 0.3
# A face that the network sees narrower than this, in pixels of its input, is looked at again from
# nearer; that often shows others beside it. One alone that is as plain as this lies well already.
_SMALL, _PLAIN = 25.6, 0.9
# How many boxes wide that nearer look is.
_NEARER = 3.0
# The room around a face that fills the picture, in pictures.
_ROOM = 1.5
# How much wider than the detected box the landmark network wants to see.
_MESH_MARGIN = 1.5


def find_faces(
    pixels: Pixels, *, everywhere: bool = False, closely: bool = False
) -> tuple[Face, ...]:
    """The faces of a picture, largest first; () where there is none.

    Looks at the whole picture, then again from nearer at small candidates, which places them well
    or drops them. A single one that is plain to see lies well enough, to within two or three parts
    in a hundred of its width, and is spared that if not asked for (closely).
    Faces of people who stand far off do not show at all in the first look, so when none is left,
    or everywhere is asked for, it steps back, for a face that fills the picture, then goes over
    overlapping parts of it.
    Raises BadPhoto where this is no picture.
    """
    check_pixels(pixels)
    return faces_of(pixels, everywhere=everywhere, closely=closely)


def faces_of(
    pixels: Pixels, *, everywhere: bool = False, closely: bool = False
) -> tuple[Face, ...]:
    """The same of a picture of any size, which the caller has checked."""
    look = partial(_look, pixels, spare=not (everywhere or closely))
    if everywhere:
        found = look(chain.from_iterable(_ways(pixels)))
    else:
        found = next((faces for faces in map(look, _ways(pixels)) if faces), [])
    return tuple(sorted(found, key=lambda face: face.box[0] - face.box[2]))


def _ways(pixels: Pixels) -> Iterator[Iterable[Window]]:
    """The whole picture, the same with room around it, its parts; each made when asked for."""
    glance = face_detection.everything(pixels)
    yield [glance]
    yield [replace(glance, width=glance.width * _ROOM, height=glance.height * _ROOM)]
    yield _parts(pixels)


def _look(pixels: Pixels, windows: Iterable[Window], *, spare: bool) -> list[Face]:
    """Faces seen through any of the windows, small ones confirmed; spare: not a plain one alone,
    and at a skim."""
    looks = []
    for window in windows:
        told = face_detection.detect(pixels, window, _SCORE, skimming=spare)
        found = ssd.merge(told, _OVERLAP)
        if spare and len(found) == 1 and found[0, 0] >= _PLAIN:
            looks.append(found)
            continue
        shrunk = face_detection.size_for(window.width / window.height)[1] / window.width
        small = shrunk * (found[:, 3] - found[:, 1]) < _SMALL
        looks += [found[~small], *(_nearer(pixels, row) for row in found[small])]
    faces = map(face_of, ssd.merge(np.concatenate(looks), _OVERLAP))
    return [face for face in faces if _is_face(pixels, face)]


def _is_face(pixels: Pixels, face: Face) -> bool:
    """Asks the landmark network about doubtful ones; it knows faces, but not every profile."""
    return face.score >= _SURE or _surface(pixels, face).presence >= _PRESENT


def _nearer(pixels: Pixels, row: Floats) -> Floats:
    """What a look at the candidate's surroundings finds in its place."""
    x0, y0, x1, y1 = (float(n) for n in row[1:5])
    side = max(x1 - x0, y1 - y0) * _NEARER
    window = Window((x0 + x1) / 2, (y0 + y1) / 2, side, side)
    return face_detection.detect(pixels, window, _SCORE)


def mesh(pixels: Pixels, face: Face, *, irises: bool = False) -> Mesh:
    """The surface of a face found on the picture; check `presence` before relying on it.

    irises: with them, and with lips and eyes looked at closely, for twice the time.
    Raises BadPhoto where this is no picture.
    """
    check_pixels(pixels)
    return _surface(pixels, face, irises=irises)


def _surface(pixels: Pixels, face: Face, *, irises: bool = False) -> Mesh:
    x0, y0, x1, y1 = face.box
    side = max(x1 - x0, y1 - y0) * _MESH_MARGIN
    across = face.keypoints[1] - face.keypoints[0]
    angle = math.atan2(float(across[1]), float(across[0]))
    window = Window((x0 + x1) / 2, (y0 + y1) / 2, side, side, angle)
    if irises:
        return face_attention.locate(pixels, window)
    return face_landmark.locate(pixels, window)


def _parts(pixels: Pixels) -> Iterator[Window]:
    """Overlapping squares of half the longer side that cover the picture."""
    height, width = pixels.shape[:2]
    side = max(height, width) / 2
    for y in _centres(height, side):
        for x in _centres(width, side):
            yield Window(x, y, side, side)


def _centres(length: int, side: float) -> list[float]:
    if length <= side:
        return [length / 2]
    count = math.ceil((length - side) / (side / 2)) + 1
    return [float(n) for n in np.linspace(side / 2, length - side / 2, count)]


def face_of(row: Floats) -> Face:
    """A row as `face_detection.detect` answers it."""
    score, x0, y0, x1, y1 = (float(n) for n in row[:5])
    return Face((x0, y0, x1, y1), score, row[5:].reshape(6, 2).astype(np.float32))
