"""On a slow machine hands are looked for in every third frame; what else is seen stays smooth."""

from collections.abc import Sequence

import pytest

from tests.vision.looking import Lab, collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_FRAMES = """async ([script, taken]) => {
  const { Sparing } = await import(script);
  const sparing = new Sparing();
  return taken.map((took) => {
    const goesWithout = sparing.next();
    if (!goesWithout) sparing.note(took);
    return goesWithout ? "-" : "h";
  }).join("");
}"""


def looked(lab: Lab, taken: Sequence[int]) -> object:
    """A letter for each frame: h where hands are looked for. taken: ms of a whole frame."""
    return lab.page.evaluate(_FRAMES, [collected("vision/sparing.js"), taken])


def test_a_machine_that_keeps_up_looks_for_hands_in_every_frame(lab: Lab) -> None:
    assert looked(lab, [40] * 6) == "hhhhhh"


def test_a_slow_one_looks_for_them_in_every_third(lab: Lab) -> None:
    assert looked(lab, [120] * 8) == "h--h--h-"


def test_one_that_has_caught_up_looks_in_every_frame_again(lab: Lab) -> None:
    assert looked(lab, [120, 120, 120, 30, 30, 30]) == "h--hhh"
