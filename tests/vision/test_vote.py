"""What counts as thrown, out of readings around the beat; a pure function, asked in a page."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.vision.looking import Lab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_BEAT = 5000
_SETTLED = """async ([script, readings, beat]) => {
  const { settled, vote } = await import(script);
  const upTo = (count) => settled(readings.slice(0, count + 1), beat);
  const first = readings.findIndex((_, count) => upTo(count));
  const same = readings.every((_, count) =>
    first < 0 || count < first || upTo(count).gesture === vote(readings, beat).gesture);
  return [first < 0 ? null : readings[first].at - beat, same];
}"""
_VOTE = """async ([script, readings, beat]) => {
  const { vote } = await import(script);
  return vote(readings, beat);
}"""


def vote(lab: Lab, shown: Sequence[tuple[int, str]]) -> Any:
    """shown: (ms from the beat, gesture)."""
    readings = [{"at": _BEAT + at, "gesture": name, "confidence": 0.9} for at, name in shown]
    return lab.page.evaluate(_VOTE, [lab.told["vote"], readings, _BEAT])


def every(step: int, names: str, start: int = -120) -> list[tuple[int, str]]:
    """Frames `step` ms apart, each a letter: r, p, s, o(ther), - (none)."""
    words = {"r": "rock", "p": "paper", "s": "scissors", "o": "other", "-": "none"}
    return [(start + step * at, words[letter]) for at, letter in enumerate(names)]


@pytest.mark.parametrize(
    ("step", "names", "move"),
    [
        (40, "rrrrrrrrrrrr", "rock"),  # held from the countdown on
        (40, "rrrrrrppppppp", "paper"),  # the fist of the countdown opens a moment late
        (40, "rrrr-osssssss", "scissors"),  # blurred on its way
        (40, "---ppppppssss", "paper"),  # changed after it could be seen: the first counts
        (40, "rrrrrrrrrrrpp", "rock"),  # changed long after the beat
        (40, "rrrp-rrrrrrr", "rock"),  # one misread frame is no throw
        (40, "rrrrr--------", "rock"),  # thrown and taken away
        (100, "rrsss", "scissors"),  # a slow phone
    ],
)
def test_the_first_gesture_that_is_held_counts(lab: Lab, step: int, names: str, move: str) -> None:
    assert vote(lab, every(step, names))["gesture"] == move


@pytest.mark.parametrize(
    ("names", "when"),
    [
        ("---pppppppppppp", 40),  # there at the beat, seen twice
        ("rrrrrrppppppppp", 160),  # the fist opened late
        ("rrrrrrrrrrrrrrr", 200),  # a fist that stayed one
        ("rrrrr----------", None),  # taken away: it may come back as another
    ],
)
def test_the_vote_is_told_as_soon_as_nothing_can_change_it(
    lab: Lab, names: str, when: int | None
) -> None:
    readings = [
        {"at": _BEAT + at, "gesture": name, "confidence": 0.9} for at, name in every(40, names)
    ]
    told, stays = lab.page.evaluate(_SETTLED, [lab.told["vote"], readings, _BEAT])
    assert (told, stays) == (when, True)


@pytest.mark.parametrize(
    "shown",
    [
        [],
        every(40, "-------------"),
        every(40, "ooooooooooooo"),
        every(40, "------p------"),
        every(40, "rrrrrr", start=-900),
        every(40, "pppppp", start=460),
    ],
)
def test_what_is_not_held_around_the_beat_is_no_throw(
    lab: Lab, shown: Sequence[tuple[int, str]]
) -> None:
    assert vote(lab, shown) is None


def test_the_deciding_frames_show_the_move_best(lab: Lab) -> None:
    readings = [
        {"at": _BEAT + 40 * at, "gesture": name, "confidence": sure}
        for at, (name, sure) in enumerate(
            [("none", 0.9), ("paper", 0.5), ("paper", 0.9), ("paper", 0.8), ("paper", 0.95)]
        )
    ]
    thrown = lab.page.evaluate(_VOTE, [lab.told["vote"], readings, _BEAT])
    assert thrown["frames"] == [2, 3, 4]
    assert thrown["confidence"] == pytest.approx(0.7875)


def test_a_raised_hand_in_doubt_is_read_as_the_likeliest_of_the_three(lab: Lab) -> None:
    chances = {"rock": 0.1, "paper": 0.05, "scissors": 0.3, "other": 0.45, "none": 0.1}
    readings = [
        {"at": _BEAT + 40 * at, "gesture": "other", "confidence": 0.45, "chances": chances}
        for at in range(4)
    ]
    thrown = lab.page.evaluate(_VOTE, [lab.told["vote"], readings, _BEAT])
    assert thrown["gesture"] == "scissors"
    assert thrown["confidence"] == pytest.approx(0.9 * 0.3 / 0.45)
