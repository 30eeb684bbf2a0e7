"""A game is counted by the server alone: from its own deal and the trace, once, and in time."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from campaigns.models import Frame, Photo, PhotoJob, Round, Turn
from campaigns.plays.games.shower import BASKET
from campaigns.services import (
    entering,
    erasing,
    judging,
    limits,
    publishing,
    standing,
    tracing,
    turning,
)
from campaigns.services.errors import BadUpload, Gone, NotFound, NoTrace, NoTurn, TooMany
from campaigns.services.proving import proof, verify_turns
from campaigns.services.tracing import SentTrace
from tests.cast import a_picture_file, a_round
from tests.services.catches import (
    CATCH,
    Rows,
    a_catch,
    a_catch_release,
    falling,
    filmed,
    opened,
    rules,
    touched,
)
from tests.services.duels import a_duel, a_frame

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_bell")]


@pytest.fixture(autouse=True)
def _no_frames_of_others() -> None:
    for name in files():
        default_storage.delete(name)


def files() -> set[str]:
    if not default_storage.exists("frames"):
        return set()
    return {f"frames/{name}" for name in default_storage.listdir("frames")[1]}


def refused(code: str, call: Callable[[], object]) -> None:
    """Kindly: the words say what to do next. Nothing is kept."""
    with pytest.raises(NoTrace) as no:
        call()
    assert no.value.code == code
    assert str(no.value.words)
    assert not Turn.objects.exclude(answer="").exists()
    assert files() == set()


def sent(played: Round, change: Callable[[Rows], object] = lambda _rows: None) -> SentTrace:
    return touched(played, opened(played), change)


def finished(played: Round) -> Round:
    """The game counted and judged."""
    tracing.send(played, sent(played))
    judging.judge(entering.submit(played, "one", None).pk)
    played.refresh_from_db()
    return played


def test_a_game_is_counted_as_the_deal_and_the_trace_say() -> None:
    played = a_catch()
    turn = opened(played)
    game = touched(played, turn)
    told = tracing.send(played, game)
    deal = standing.deal_of(played, turn)
    assert deal == CATCH.deal(bytes(played.seed), 1)
    assert told.points == CATCH.points(deal, game.trace, standing.settings_of(played)) > 0
    kept = Turn.objects.get()
    assert (kept.by, kept.answer) == ("touch", str(told.points))
    assert kept.trace == {"tracks": game.tracks, "frames_at": []}
    assert verify_turns(played)


def test_the_same_once_more_is_answered_the_same() -> None:
    played = a_catch()
    turn = opened(played)
    game = filmed(played, turn)
    first = tracing.send(played, game)
    Turn.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert tracing.send(played, game) == first
    assert (Turn.objects.count(), Frame.objects.count(), len(files())) == (1, 4, 4)


def test_a_nonce_serves_one_game_only() -> None:
    played = a_catch()
    turn = opened(played)
    tracing.send(played, touched(played, turn))
    better = touched(played, turn, lambda rows: rows.pop())
    with pytest.raises(NoTrace) as no:
        tracing.send(played, better)
    assert no.value.code == "replayed"


def test_after_the_game_there_is_no_other_one_in_the_round() -> None:
    played = a_catch()
    tracing.send(played, sent(played))
    with pytest.raises(NoTrace) as no:
        turning.open_turn(played, 1)
    assert no.value.code == "over"


def test_a_game_that_is_opened_anew_is_dealt_anew_and_voids_the_earlier_one() -> None:
    played = a_catch()
    first, second = opened(played), opened(played)
    assert (first.opening, second.opening) == (1, 2)
    assert falling(played, first) != falling(played, second)
    refused("stale", lambda: tracing.send(played, touched(played, first)))
    assert tracing.send(played, touched(played, second)).points > 0
    assert verify_turns(played)


def test_nobody_opens_a_game_for_ever_to_find_an_easy_one() -> None:
    played = a_catch()
    for _ in range(CATCH.openings):
        turning.open_turn(played, 1)
    with pytest.raises(TooMany):
        turning.open_turn(played, 1)


def test_a_trace_for_another_deal_counts_what_it_catches_in_this_one() -> None:
    """Whoever plays another seed's game has run to where nothing falls."""
    release = a_catch_release(seconds=20, amount="many")
    played, other = a_catch(release), a_catch(release, seed=bytes(range(32, 64)))
    turn, foreign = opened(played, ago=21), touched(other, opened(other))
    told = tracing.send(played, dataclasses.replace(foreign, nonce=turn.nonce))
    deal, settings = standing.deal_of(played, turn), standing.settings_of(played)
    assert told.points == CATCH.points(deal, foreign.trace, settings)
    assert told.points < CATCH.points(deal, touched(played, turn).trace, settings)


def test_a_nonce_of_another_round_is_stale() -> None:
    played, other = a_catch(), a_catch()
    turn = opened(played)
    refused("stale", lambda: tracing.send(other, touched(played, turn)))
    refused("stale", lambda: tracing.send(played, SentTrace("made-up", "touch", [[]])))


def test_what_comes_late_is_not_counted() -> None:
    played = a_catch()
    game = sent(played)
    Turn.objects.update(closes_at=timezone.now() - timedelta(milliseconds=1))
    refused("late", lambda: tracing.send(played, game))


@pytest.mark.parametrize("ago", [0, 5])
def test_what_comes_sooner_than_the_game_lasts_is_not_counted(ago: int) -> None:
    played = a_catch()
    turn = opened(played, ago=ago)
    refused("hasty", lambda: tracing.send(played, touched(played, turn)))


@pytest.mark.parametrize(
    ("bend", "code"),
    [
        (lambda rows: rows.append([6001, 0, BASKET]), "too_long"),
        (lambda rows: rows.append([0, 0, BASKET]), "unordered"),
        (lambda rows: rows[3].__setitem__(1, 4000), "outside"),
        (lambda rows: rows[3].__setitem__(2, 100), "outside"),
        (lambda rows: rows.insert(1, [1, 0, BASKET]), "too_fast"),
        (lambda rows: rows.append("x"), "malformed"),
    ],
)
def test_an_edited_trace_that_nobody_can_have_left_is_refused(
    bend: Callable[[Rows], object], code: str
) -> None:
    played = a_catch()
    game = sent(played, bend)
    refused(code, lambda: tracing.send(played, game))
    assert tracing.send(played, sent(played)).points > 0


def test_an_edited_trace_that_is_possible_is_counted_anew_and_shows_in_the_books() -> None:
    played = a_catch()
    tracing.send(played, sent(played))
    assert verify_turns(played)
    turn = Turn.objects.get()
    Turn.objects.update(answer=str(int(turn.answer) + 10))
    assert not verify_turns(played)
    Turn.objects.update(answer=turn.answer, trace={"tracks": [[]], "frames_at": []})
    assert not verify_turns(played)


def test_a_game_before_the_camera_brings_the_pictures_that_the_deal_asks_for() -> None:
    played = a_catch()
    turn = opened(played)
    game = filmed(played, turn)
    tracing.send(played, game)
    assert [frame.place for frame in Frame.objects.order_by("place")] == [0, 1, 2, 3]
    (seen,) = standing.seen(played)
    assert seen.trace == game.trace
    assert list(seen.frames) == list(game.frames)
    assert seen.deal == standing.deal_of(played, turn)


@pytest.mark.parametrize(
    "changes",
    [
        {"frames": []},
        {"frames_at": [], "frames": []},
        {"frames_at": [10, 20, 30, 40]},
        {"by": "touch"},
    ],
)
def test_without_these_pictures_nothing_is_counted(changes: dict[str, Any]) -> None:
    played = a_catch()
    game = dataclasses.replace(filmed(played, opened(played)), **changes)
    code = "malformed" if game.by == "touch" and not game.frames_at else "unproven"
    refused(code, lambda: tracing.send(played, game))


def test_one_picture_does_not_serve_for_all_moments() -> None:
    played = a_catch()
    game = filmed(played, opened(played), *[a_frame()] * 4)
    refused("unproven", lambda: tracing.send(played, game))


def test_a_picture_serves_once_in_a_campaign() -> None:
    release, frame = a_catch_release(), a_frame()
    first, second = a_catch(release), a_catch(release)
    tracing.send(first, filmed(first, opened(first), frame))
    game = filmed(second, opened(second), frame)
    with pytest.raises(NoTrace) as no:
        tracing.send(second, game)
    assert no.value.code == "repeated"
    assert len(files()) == 4


@pytest.mark.parametrize("frame", [b"no picture", a_picture_file()])
def test_what_is_no_frame_is_not_kept(frame: bytes) -> None:
    played = a_catch()
    with pytest.raises(BadUpload):
        tracing.send(played, filmed(played, opened(played), frame))
    assert files() == set()


def test_a_play_without_traces_has_none() -> None:
    for played in (a_duel(), a_round()):
        with pytest.raises(NotFound):
            tracing.send(played, SentTrace("x", "touch", [[]]))


def test_a_game_has_no_moves_to_be_sent() -> None:
    played = a_catch()
    turn = opened(played)
    with pytest.raises(NotFound):
        turning.send(played, turning.Sent(1, turn.nonce, "trace", "touch"))


def test_a_game_is_judged_only_when_it_was_counted() -> None:
    played = a_catch()
    with pytest.raises(NoTurn) as no:
        entering.submit(played, "one", None)
    assert no.value.code == "not_over"


def test_the_judged_game_has_picture_tier_score_and_prize() -> None:
    played = finished(a_catch())
    assert judging.state_of(played).state == "done"
    assert played.score == int(Turn.objects.get().answer)
    assert played.tier == "gold"
    assert played.draw.coupon is not None


def test_where_nobody_was_seen_the_game_is_played_anew() -> None:
    played = a_catch()
    tracing.send(played, filmed(played, opened(played)))
    judging.judge(entering.submit(played, "one", None).pk)
    assert (judging.state_of(played).state, judging.state_of(played).reason) == ("retake", "nobody")
    played.refresh_from_db()
    assert (played.score, played.tier, files()) == (None, "", set())
    with pytest.raises(NoTrace) as no:
        entering.submit(played, "two", None)
    assert no.value.code == "anew"


def test_the_seed_and_the_deal_are_told_once_the_round_is_finished() -> None:
    played = a_catch()
    tracing.send(played, sent(played))
    with pytest.raises(NoTrace):
        proof(played)
    judging.judge(entering.submit(played, "one", None).pk)
    played.refresh_from_db()
    found = proof(played)
    assert bytes.fromhex(found.seed) == bytes(played.seed)
    assert bytes.fromhex(found.deal) == CATCH.deal(bytes(played.seed), found.opening)
    assert (found.falls, found.opening) == ((), 1)


def test_a_game_under_way_is_not_kept_once_the_player_had_everything_erased() -> None:
    played = a_catch()
    turn = opened(played)
    erasing.erase_round(played)
    refused("stale", lambda: tracing.send(played, touched(played, turn)))
    assert Turn.objects.get().trace is None


def test_the_trace_goes_with_the_pictures_when_the_player_says_so() -> None:
    played = finished(a_catch())
    erasing.erase_round(played)
    assert Turn.objects.get().trace is None
    with pytest.raises(Gone):
        standing.seen(played)
    assert PhotoJob.objects.get().state == "done"
    assert not Photo.objects.filter(erased_at=None).exists()


# --- the best of the day ------------------------------------------------------------------------
def test_the_best_of_the_day_is_that_of_the_others_today() -> None:
    release = a_catch_release()
    mine, other = a_catch(release), finished(a_catch(release))
    assert tracing.best_today(mine) == other.score
    assert tracing.best_today(other) is None
    Round.objects.filter(pk=finished(a_catch(release)).pk).update(score=7000)
    assert tracing.best_today(mine) == 7000


def test_yesterday_other_campaigns_trials_and_what_is_not_confirmed_do_not_count() -> None:
    release = a_catch_release()
    mine, other = a_catch(release), finished(a_catch(release))
    before = limits.morning(timezone.now()) - timedelta(seconds=1)
    Round.objects.filter(pk=other.pk).update(finished_at=before)
    finished(a_catch())
    trial = publishing.trial(release.campaign, by=None)
    finished(a_catch(trial))
    waiting = a_catch(release)
    tracing.send(waiting, sent(waiting))
    assert tracing.best_today(mine) is None


def test_the_rules_are_those_of_the_release_that_is_played() -> None:
    played = a_catch(a_catch_release(coin_value=11))
    assert rules(played).kinds[0] == (11, 6)
