"""Catch: a game that anybody can deal again, a count that no sampling changes, and a picture."""

import contextlib
import hashlib
import hmac
import io
import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

import inference
from campaigns.plays import pose_catch as game
from campaigns.plays.base import (
    AssetCard,
    BadTrace,
    Dice,
    Scene,
    Shot,
    Trace,
    TurnSeen,
    Verdict,
)
from campaigns.plays.pose_catch import BASKET, HIGH, RADIUS, WIDE, PoseCatch, Settings, Thing
from tests.cast import a_picture_file
from tests.inference.photos import DATA, needs_photos
from tests.services.catches import basket, waving

PLAY = PoseCatch()
QUIET = Scene(language="en", brand_name="Lumo", logo=None)
DEALS = st.binary(min_size=32, max_size=32)
CHANGES = st.fixed_dictionaries(
    {
        "seconds": st.integers(5, 30),
        "speed": st.sampled_from(["calm", "steady", "quick"]),
        "amount": st.sampled_from(["few", "some", "many"]),
        "catch_with": st.sampled_from(["hands", "head", "body"]),
        "players": st.sampled_from([1, 2]),
        "bomb_share": st.integers(0, 9),
        "ingot_share": st.integers(0, 9),
    }
)
BODY = "0147.jpg"


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | {"seconds": 6} | changes


def told(**changes: Any) -> game.Rules:
    return game.rules_of(settings(**changes))


def no_art(asset_id: int) -> bytes:
    raise AssertionError(f"asset {asset_id} was asked for")


def touch(*tracks: Any) -> Trace:
    return Trace("touch", list(tracks))


def refused(trace: Trace, deal: bytes = bytes(32), **changes: Any) -> str:
    with pytest.raises(BadTrace) as bad:
        PLAY.points(deal, trace, settings(**changes))
    return bad.value.code


# --- the dice -----------------------------------------------------------------------------------
def test_the_dice_are_those_of_the_reference() -> None:
    """Worked out by hand from the reference's C code: state 1, 2, 3, 4."""
    seed = b"".join(n.to_bytes(4, "big") for n in (1, 2, 3, 4))
    dice = Dice(seed)
    # rotl(2 * 5, 7) * 9; then the state is 7, 0, 1026, 12288, and rotl(0 * 5, 7) * 9.
    assert [dice.word(), dice.word()] == [10 * 128 * 9, 0]
    # After that it is 12295, 1029, 1029 ^ 0, …: the third word is rotl(1029 * 5, 7) * 9.
    assert dice.word() == (1029 * 5 << 7) * 9


def test_dice_without_a_seed_fall_all_the_same() -> None:
    dice = Dice(bytes(16))
    assert len({dice.word() for _ in range(50)}) > 40


@given(seed=st.binary(min_size=16, max_size=16), count=st.integers(1, 2**20))
def test_a_throw_is_below_its_count(seed: bytes, count: int) -> None:
    dice = Dice(seed)
    assert all(0 <= dice.below(count) < count for _ in range(20))


def test_every_side_falls_as_often_as_the_others() -> None:
    dice = Dice(hashlib.sha256(b"fair").digest()[:16])
    sides = Counter(dice.below(6) for _ in range(12_000))
    assert all(1800 < sides[side] < 2200 for side in range(6))


# --- the deal and the course --------------------------------------------------------------------
@given(seed=DEALS, opening=st.integers(1, 12))
def test_a_game_is_dealt_as_anybody_can_work_out_of_the_seed(seed: bytes, opening: int) -> None:
    wanted = hmac.new(seed, f"deal/{opening}".encode(), hashlib.sha256).digest()
    assert PLAY.deal(seed, opening) == wanted
    assert PLAY.deal(seed, opening) != PLAY.deal(seed, opening + 1)


@given(deal=DEALS, changes=CHANGES)
def test_what_falls_is_on_the_court_in_order_and_down_in_time(
    deal: bytes, changes: dict[str, Any]
) -> None:
    rules = told(**changes)
    things = game.course(deal, rules)
    assert things == game.course(deal, rules)
    assert all(a.born < b.born for a, b in itertools.pairwise(things))
    for thing in things:
        assert RADIUS <= thing.x <= WIDE - RADIUS
        assert thing.y(thing.born) == -RADIUS
        assert thing.y(rules.ms) >= HIGH + RADIUS
        assert 0 <= thing.kind < 4
        assert rules.kinds[thing.kind][1] > 0


def test_another_deal_is_another_game() -> None:
    games = {tuple(game.course(bytes([n]) * 32, told())) for n in range(1, 30)}
    assert len(games) == 29


def test_things_fall_as_often_as_the_operator_says() -> None:
    rules = told(seconds=60, amount="many")
    fallen = Counter(
        thing.kind
        for n in range(60)
        for thing in game.course(hashlib.sha256(bytes([n])).digest(), rules)
    )
    shares = [share for _points, share in rules.kinds]
    for kind, share in enumerate(shares):
        wanted = share / sum(shares)
        total = fallen.total()
        # Five standard deviations: as good as never by chance, and the deals are fixed.
        assert abs(fallen[kind] / total - wanted) < 5 * (wanted * (1 - wanted) / total) ** 0.5


@given(deal=DEALS, seconds=st.integers(5, 60))
def test_one_picture_is_asked_for_in_each_quarter(deal: bytes, seconds: int) -> None:
    rules = told(seconds=seconds)
    found = game.moments(deal, rules)
    assert [moment * 4 // rules.ms for moment in found] == [0, 1, 2, 3]


# --- the count ----------------------------------------------------------------------------------
def falling(*things: tuple[int, int]) -> list[Thing]:
    """(kind, x) of things that come down one after the other."""
    return [Thing(800 * (n + 1), kind, x, 3000) for n, (kind, x) in enumerate(things)]


def caught(things: Sequence[Thing], x: int, **changes: Any) -> game.Score:
    """What a basket that stands still catches."""
    rules = told(**changes)
    rows = [(at, x, BASKET) for at in range(0, rules.ms + 1, 500)]
    return game.count(things, [rows], rules, "touch")


def test_what_falls_into_the_basket_counts_and_what_falls_beside_does_not() -> None:
    score = caught(falling((0, 1000), (1, 1000), (2, 2500)), 1000)
    assert (score.points, score.streak) == (10 + 20, 2)
    assert [catch.thing for catch in score.catches] == [0, 1]


def test_five_in_a_row_count_double_and_ten_three_times() -> None:
    score = caught(falling(*[(0, 1000)] * 11), 1000, seconds=12)
    assert [catch.points for catch in score.catches] == [10] * 4 + [20] * 5 + [30] * 2


def test_a_good_thing_on_the_ground_ends_the_row_and_a_bomb_there_does_not() -> None:
    good = caught(falling(*[(0, 1000)] * 4, (0, 2600), *[(0, 1000)] * 4), 1000, seconds=12)
    assert (good.points, good.streak) == (80, 4)
    bomb = caught(falling(*[(0, 1000)] * 4, (3, 2600), (0, 1000)), 1000, seconds=12)
    assert (bomb.points, bomb.streak) == (60, 5)


def test_a_bomb_costs_points_and_the_row_but_never_more_than_there_are() -> None:
    score = caught(falling((0, 1000), (3, 1000), (0, 1000)), 1000)
    assert [catch.points for catch in score.catches] == [10, -10, 10]
    assert (score.points, score.streak) == (10, 1)


def test_a_thing_is_caught_once_by_the_first_who_reaches_it() -> None:
    rules = told(players=2)
    rows = [(at, 1000, BASKET) for at in range(0, rules.ms + 1, 500)]
    score = game.count(falling((0, 1000)), [rows, rows], rules, "touch")
    assert [catch.track for catch in score.catches] == [0]


def test_a_hand_that_nobody_saw_catches_nothing() -> None:
    rules = told()
    lost = [(0, 1000, 2000), (400, 1000, 2000), (500,), (4000, 1000, 2000)]
    assert game.count(falling((0, 1000)), [lost, []], rules, "camera").points == 0


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
    few = PLAY.points(deal, touch(rows), settings())
    assert PLAY.points(deal, touch(more), settings()) == few


@given(deal=DEALS, changes=CHANGES)
def test_nobody_scores_more_than_everything_that_falls(
    deal: bytes, changes: dict[str, Any]
) -> None:
    rules = told(**changes)
    things = game.course(deal, rules)
    rows = [[*row] for row in basket(things, rules)]
    trace = touch(*[rows] * rules.players)
    points = PLAY.points(deal, trace, settings(**changes))
    assert 0 <= points <= game._most(things, rules)


@given(deal=DEALS)
def test_standing_still_beats_nobody_who_runs_to_what_falls(deal: bytes) -> None:
    rules = told(seconds=25)
    things = game.course(deal, rules)
    still = [[at, WIDE // 2, BASKET] for at in range(0, rules.ms + 1, 500)]
    ran = PLAY.points(deal, touch(basket(things, rules)), settings(seconds=25))
    assert ran >= PLAY.points(deal, touch(still), settings(seconds=25))


# --- impossible traces --------------------------------------------------------------------------
GOOD = [[0, 1000, BASKET], [100, 1200, BASKET], [200], [300, 1000, BASKET]]


def test_a_possible_trace_is_taken() -> None:
    assert PLAY.points(bytes(32), touch(GOOD), settings()) >= 0
    assert PLAY.points(bytes(32), touch([]), settings()) == 0


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
        assert PLAY.points(bytes(32), Trace(by, tracks), settings()) >= 0


@given(jump=st.integers(604, WIDE), at=st.integers(1, 60))
def test_a_leap_that_no_basket_can_make_is_refused_wherever_it_is(jump: int, at: int) -> None:
    rows = [[step * 100, 0 if step < at else jump, BASKET] for step in range(61)]
    assert refused(touch(rows)) == "too_fast"


def test_a_hand_may_be_faster_than_a_basket_but_not_by_any_number() -> None:
    quick = [[0, 100, 100], [100, 1700, 100]]
    assert game.read_tracks(Trace("camera", [quick, []]), told())
    assert refused(Trace("camera", [[[0, 100, 100], [100, 1704, 100]], []])) == "too_fast"


# --- proofs -------------------------------------------------------------------------------------
def filmed(deal: bytes, **changes: Any) -> Trace:
    rules = told(**changes)
    tracks = [waving(rules), [[at, WIDE - x, y] for at, x, y in waving(rules)]]
    rows = [[tuple(row) for row in track] for track in tracks]
    return Trace("camera", tracks, game.proofs(deal, rows, rules))


@given(deal=DEALS)
def test_the_pictures_are_those_of_the_first_look_after_each_moment(deal: bytes) -> None:
    trace, rules = filmed(deal), told()
    seen = {row[0] for row in trace.tracks[0]}
    for at, moment in zip(trace.frames_at, game.moments(deal, rules), strict=True):
        assert at in seen
        assert moment <= at < moment + 80
    assert PLAY.points(deal, trace, settings()) >= 0


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
    assert PLAY.points(deal, Trace("camera", [[], []]), settings()) == 0
    assert game.proofs(deal, [[(0,), (50,)], []], told()) == []


def test_a_basket_needs_no_picture_and_may_send_none() -> None:
    assert refused(Trace("touch", [GOOD], [100])) == "unproven"


# --- the judge ----------------------------------------------------------------------------------
def judged(turn: TurnSeen, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(Shot(None, turns=[turn]), settings(**changes), no_art, scene)


def by_touch(deal: bytes = bytes(range(32)), *rows: Any, **changes: Any) -> TurnSeen:
    trace = touch(list(rows) or basket(game.course(deal, told(**changes)), told(**changes)))
    points = PLAY.points(deal, trace, settings(**changes))
    return TurnSeen("trace", str(points), "touch", (), trace, deal)


def pixels(verdict: Verdict) -> np.ndarray[Any, np.dtype[np.int16]]:
    return np.asarray(Image.open(io.BytesIO(verdict.picture)), np.int16)


def test_a_game_with_the_basket_needs_no_frame_and_no_network() -> None:
    turn = by_touch()
    verdict = judged(turn)
    assert (verdict.width, verdict.height) == (1080, 1350)
    assert pixels(verdict).shape == (1350, 1080, 3)
    assert verdict.facts["points"] == int(turn.answer) > 0
    assert sum(verdict.facts["caught"]) > 0
    assert verdict.facts["believed"]
    assert judged(turn).picture == verdict.picture
    assert not PLAY.made_with_ai(verdict.facts)
    assert b"trainedAlgorithmic" not in verdict.picture.replace(b"T", b"t")


def test_another_score_is_another_picture() -> None:
    assert judged(by_touch()).picture != judged(by_touch(bytes(range(32)), [0, 0, BASKET])).picture


def test_the_picture_carries_the_brands_logo_and_colours() -> None:
    plain = pixels(judged(by_touch()))
    branded = Scene("en", "Lumo", a_picture_file(90, 60, (255, 0, 255, 255)))
    corner = pixels(judged(by_touch(), branded))[1270:, 800:]
    assert np.abs(corner - plain[1270:, 800:]).max() > 60
    theme = {"paper": "#fff8ec", "ink": "#2a2018", "accent": "#c9402f", "glow": "#f4b63f"}
    light = pixels(judged(by_touch(), Scene("en", "Lumo", None, theme)))
    assert light[1330, 200].min() > 220 > 60 > plain[1330, 200].max()


def test_the_operators_pictures_fall_on_it() -> None:
    asked: list[int] = []

    def art(asset_id: int) -> bytes:
        asked.append(asset_id)
        return a_picture_file(200, 200, (0, 255, 0, 255))

    own = settings(coin=1, packet=2, ingot=3, bomb=4)
    card = pixels(PLAY.judge(Shot(None, turns=[by_touch()]), own, art, QUIET))
    assert sorted(asked) == [1, 2, 3, 4]
    assert np.mean((card[..., 1] > 200) & (card[..., 0] < 80) & (card[..., 2] < 80)) > 0.01


def by_camera(deal: bytes, frame: bytes, middle: tuple[int, int], **changes: Any) -> TurnSeen:
    """A game whose head stays around a place of the court."""
    rules = told(catch_with="head", **changes)
    rows = [[at, middle[0] + at % 3, middle[1]] for at in range(0, rules.ms + 1, 80)]
    at = game.proofs(deal, [[tuple(row) for row in rows]], rules)
    trace = Trace("camera", [rows], at)
    points = PLAY.points(deal, trace, settings(catch_with="head", **changes))
    return TurnSeen("trace", str(points), "camera", [frame] * len(at), trace, deal)


def a_body() -> tuple[bytes, tuple[int, int]]:
    """A photo of somebody, 3 : 4, and where their nose is on the court, as in a mirror."""
    with Image.open(DATA / "portraits" / "fullbody" / BODY) as photo:
        high = photo.width * 4 // 3
        upright = photo.convert("RGB").crop((0, 0, photo.width, high))
    file = io.BytesIO()
    upright.save(file, "JPEG", quality=88)
    (pose,) = inference.find_poses(np.asarray(upright), at_most=1)
    x, y = pose.points[0, :2] / upright.size
    return file.getvalue(), (round(WIDE * (1 - x)), round(HIGH * y))


@needs_photos
def test_somebody_who_is_where_the_trace_says_is_believed_and_shown() -> None:
    frame, nose = a_body()
    deal = hashlib.sha256(b"deal").digest()
    turn = by_camera(deal, frame, nose)
    verdict = judged(turn, catch_with="head")
    assert verdict.facts["believed"]
    assert verdict.facts["points"] == int(turn.answer)
    assert PLAY.made_with_ai(verdict.facts)
    assert b"compositeWithTrainedAlgorithmicMedia" in verdict.picture
    middle = np.s_[300:1000, 340:740]
    assert np.abs(pixels(verdict)[middle] - pixels(judged(by_touch()))[middle]).mean() > 20


@needs_photos
def test_where_the_pictures_show_them_elsewhere_nothing_counts() -> None:
    frame, nose = a_body()
    deal = hashlib.sha256(b"deal").digest()
    turn = by_camera(deal, frame, (WIDE - nose[0], HIGH - 300))
    verdict = judged(turn, catch_with="head")
    assert (verdict.facts["believed"], verdict.facts["points"]) == (False, 0)
    assert PLAY.outcome(verdict, settings()) == "played"
    ((_title, words),) = PLAY.words_for(verdict.facts, settings())
    assert "did not count" in words


@pytest.mark.parametrize("frame", ["wall", "broken"])
def test_where_nobody_is_seen_at_all_the_player_plays_again(frame: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (480, 640), (120, 110, 100)).save(file, "JPEG")
    shown = file.getvalue() if frame == "wall" else b"\xff\xd8\xff no picture at all"
    turn = by_camera(hashlib.sha256(b"deal").digest(), shown, (1500, 1000))
    with pytest.raises(inference.BadPhoto) as bad:
        judged(turn, catch_with="head")
    assert bad.value.reason == inference.Reason.NOBODY


# --- tiers, words, settings ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("points", "tier"),
    [(0, "played"), (9, "played"), (10, "bronze"), (29, "bronze"), (30, "silver"), (60, "gold")],
)
def test_the_tier_is_that_of_the_points(points: int, tier: str) -> None:
    verdict = Verdict(b"", 1, 1, {"points": points})
    assert PLAY.outcome(verdict, settings(gold=60, silver=30, bronze=10)) == tier
    assert tier in PLAY.tiers


def test_points_and_streak_are_told_beside_the_picture() -> None:
    facts = {"points": 120, "believed": True, "streak": 7, "caught": [5, 3, 1]}
    ((title, text),) = PLAY.words_for(facts, settings())
    assert title == "120 points"
    assert text == "9 caught, 7 of them in a row."
    assert PLAY.score(facts) == 120
    nothing = {"points": 0, "believed": True, "streak": 0, "caught": [0, 0, 0]}
    ((_title, kind),) = PLAY.words_for(nothing, settings())
    assert "Nothing caught" in kind


def test_facts_hold_nothing_of_a_face() -> None:
    facts = judged(by_touch()).facts
    assert set(facts) == {"points", "believed", "streak", "caught", "bombs", "by"}


def form(**changes: Any) -> Settings:
    cards = [AssetCard(n, "star", f"thing {n}", f"/asset/{n}", 300, 300) for n in range(1, 5)]
    return Settings(Settings.defaults() | changes, shelf=cards)


def test_the_defaults_can_be_published_as_they_are() -> None:
    assert form().is_valid()
    assert PLAY.check(Settings.defaults(), no_art) == []


def test_cleaned_settings_are_json_and_clean_again() -> None:
    first = form(coin=1, bomb=2, players="2")
    assert first.is_valid()
    assert first.cleaned_data["players"] == 2
    assert form(**first.cleaned_data).is_valid()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"seconds": 4}, "seconds"),
        ({"seconds": 61}, "seconds"),
        ({"players": 3}, "players"),
        ({"catch_with": "feet"}, "catch_with"),
        ({"speed": "light"}, "speed"),
        ({"amount": "all"}, "amount"),
        ({"coin_value": 0}, "coin_value"),
        ({"bomb_value": -1}, "bomb_value"),
        ({"coin_share": 0, "packet_share": 0, "ingot_share": 0}, "coin_share"),
        ({"gold": 300, "silver": 300}, "gold"),
        ({"silver": 50, "bronze": 60}, "gold"),
        ({"coin": 9}, "coin"),
    ],
)
def test_settings_beyond_reason_are_refused(changes: dict[str, Any], field: str) -> None:
    errors = form(**changes).errors
    assert field in errors
    assert all(errors[field])


def test_gold_that_nobody_can_reach_is_not_published() -> None:
    found = PLAY.check(Settings.defaults() | {"gold": 50_000}, no_art)
    assert len(found) == 1
    assert "50000" in found[0]


def test_the_script_is_told_the_rules_and_nothing_of_the_seed() -> None:
    said = PLAY.page_settings(settings(players=2, catch_with="body"))
    assert said == {
        "rules": {
            "ms": 6000,
            "players": 2,
            "way": "body",
            "speed": 1700,
            "every": 700,
            "kinds": [[10, 6], [20, 3], [50, 1], [-30, 2]],
        },
        "sound": False,
    }


def test_there_is_time_for_the_game_and_for_a_slow_network() -> None:
    for seconds in (5, 60):
        rules = settings(seconds=seconds)
        assert PLAY.lasts(rules).total_seconds() == seconds
        assert 40 <= PLAY.window(rules).total_seconds() - seconds <= 90
