"""How much is wanted of a machine: down at once where it is slow, up late, never to and fro."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vision.looking import Lab, collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A camera of 30 frames a second, on a clock of its own.
_WALKED = """async ([script, phases, noise, seed]) => {
  const { Stairs } = await import(script);
  const stairs = new Stairs(phases[0].costs.length);
  const changes = [];
  let [now, state] = [5000, seed];
  const chance = () => (state = (state * 16807) % 2147483647) / 2147483647;
  for (const { seconds, costs, hiccup } of phases) {
    const end = now + 1000 * seconds;
    for (let look = 0; now < end; look += 1) {
      const { step } = stairs;
      const isHiccup = hiccup > 0 && look % 10 === 9;
      const took = isHiccup ? hiccup : costs[step] * (1 + noise * (2 * chance() - 1));
      now += Math.max(33, took);
      const next = stairs.note(took, now);
      if (next !== step) changes.push([now - 5000, next]);
    }
  }
  return changes;
}"""

Phase = dict[str, object]
Change = tuple[float, int]

_PATIENT = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def costs_from(least: float, most: float) -> st.SearchStrategy[list[float]]:
    """ms of a look on each step: of the first one, and what each step down leaves of it."""
    saved = st.floats(0.4, 1)
    drawn = st.tuples(st.floats(least, most), saved, saved)
    return drawn.map(lambda each: [each[0], each[0] * each[1], each[0] * each[1] * each[2]])


def phase(seconds: float, costs: Sequence[float], hiccup: float = 0) -> Phase:
    """costs: ms of a look on each step. hiccup: ms of every tenth look; 0: none."""
    return {"seconds": seconds, "costs": list(costs), "hiccup": hiccup}


def walked(lab: Lab, *phases: Phase, noise: float = 0.0, seed: int = 1) -> Sequence[Change]:
    """When, in ms, it went to which step. noise: of a look's ms, up and down."""
    told = lab.page.evaluate(_WALKED, [collected("vision/stairs.js"), phases, noise, seed])
    return [(at, step) for at, step in told]


@_PATIENT
@given(costs=costs_from(5, 400), noise=st.floats(0, 0.25), seed=st.integers(1, 10_000))
def test_a_load_that_stays_the_same_moves_it_a_few_times_at_most(
    lab: Lab, costs: Sequence[float], noise: float, seed: int
) -> None:
    changes = walked(lab, phase(1200, costs), noise=noise, seed=seed)
    # Down two steps, and each of them tried again at most four times in twenty minutes.
    assert len(changes) <= 2 + 2 * 2 * 4
    if noise < 0.01:
        assert len(changes) <= 2 + 2 * 2
        assert all(at < 200_000 for at, _ in changes)
    for (_, before), (_, after) in pairwise([(0.0, 0), *changes]):
        assert abs(after - before) == 1


@_PATIENT
@given(costs=costs_from(81, 400), seed=st.integers(1, 10_000))
def test_a_slow_machine_is_spared_within_two_seconds(
    lab: Lab, costs: Sequence[float], seed: int
) -> None:
    changes = walked(lab, phase(60, costs), noise=0.1, seed=seed)
    at, step = changes[0]
    assert step == 1
    assert at < max(2000, 7 * costs[0])
    if costs[1] > 80:
        assert [step for _, step in changes[:2]] == [1, 2]


@_PATIENT
@given(
    costs=costs_from(5, 38),
    factor=st.floats(2, 10),
    slow=st.floats(2, 120),
    seed=st.integers(1, 10_000),
)
def test_a_machine_that_recovers_gets_everything_again(
    lab: Lab, costs: Sequence[float], factor: float, slow: float, seed: int
) -> None:
    hard = phase(slow, [cost * factor for cost in costs])
    changes = walked(lab, hard, phase(180, costs), noise=0.1, seed=seed)
    assert [step for _, step in changes][-1:] in ([], [0])


@_PATIENT
@given(costs=costs_from(5, 60), hiccup=st.floats(100, 1500))
def test_a_hiccup_now_and_then_is_nothing(lab: Lab, costs: Sequence[float], hiccup: float) -> None:
    assert walked(lab, phase(120, costs, hiccup)) == []


def test_what_a_climb_would_cost_is_known_from_the_fall(lab: Lab) -> None:
    """90 ms above and 40 here: easy, but not up there. Once it is tried, and never again."""
    changes = walked(lab, phase(600, [90, 40, 30]))
    assert [step for _, step in changes] == [1, 0, 1]


def test_a_pause_is_no_slow_look(lab: Lab) -> None:
    """The page was away: what was seen before says nothing, and no time passed in peace."""
    away = """async (script) => {
      const { Stairs } = await import(script);
      const stairs = new Stairs(3);
      for (let look = 0; look < 8; look += 1) stairs.note(100, 100 * look);
      return [stairs.note(100, 60_000), stairs.note(100, 60_100)];
    }"""
    assert lab.page.evaluate(away, collected("vision/stairs.js")) == [0, 0]
