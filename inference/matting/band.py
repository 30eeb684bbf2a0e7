"""What a rough mask settles, and the band around its edge that it leaves open."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.results import Face, Floats

Flags = NDArray[np.bool_]

_SURELY_PERSON = 0.9
_SURELY_NOT = 0.08
# Hair reaches past the mask; around heads even faint hints leave the band open.
_SURELY_NOT_HAIR = 0.04
# The hair's reach, in face widths.
_HAIR_REACH = 0.08


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """(H, W) flags: surely person, surely not, and open."""

    person: Flags
    rest: Flags

    @property
    def open(self) -> Flags:
        return ~(self.person | self.rest)


def band(mask: Floats, reach: float, faces: tuple[Face, ...], scale: float) -> Band:
    """reach: how far the mask's edge may be off, in its pixels. scale: its pixels per face's."""
    person = _shrunk(mask > _SURELY_PERSON, reach)
    rest = _shrunk(mask < _SURELY_NOT, reach)
    bare = mask < _SURELY_NOT_HAIR
    for face in faces:
        width = (face.box[2] - face.box[0]) * scale
        if width * _HAIR_REACH > reach:
            rest &= _shrunk(bare, width * _HAIR_REACH) | ~_head(mask.shape, face, scale)
    return Band(person, rest)


def _shrunk(flags: Flags, reach: float) -> Flags:
    side = 2 * max(round(reach), 1) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(cv2.erode(flags.astype(np.uint8), disc) > 0)


def _head(shape: tuple[int, ...], face: Face, scale: float) -> Flags:
    """An ellipse that holds the head and its hair, from well above to the shoulders."""
    x0, y0, x1, _ = (n * scale for n in face.box)
    width = x1 - x0
    centre = (round((x0 + x1) / 2), round(y0 + 0.3 * width))
    head = np.zeros(shape[:2], np.uint8)
    cv2.ellipse(head, centre, (round(1.1 * width), round(1.3 * width)), 0, 0, 360, 1, cv2.FILLED)
    return np.asarray(head > 0)
