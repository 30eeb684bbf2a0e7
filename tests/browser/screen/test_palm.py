"""What counts as a palm that is held up; a pure function of what was seen, asked in a page."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.processes import Server
from tests.vision.looking import collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_HEIGHT = 600
_STEP = 100
_LASTS = 1000
_HELD = """async ([script, lasts, from, height, looks]) => {
  const { Palm } = await import(script);
  const palm = new Palm(lasts, from ?? undefined);
  return looks.map(([at, seen]) => palm.note(seen, height, at));
}"""


def seen(gesture: str = "paper", *, x: float = 300, size: float = 60, **more: Any) -> Any:
    """A hand with its wrist at the height of 400, and its fingers above, or below where `down`."""
    way = 1 if more.get("down") else -1
    points = [0.0] * 63
    for point, high in ((0, 0.0), (9, 1.0), (12, 1.9)):
        points[3 * point : 3 * point + 2] = [x, 400 + way * high * size]
    confidence = more.get("confidence", 0.9)
    return {"gesture": gesture, "confidence": confidence, "landmarks": [points]}


NOBODY = {"gesture": "none", "confidence": 0.9, "landmarks": []}
# Long enough that a hand which comes up then is a new one.
BEFORE = [NOBODY] * 8


@pytest.fixture
def page(screen_page: Page, server: Server) -> Page:
    screen_page.goto("/healthz/web")
    return screen_page


def held(page: Page, looks: Sequence[Any], since: int | None = None) -> Any:
    """What is told after each look; one every 100 ms."""
    timed = [[at * _STEP, look] for at, look in enumerate(looks)]
    asked = [collected("screen/palm.js"), _LASTS, since, _HEIGHT, timed]
    return page.evaluate(_HELD, asked)


def dones(page: Page, looks: Sequence[Any], since: int | None = None) -> list[int]:
    """The numbers of the looks at which a palm had been held for a second."""
    return [at for at, told in enumerate(held(page, looks, since)) if told["done"]]


def test_a_palm_that_is_held_up_for_a_second_counts_once(page: Page) -> None:
    assert dones(page, [*BEFORE, *[seen()] * 40]) == [18]


def test_the_ring_fills_evenly(page: Page) -> None:
    parts = [told["part"] for told in held(page, [*BEFORE, *[seen()] * 11])]
    assert parts[8:] == pytest.approx([at / 10 for at in range(11)])


def test_a_hand_that_was_up_before_must_be_lowered_first(page: Page) -> None:
    told = held(page, [*[seen()] * 30, *BEFORE, *[seen()] * 15])
    assert [at for at, each in enumerate(told) if each["done"]] == [48]
    assert told[20] == {"part": 0, "done": False, "up": True, "spent": True}


def test_it_counts_again_once_it_was_lowered(page: Page) -> None:
    assert dones(page, [*BEFORE, *[seen()] * 20, *BEFORE, *[seen()] * 20]) == [18, 46]


def test_a_look_that_misses_it_takes_nothing_back(page: Page) -> None:
    looks = [*BEFORE, *[seen()] * 4, NOBODY, NOBODY, *[seen()] * 8]
    assert dones(page, looks) == [18]


def test_before_there_was_time_to_read_nothing_counts(page: Page) -> None:
    assert dones(page, [*BEFORE, *[seen()] * 40], since=1500) == [25]


@pytest.mark.parametrize(
    "looks",
    [
        [seen()] * 5,  # a short one
        [seen(x=60 + 40 * at) for at in range(14)],  # one that walks by
        [seen(x=200 if at // 3 % 2 else 420) for at in range(30)],  # a wave
        [seen("rock")] * 30,
        [seen("scissors")] * 30,
        [seen(confidence=0.4)] * 30,
        [seen(size=15)] * 30,  # far away
        [seen(down=True)] * 30,  # hanging
        [NOBODY] * 30,
    ],
    ids=["short", "passing", "waving", "fist", "scissors", "doubtful", "far", "hanging", "nobody"],
)
def test_nothing_else_does(page: Page, looks: Sequence[Any]) -> None:
    assert dones(page, [*BEFORE, *looks, *BEFORE]) == []
