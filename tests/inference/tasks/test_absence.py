"""Where nobody was found there is a reason, and the player is told it."""

import numpy as np
import pytest

from inference.errors import BadPhoto, Reason
from inference.image import read_photo
from inference.tasks.absence import must_be_light, why_nobody
from tests.plays.difficult import DIFFICULT


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("black", Reason.TOO_DARK),
        ("white", Reason.TOO_BRIGHT),
        ("half a face", Reason.OFF_CENTRE),
        ("far off", Reason.TOO_FAR),
        ("many people", Reason.SEVERAL),
        ("wall", Reason.NOBODY),
        ("noise", Reason.NOBODY),
        ("cat", Reason.NOBODY),
    ],
)
def test_the_reason_is_what_the_photo_shows(name: str, reason: Reason) -> None:
    assert why_nobody(read_photo(DIFFICULT[name]())) is reason


def test_somebody_far_off_to_either_side_is_seen_too() -> None:
    room = read_photo(DIFFICULT["far off"]())
    for aside in (-280, 230):
        assert why_nobody(np.roll(room, aside, axis=1)) is Reason.TOO_FAR


def test_a_face_that_was_found_but_not_cut_out_is_nobodys() -> None:
    assert why_nobody(read_photo(DIFFICULT["plain"]())) is Reason.NOBODY


def test_a_lamp_in_the_night_is_light_enough_and_ink_on_paper_dark_enough() -> None:
    night, paper = (np.full((200, 200, 3), level, np.uint8) for level in (0, 255))
    night[80:120, 80:120] = 250
    paper[80:120, 80:120] = 20
    for pixels in (night, paper):
        must_be_light(pixels)
    with pytest.raises(BadPhoto):
        must_be_light(night[:70])
