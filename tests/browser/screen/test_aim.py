"""At which of several things a palm points, and when that is chosen; asked in a page."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.screen.test_palm import BEFORE, NOBODY, seen
from tests.support.processes import Server
from tests.vision.looking import collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Four beside each other below one, as dolls over a cup, or personas below a button.
THINGS = ((500, 100), (200, 600), (400, 600), (600, 600), (800, 600))
_CHOSEN = """async ([aimScript, palmScript, things, start, looks]) => {
  const [{ Aim }, { Palm }] = await Promise.all([import(aimScript), import(palmScript)]);
  const aim = new Aim(() => things.map(([x, y]) => ({ x, y })), start);
  const palm = new Palm(1000, undefined, aim);
  return looks.map(([at, seen]) => ({ ...palm.note(seen, 600, at), at: aim.at }));
}"""
# The size of the palm that `seen` makes.
SIZE = 60
LOOKS = 30


@pytest.fixture
def page(screen_page: Page, server: Server) -> Page:
    screen_page.goto("/healthz/web")
    return screen_page


def told(
    page: Page, looks: Sequence[Any], start: int = 0, things: Sequence[Any] = THINGS
) -> list[dict[str, Any]]:
    """What is told after each look; one every 100 ms."""
    timed = [[100 * number, look] for number, look in enumerate(looks)]
    scripts = [collected("screen/aim.js"), collected("screen/palm.js")]
    answer: list[dict[str, Any]] = page.evaluate(_CHOSEN, [*scripts, things, start, timed])
    return answer


def chosen(page: Page, looks: Sequence[Any], **more: Any) -> list[int]:
    """The numbers of the things that were chosen, in order."""
    return [each["at"] for each in told(page, looks, **more) if each["done"]]


def palm(right: float = 0, down: float = 0) -> Any:
    """A palm that the player moved from where it came up, so many of its sizes."""
    look = seen(x=300 - right * SIZE)
    points = look["landmarks"][0]
    for point in (0, 9, 12):
        points[3 * point + 1] += down * SIZE
    return look


def moved(right: float, down: float = 0, steps: int = 6) -> list[Any]:
    return [palm(right * part / steps, down * part / steps) for part in range(1, steps + 1)]


def test_a_palm_that_keeps_still_chooses_the_first_one_late(page: Page) -> None:
    answers = told(page, [*BEFORE, *[palm()] * LOOKS])
    assert [number for number, each in enumerate(answers) if each["done"]] == [28]
    assert answers[28]["at"] == 0


def test_what_it_was_moved_to_is_chosen_sooner(page: Page) -> None:
    looks = [*BEFORE, palm(), *moved(0, 1.4), *[palm(0, 1.4)] * LOOKS]
    answers = told(page, looks)
    done = [number for number, each in enumerate(answers) if each["done"]]
    since = next(number for number, each in enumerate(answers) if each["at"] != 0)
    assert done == [since + 10]
    assert answers[done[0]]["at"] == 2


@pytest.mark.parametrize(("right", "thing"), [(-1.4, 1), (1.4, 3), (2.8, 4), (9, 4), (-9, 1)])
def test_it_goes_to_the_right_and_to_the_left_as_before_a_mirror(
    page: Page, right: float, thing: int
) -> None:
    looks = [*BEFORE, palm(), *moved(right, steps=12), *[palm(right)] * LOOKS]
    assert chosen(page, looks, start=2) == [thing]


def test_beyond_the_last_one_the_way_back_begins_at_once(page: Page) -> None:
    looks = [*BEFORE, palm(), *moved(9, steps=12)]
    back = [palm(9 - 1.4 * part / 6) for part in range(1, 7)]
    assert told(page, [*looks, *back], start=2)[-1]["at"] == 3


def test_a_palm_that_trembles_stays_with_what_it_points_at(page: Page) -> None:
    trembling = [palm(0.6 + (0.2 if number % 2 else -0.2)) for number in range(LOOKS)]
    looks = [*BEFORE, palm(), *moved(0.6), *trembling]
    assert len({each["at"] for each in told(page, looks, start=2)[10:]}) == 1


def test_another_hand_elsewhere_points_at_nothing_new(page: Page) -> None:
    looks = [*BEFORE, *[palm()] * 3, *[palm(-4)] * 3]
    assert {each["at"] for each in told(page, looks, start=2)} == {2}


def test_who_never_stops_chooses_nothing(page: Page) -> None:
    there = [*moved(2.8, steps=8), *[palm(2.8 - 2.8 * part / 8) for part in range(1, 9)]]
    assert chosen(page, [*BEFORE, palm(), *there * 6], start=1) == []


def test_a_hand_that_was_up_before_must_be_lowered_and_begins_where_it_was(page: Page) -> None:
    up = [*[palm()] * 5, *moved(1.4), *[palm(1.4)] * LOOKS]
    assert chosen(page, up, start=2) == []
    assert chosen(page, [*up, *[NOBODY] * 8, *[palm()] * LOOKS], start=2) == [3]


def test_things_one_over_the_other_need_no_way_aside(page: Page) -> None:
    column = ((500, 100), (500, 400), (500, 700))
    looks = [*BEFORE, palm(), *moved(3, 1.4), *[palm(3, 1.4)] * LOOKS]
    assert chosen(page, looks, things=column) == [1]


def test_a_row_of_small_things_above_is_no_way_from_one_end_of_the_row_to_the_other(
    page: Page,
) -> None:
    """As the brushes stand above what ends a visit."""
    brushes = [(200 + 150 * number, 600) for number in range(5)]
    things = [(900, 1800), (200, 1800), *brushes]
    aside = [*BEFORE, palm(), *moved(-1.4), *[palm(-1.4)] * LOOKS]
    assert chosen(page, aside, things=things) == [1]
    above = [*BEFORE, palm(), *moved(0, -1.4), *[palm(0, -1.4)] * LOOKS]
    assert chosen(page, above, things=things) == [6]
