"""Hands over a face."""

import pytest

from inference.errors import BadPhoto, BadTemplate, Reason
from inference.tasks.fusion import fuse, fusion_template
from inference.tasks.fusion.hands import hand_over
from tests.inference.photos import needs_photos, photo
from tests.inference.tasks.fusion.people import (
    DARK_MAN,
    ELDER,
    FRINGE,
    GLASSES,
    GREY,
    MAN,
    NIGHT,
    SMILING,
    WARM,
    WOMAN,
    into,
    surface,
)

pytestmark = needs_photos

# Fingers at a mouth, in black-and-white; before a mouth and a nose; at a cheek.
AT_THE_MOUTH = "faces/portraits/d79d465ac77c36518e0f0d626bf97ec4.jpg"
OVER_THE_FACE = tuple(f"faces/attributes/{n}.jpg" for n in (7377, 4083, 10794))
CHIN_ON_A_HAND = "faces/stock/051.jpg"


@pytest.mark.parametrize("name", [AT_THE_MOUTH, *OVER_THE_FACE])
def test_a_hand_over_the_face_is_refused(name: str) -> None:
    with pytest.raises(BadPhoto) as caught:
        fuse(into(WOMAN), photo(name))
    assert caught.value.reason is Reason.COVERED


@pytest.mark.parametrize(
    "name", [DARK_MAN, ELDER, FRINGE, GLASSES, GREY, MAN, NIGHT, SMILING, WARM, WOMAN]
)
def test_a_bare_face_is_no_hand(name: str) -> None:
    assert not hand_over(photo(name), surface(name))


def test_a_chin_may_rest_on_a_hand() -> None:
    assert fuse(into(WOMAN), photo(CHIN_ON_A_HAND)).seated


def test_a_template_with_a_hand_over_its_face_is_refused() -> None:
    with pytest.raises(BadTemplate) as caught:
        fusion_template([photo(AT_THE_MOUTH)])
    assert caught.value.code in {"face_covered", "face_dark"}
