"""How the quickest way is found: by looks, as many as fit into the time that there is for them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.vision.looking import Lab, collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# On a clock of its own: a way takes the next of its times.
_FOUND = """async ([script, times, took, patience]) => {
  const { quickest } = await import(script);
  const clock = performance.now;
  let now = 0;
  performance.now = () => now;
  const looks = times.map(() => 0);
  const ways = times.map((mine, at) => async () => { now += mine[looks[at]++ % mine.length]; });
  const found = await quickest(ways, took, patience);
  performance.now = clock;
  return { ...found, looks };
}"""


def found(
    lab: Lab, times: Sequence[Sequence[int]], took: Sequence[int], patience: int = 300
) -> Mapping[str, Any]:
    """times: of each way, ms of its looks. took: ms of the first look of each."""
    wanted = [collected("vision/probe.js"), times, took, patience]
    told: Mapping[str, Any] = lab.page.evaluate(_FOUND, wanted)
    return told


def test_the_quickest_is_taken_though_it_started_slower(lab: Lab) -> None:
    told = found(lab, [[12], [20]], [400, 90])
    assert (told["best"], told["took"], told["ms"]) == (0, [12, 20], 96)


def test_a_hiccup_of_the_quicker_one_does_not_count(lab: Lab) -> None:
    assert found(lab, [[12, 80, 12], [20]], [40, 40])["best"] == 0


def test_no_look_is_begun_that_would_not_be_over_in_time(lab: Lab) -> None:
    told = found(lab, [[90], [110]], [300, 200])
    assert (told["best"], told["ms"], told["looks"]) == (0, 200, [1, 1])


def test_what_there_was_no_time_to_try_again_is_not_hoped_for(lab: Lab) -> None:
    told = found(lab, [[90], [180]], [250, 400])
    assert (told["best"], told["took"], told["looks"]) == (1, [250, 180], [0, 1])


def test_without_time_for_looks_the_first_ones_decide(lab: Lab) -> None:
    told = found(lab, [[10], [10]], [200, 150], patience=0)
    assert (told["best"], told["took"]) == (1, [200, 150])


def test_where_there_is_one_way_nothing_is_spent(lab: Lab) -> None:
    told = found(lab, [[10]], [200])
    assert (told["best"], told["ms"], told["looks"]) == (0, 0, [0])
