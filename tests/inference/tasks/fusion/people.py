"""Portraits that the tests of fusion share; two of them once stood in for a template."""

from functools import cache

import numpy as np

from inference.results import Floats, Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.fusion import FusionTemplate, fusion_template
from tests.inference.photos import photo

WOMAN, MAN, DARK_MAN, ELDER = (f"faces/stock/{n}.jpg" for n in ("001", "047", "006", "028"))
SMILING, GLASSES, SUNGLASSES = (f"faces/stock/{n}.jpg" for n in ("036", "016", "010"))
FRINGE, FRINGE_AND_GLASSES = (f"faces/stock/{n}.jpg" for n in ("049", "034"))
DARK_LENSES, MIRRORING_LENSES = (f"faces/stock/{n}.jpg" for n in ("015", "053"))
# Lenses that mirror golden light, a towel over an eye, a hand; a microphone, a straw at a chin.
HIDDEN_EYES = tuple(f"faces/attributes/{n}.jpg" for n in (1291, 2263, 6637))
AT_THE_CHIN = ("faces/attributes/9643.jpg", "faces/stock/023.jpg")
PROFILE, GREY, CAMERA = (f"faces/stock/{n}.jpg" for n in ("017", "030", "003"))
# A portrait by night, a warm one with a beard, and dark skin with a broad smile.
NIGHT = "faces/portraits/100f17892cf7bb12beb12479641fcc4c.jpg"
# Faces in red and in blue light, burnt out on one side, and dark skin in the shade.
RED_LIGHT = "faces/portraits/b51d5fb537246482ef7a7ab63f093cab.jpg"
BLUE_LIGHT = "faces/portraits/f67f11de4ca9ebda3db52c41fd3d26c3105687b2d37571e54631a1e4486d0b30.jpg"
BURNT, SHADED = "faces/stock/013.jpg", "faces/attributes/8410.jpg"
# A shadow with a hard edge over the cheek and down the nose.
SHADOW = "faces/stock/046.jpg"
WARM, LAUGHING = "faces/stock/037.jpg", "faces/attributes/6589.jpg"


@cache
def into(name: str) -> FusionTemplate:
    return fusion_template([photo(name)])


@cache
def surface(name: str) -> Floats:
    """(478, 3) of the largest face."""
    pixels = photo(name)
    return mesh(pixels, find_faces(pixels)[0], irises=True).points


def beside(left: str, right: str) -> Pixels:
    """One picture of two people."""
    return np.ascontiguousarray(np.concatenate([photo(left), photo(right)], axis=1))
