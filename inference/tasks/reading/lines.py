"""What of a face is drawn and measured, and whose points of the mesh it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from inference.results import Floats

# Closed lines first to last; the person's right is the picture's left.
OUTLINE: Final = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
RIGHT_BROW: Final = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
LEFT_BROW: Final = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
RIGHT_EYE: Final = (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7)
LEFT_EYE: Final = (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249)
LIPS: Final = (
    *(61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291),
    *(375, 321, 405, 314, 17, 84, 181, 91, 146),
)
# Open ones: the ridge of the nose, its base from wing to wing, and where the lips meet.
RIDGE: Final = (168, 6, 197, 195, 5, 4)
BASE: Final = (129, 98, 97, 2, 326, 327, 358)
MOUTH: Final = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)

CLOSED: Final = {
    "outline": OUTLINE,
    "right_brow": RIGHT_BROW,
    "left_brow": LEFT_BROW,
    "right_eye": RIGHT_EYE,
    "left_eye": LEFT_EYE,
    "lips": LIPS,
}
# What only a drawn face has, closed like the others.
RINGS: Final = ("right_iris", "left_iris")
OPEN: Final = {"ridge": RIDGE, "base": BASE, "mouth": MOUTH}

# Every feature that is read and its classes, from the smallest measure to the largest.
FEATURES: Final[Mapping[str, tuple[str, str, str]]] = {
    "face": ("round", "oval", "long"),
    "courts": ("upper", "middle", "lower"),
    "spacing": ("close", "even", "wide"),
    "brows": ("straight", "curved", "arched"),
    "eyes": ("long", "almond", "round"),
    "nose": ("short", "even", "long"),
    "mouth": ("small", "even", "wide"),
}


@dataclass(frozen=True, slots=True, eq=False)
class FaceReading:
    """A face as it is read and drawn.

    classes: a class for each of FEATURES, by its name.
    courts: hairline to brows, to the base of the nose, to the chin, each in usual courts (1.0).
    eyes: the five strips between the edges of the face and the corners of the eyes, from the
        picture's left, each in widths of an eye.
    lines: (N, 2) in pixels of the picture, by the names in CLOSED and OPEN; a drawn face has more.
    levels: (4, 2), where the courts begin and end. posts: (6, 2), where the five strips do.
    """

    classes: Mapping[str, str]
    courts: tuple[float, float, float]
    eyes: tuple[float, float, float, float, float]
    lines: Mapping[str, Floats]
    levels: Floats
    posts: Floats
