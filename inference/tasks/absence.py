"""Why no face was found on a photo, so that the player is told what helps."""

from collections.abc import Iterator

import numpy as np

from inference.errors import BadPhoto, Reason
from inference.geometry import Window
from inference.image.check import check_pixels
from inference.models import face_detection, ssd
from inference.results import Cutout, Face, Pixels
from inference.tasks.compose.edges import cut_faces
from inference.tasks.face import face_of, find_faces, mesh

# Of 255: nothing of a black photo is lighter, nothing of a white one darker, but for some pixels in
# a hundred.
_BLACK, _WHITE = 26.0, 244.0
_BUT_FOR = 2.0
# Pixels of the shorter side of what is looked at once more.
_LOOKED_AT = 64
# Parts of the photo's longer side that are looked at for somebody far off, which overlap by half.
_PARTS = 4
# How sure of a face far off, at first and at second sight.
_SCORE, _PRESENT = 0.6, 0.5
_OVERLAP = 0.3


def must_be_light(pixels: Pixels) -> None:
    """Raises BadPhoto of a photo on which nothing can be seen: too_dark, too_bright."""
    check_pixels(pixels)
    some = pixels[::4, ::4]
    lightest = float(np.percentile(some.max(axis=2), 100 - _BUT_FOR))
    if lightest < _BLACK:
        raise BadPhoto(Reason.TOO_DARK, f"nothing is lighter than {lightest:.0f}")
    darkest = float(np.percentile(some.min(axis=2), _BUT_FOR))
    if darkest > _WHITE:
        raise BadPhoto(Reason.TOO_BRIGHT, f"nothing is darker than {darkest:.0f}")


def why_nobody(pixels: Pixels) -> Reason:
    """Of a photo on which nobody was found: too_dark, too_bright, off_centre (half a face is at a
    side), several or too_far (there are faces, too small to be found), or else nobody.

    Raises BadPhoto where this is no picture.
    """
    try:
        must_be_light(pixels)
    except BadPhoto as bad:
        return bad.reason
    if min(pixels.shape[:2]) < _LOOKED_AT or find_faces(pixels):
        return Reason.NOBODY
    everything = Cutout(np.ones(pixels.shape[:2], np.float32), pixels, 1.0)
    if cut_faces(pixels, everything, ()):
        return Reason.OFF_CENTRE
    far = sum(mesh(pixels, face).presence >= _PRESENT for face in _far_off(pixels))
    if far > 1:
        return Reason.SEVERAL
    return Reason.TOO_FAR if far else Reason.NOBODY


def _far_off(pixels: Pixels) -> Iterator[Face]:
    looks = [face_detection.detect(pixels, part, _SCORE) for part in _parts(pixels)]
    yield from map(face_of, ssd.merge(np.concatenate(looks), _OVERLAP))


def _parts(pixels: Pixels) -> Iterator[Window]:
    height, width = pixels.shape[:2]
    side = max(height, width) / _PARTS
    for y in np.arange(side / 2, height, side / 2):
        for x in np.arange(side / 2, width, side / 2):
            yield Window(float(x), float(y), side, side)
