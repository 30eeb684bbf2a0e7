"""The shower: a course that anybody can throw again, and a count that no sampling changes."""

import contextlib
import dataclasses
import hashlib
import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaigns.plays.base import BadTrace, Trace
from campaigns.plays.games import shower
from campaigns.plays.games.shower import BASKET, HIGH, RADIUS, WIDE, Rules, Score, Thing
from tests.services.catches import basket, waving

KINDS = [(10, 6), (20, 3), (50, 1), (-30, 2)]
DEALS = st.binary(min_size=32, max_size=32)
RULES = st.builds(
    Rules,
    ms=st.integers(5, 30).map(lambda seconds: seconds * 1000),
    players=st.sampled_from([1, 2]),
    way=st.sampled_from(["hands", "head", "body"]),
    speed=st.sampled_from([1300, 1700, 2300]),
    every=st.sampled_from([950, 700, 500]),
    kinds=st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
        lambda shares: [*KINDS[:2], (50, shares[0]), (-30, shares[1])]
    ),
)


def told(**changes: Any) -> Rules:
    """Rules of six seconds for one player's hands."""
    return dataclasses.replace(Rules(6000, 1, "hands", 1700, 700, KINDS), **changes)


def touch(*tracks: Any) -> Trace:
    return Trace("touch", list(tracks))


def points(deal: bytes, trace: Trace) -> int:
    return shower.score_of(deal, trace, told()).points


def refused(trace: Trace, deal: bytes = bytes(32)) -> str:
    with pytest.raises(BadTrace) as bad:
        points(deal, trace)
    return bad.value.code


# --- the deal and the course --------------------------------------------------------------------
@given(deal=DEALS, rules=RULES)
def test_what_falls_is_on_the_court_in_order_and_down_in_time(deal: bytes, rules: Rules) -> None:
    things = shower.course(deal, rules)
    assert things == shower.course(deal, rules)
    assert all(a.born < b.born for a, b in itertools.pairwise(things))
    for thing in things:
        assert RADIUS <= thing.x <= WIDE - RADIUS
        assert thing.y(thing.born) == -RADIUS
        assert thing.y(rules.ms) >= HIGH + RADIUS
        assert 0 <= thing.kind < 4
        assert rules.kinds[thing.kind][1] > 0


def test_another_deal_is_another_game() -> None:
    games = {tuple(shower.course(bytes([n]) * 32, told())) for n in range(1, 30)}
    assert len(games) == 29


def test_things_fall_as_often_as_the_operator_says() -> None:
    rules = told(ms=60_000, every=500)
    fallen = Counter(
        thing.kind
        for n in range(60)
        for thing in shower.course(hashlib.sha256(bytes([n])).digest(), rules)
    )
    shares = [share for _points, share in rules.kinds]
    for kind, share in enumerate(shares):
        wanted = share / sum(shares)
        total = fallen.total()
        # Five standard deviations: as good as never by chance, and the deals are fixed.
        assert abs(fallen[kind] / total - wanted) < 5 * (wanted * (1 - wanted) / total) ** 0.5


@given(deal=DEALS, seconds=st.integers(5, 60))
def test_one_picture_is_asked_for_in_each_quarter(deal: bytes, seconds: int) -> None:
    rules = told(ms=seconds * 1000)
    found = shower.moments(deal, rules)
    assert [moment * 4 // rules.ms for moment in found] == [0, 1, 2, 3]


# --- the count ----------------------------------------------------------------------------------
def falling(*things: tuple[int, int]) -> list[Thing]:
    """(kind, x) of things that come down one after the other."""
    return [Thing(800 * (n + 1), kind, x, 3000) for n, (kind, x) in enumerate(things)]


def caught(things: Sequence[Thing], x: int, **changes: Any) -> Score:
    """What a basket that stands still catches."""
    rules = told(**changes)
    rows = [(at, x, BASKET) for at in range(0, rules.ms + 1, 500)]
    return shower.count(things, [rows], rules, "touch")


def test_what_falls_into_the_basket_counts_and_what_falls_beside_does_not() -> None:
    score = caught(falling((0, 1000), (1, 1000), (2, 2500)), 1000)
    assert (score.points, score.streak) == (10 + 20, 2)
    assert [catch.thing for catch in score.catches] == [0, 1]


def test_five_in_a_row_count_double_and_ten_three_times() -> None:
    score = caught(falling(*[(0, 1000)] * 11), 1000, ms=12_000)
    assert [catch.points for catch in score.catches] == [10] * 4 + [20] * 5 + [30] * 2


def test_a_good_thing_on_the_ground_ends_the_row_and_a_bomb_there_does_not() -> None:
    good = caught(falling(*[(0, 1000)] * 4, (0, 2600), *[(0, 1000)] * 4), 1000, ms=12_000)
    assert (good.points, good.streak) == (80, 4)
    bomb = caught(falling(*[(0, 1000)] * 4, (3, 2600), (0, 1000)), 1000, ms=12_000)
    assert (bomb.points, bomb.streak) == (60, 5)


def test_a_bomb_costs_points_and_the_row_but_never_more_than_there_are() -> None:
    score = caught(falling((0, 1000), (3, 1000), (0, 1000)), 1000)
    assert [catch.points for catch in score.catches] == [10, -10, 10]
    assert (score.points, score.streak) == (10, 1)


def test_a_thing_is_caught_once_by_the_first_who_reaches_it() -> None:
    rules = told(players=2)
    rows = [(at, 1000, BASKET) for at in range(0, rules.ms + 1, 500)]
    score = shower.count(falling((0, 1000)), [rows, rows], rules, "touch")
    assert [catch.track for catch in score.catches] == [0]


def test_a_hand_that_nobody_saw_catches_nothing() -> None:
    rules = told()
    lost = [(0, 1000, 2000), (400, 1000, 2000), (500,), (4000, 1000, 2000)]
    assert shower.count(falling((0, 1000)), [lost, []], rules, "camera").points == 0


@st.composite
def walks(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    """A basket's trace on straight lines, and the same with more rows on the very same lines."""
    at, x, rows, more = 0, draw(st.integers(0, WIDE)), [], []
    rows.append([at, x, BASKET])
    while at < 6000:
        part = draw(st.integers(1, 5))
        step = draw(st.integers(-part_speed(part), part_speed(part)))
        parts = draw(st.integers(1, 4))
        if not 0 <= x + step * parts <= WIDE:
            step = -step if 0 <= x - step * parts <= WIDE else 0
        cuts = draw(st.sets(st.integers(1, parts)))
        for n in range(1, parts + 1):
            row = [at + n * part * 20, x + n * step, BASKET]
            if n in cuts and n < parts:
                more.append(row)
        at, x = at + parts * part * 20, x + parts * step
        rows.append([at, x, BASKET])
    rows = [row for row in rows if row[0] <= 6000]
    more = [row for row in more if row[0] <= rows[-1][0]]
    return rows, sorted(rows + more)


def part_speed(part: int) -> int:
    """How far a basket may go in so many times 20 ms."""
    return 6000 * part * 20 // 1000


@given(deal=DEALS, walk=walks())
def test_the_count_does_not_depend_on_how_often_the_hand_was_looked_at(
    deal: bytes, walk: tuple[list[list[int]], list[list[int]]]
) -> None:
    rows, more = walk
    few = points(deal, touch(rows))
    assert points(deal, touch(more)) == few


@given(deal=DEALS, rules=RULES)
def test_nobody_scores_more_than_everything_that_falls(deal: bytes, rules: Rules) -> None:
    things = shower.course(deal, rules)
    rows = [[*row] for row in basket(things, rules)]
    trace = touch(*[rows] * rules.players)
    points = shower.score_of(deal, trace, rules).points
    assert 0 <= points <= shower.most(things, rules)


@given(deal=DEALS)
def test_standing_still_beats_nobody_who_runs_to_what_falls(deal: bytes) -> None:
    rules = told(ms=25_000)
    things = shower.course(deal, rules)
    still = [[at, WIDE // 2, BASKET] for at in range(0, rules.ms + 1, 500)]
    ran = shower.score_of(deal, touch(basket(things, rules)), rules).points
    assert ran >= shower.score_of(deal, touch(still), rules).points


# --- impossible traces --------------------------------------------------------------------------
GOOD = [[0, 1000, BASKET], [100, 1200, BASKET], [200], [300, 1000, BASKET]]


def test_a_possible_trace_is_taken() -> None:
    assert points(bytes(32), touch(GOOD)) >= 0
    assert points(bytes(32), touch([])) == 0


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([[0, 0, BASKET], [100, 601, BASKET], [200, 1300, BASKET]], "too_fast"),
        ([[0, 0, BASKET], [601, 0, BASKET]], "too_fast"),  # nobody saw it meanwhile
        ([[0, WIDE + 1, BASKET]], "outside"),
        ([[0, -1, BASKET]], "outside"),
        ([[0, 10, BASKET - 1]], "outside"),
        ([[0, 10, BASKET], [0, 10, BASKET]], "unordered"),
        ([[50, 10, BASKET], [40]], "unordered"),
        ([[6001, 10, BASKET]], "too_long"),
        ([[0, 10, BASKET]] * 700, "malformed"),
        ([[0, 10]], "malformed"),
        ([[0, 10, BASKET, 5]], "malformed"),
        ([[]], "malformed"),
        ([[0.0, 10, BASKET]], "malformed"),
        ([[False, 10, BASKET]], "malformed"),
        ([["0", 10, BASKET]], "malformed"),
        ([[0, None, BASKET]], "malformed"),
        ([[10**30, 10, BASKET]], "outside"),
        ([5], "malformed"),
        ({"0": 1}, "malformed"),
        (None, "malformed"),
        ("[[0,10,3500]]", "malformed"),
    ],
)
def test_an_impossible_trace_is_refused(rows: Any, code: str) -> None:
    assert refused(touch(rows)) == code


@pytest.mark.parametrize("tracks", [None, {}, [], [[], []], "x", 3, [[], [], []]])
def test_a_trace_of_another_number_of_baskets_is_refused(tracks: Any) -> None:
    assert refused(Trace("touch", tracks)) == "malformed"


@given(
    tracks=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=20,
    ),
    by=st.sampled_from(["camera", "touch"]),
)
@example(tracks=[[[0, 1e400, 3500]]], by="touch")
def test_whatever_is_sent_is_counted_or_refused(tracks: Any, by: str) -> None:
    with contextlib.suppress(BadTrace):
        assert points(bytes(32), Trace(by, tracks)) >= 0


@given(jump=st.integers(604, WIDE), at=st.integers(1, 60))
def test_a_leap_that_no_basket_can_make_is_refused_wherever_it_is(jump: int, at: int) -> None:
    rows = [[step * 100, 0 if step < at else jump, BASKET] for step in range(61)]
    assert refused(touch(rows)) == "too_fast"


@pytest.mark.parametrize("by", ["camera", "touch"])
@given(jump=st.integers(1700, WIDE), lost=st.integers(1, 99))
def test_who_is_lost_on_the_way_leaps_no_further(by: str, jump: int, lost: int) -> None:
    rows = [[0, 0, BASKET], [lost], [100, jump, BASKET]]
    tracks = [rows] * told().tracks(by)
    assert refused(Trace(by, tracks)) == "too_fast"
    later = [*rows[:2], [600, jump, BASKET]]
    assert shower.read_tracks(Trace(by, [later] * len(tracks)), told())


def test_a_hand_may_be_faster_than_a_basket_but_not_by_any_number() -> None:
    quick = [[0, 100, 100], [100, 1700, 100]]
    assert shower.read_tracks(Trace("camera", [quick, []]), told())
    assert refused(Trace("camera", [[[0, 100, 100], [100, 1704, 100]], []])) == "too_fast"


# --- proofs -------------------------------------------------------------------------------------
def filmed(deal: bytes, **changes: Any) -> Trace:
    rules = told(**changes)
    tracks = [waving(rules), [[at, WIDE - x, y] for at, x, y in waving(rules)]]
    rows = [[tuple(row) for row in track] for track in tracks]
    return Trace("camera", tracks, shower.proofs(deal, rows, rules))


@given(deal=DEALS)
def test_the_pictures_are_those_of_the_first_look_after_each_moment(deal: bytes) -> None:
    trace, rules = filmed(deal), told()
    seen = {row[0] for row in trace.tracks[0]}
    for at, moment in zip(trace.frames_at, shower.moments(deal, rules), strict=True):
        assert at in seen
        assert moment <= at < moment + 80
    assert points(deal, trace) >= 0


@pytest.mark.parametrize("frames", [[], [100], [1, 2, 3, 4]])
def test_other_pictures_than_those_that_are_asked_for_prove_nothing(frames: list[int]) -> None:
    deal = hashlib.sha256(b"deal").digest()
    trace = filmed(deal)
    assert refused(Trace("camera", trace.tracks, frames), deal) == "unproven"
    wanted = list(trace.frames_at)
    assert refused(Trace("camera", trace.tracks, wanted[:-1]), deal) == "unproven"
    assert refused(Trace("camera", trace.tracks, wanted[::-1]), deal) == "unproven"


def test_no_picture_is_asked_for_while_nobody_is_seen() -> None:
    deal = hashlib.sha256(b"deal").digest()
    assert points(deal, Trace("camera", [[], []])) == 0
    assert shower.proofs(deal, [[(0,), (50,)], []], told()) == []


def test_a_basket_needs_no_picture_and_may_send_none() -> None:
    assert refused(Trace("touch", [GOOD], [100])) == "unproven"
