"""Turn by turn: in order, in time, once, and the star's move only after the player's."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from campaigns.models import Frame, Photo, Round, Turn
from campaigns.services import bell, entering, erasing, standing, turning
from campaigns.services.errors import BadUpload, NotFound, NoTurn, TooMany
from campaigns.services.turning import Sent
from tests.cast import a_picture_file, a_round
from tests.services.duels import (
    DUEL,
    a_duel,
    a_duel_release,
    a_frame,
    filmed,
    losing,
    play_through,
    the_answer,
    throw,
    touched,
    winning,
)

pytestmark = pytest.mark.django_db


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(NoTurn) as no:
        call()
    assert no.value.code == code
    assert str(no.value.words)


def files() -> set[str]:
    if not default_storage.exists("frames"):
        return set()
    return {f"frames/{name}" for name in default_storage.listdir("frames")[1]}


@pytest.fixture(autouse=True)
def _no_frames_of_others() -> None:
    for name in files():
        default_storage.delete(name)


def test_a_turn_is_answered_as_the_seed_says() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    assert not Turn.objects.get().answer
    told = turning.send(played, touched(turn, "paper"))
    kept = Turn.objects.get()
    assert (kept.move, kept.by, kept.answer) == ("paper", "touch", the_answer(played, 1))
    assert told.turn.answer == kept.answer
    assert kept.answered_at is not None


@pytest.mark.parametrize("seed", [bytes([n]) * 32 for n in range(6)])
def test_in_every_turn_the_star_shows_what_the_seed_says(seed: bytes) -> None:
    played = a_duel(a_duel_release(rounds=5, replays=6), seed=seed)
    told = [throw(played, "rock")]
    while not told[-1].tally.over:
        told.append(throw(played, "rock"))
    shown = [each.turn.answer for each in told]
    assert shown == [the_answer(played, number) for number in range(1, len(told) + 1)]


def test_the_score_counts_up_to_a_majority() -> None:
    played = a_duel()
    first = throw(played, winning(played, 1))
    assert (first.result, first.tally.you, first.tally.star, first.tally.over) == (
        "win",
        1,
        0,
        False,
    )
    second = throw(played, losing(played, 2))
    assert (second.result, second.tally.you, second.tally.star) == ("lose", 1, 1)
    third = throw(played, winning(played, 3))
    assert (third.tally.you, third.tally.star, third.tally.over) == (2, 1, True)


def test_nothing_comes_after_the_end() -> None:
    played = play_through(a_duel())
    refused("over", lambda: turning.open_turn(played, 3))


@pytest.mark.parametrize("number", [0, 2, 7])
def test_a_turn_out_of_order_is_not_opened(number: int) -> None:
    played = a_duel()
    refused("out_of_order", lambda: turning.open_turn(played, number))


def test_a_turn_that_was_answered_is_not_opened_again() -> None:
    played = a_duel()
    throw(played, winning(played, 1))
    refused("out_of_order", lambda: turning.open_turn(played, 1))


def test_opening_anew_voids_the_earlier_nonce() -> None:
    played = a_duel()
    first, second = turning.open_turn(played, 1), turning.open_turn(played, 1)
    assert first.nonce != second.nonce
    refused("stale", lambda: turning.send(played, touched(first)))
    assert turning.send(played, touched(second)).turn.pk == second.pk


def test_one_turn_is_not_opened_for_ever() -> None:
    played = a_duel()
    for _ in range(DUEL.openings):
        turning.open_turn(played, 1)
    with pytest.raises(TooMany):
        turning.open_turn(played, 1)


def test_a_nonce_of_another_round_or_of_nobody_is_stale() -> None:
    played = a_duel()
    turn, other = turning.open_turn(played, 1), a_duel()
    refused("stale", lambda: turning.send(other, touched(turn)))
    refused("stale", lambda: turning.send(played, Sent(1, "made-up", "rock", "touch")))
    refused("stale", lambda: turning.send(played, Sent(2, turn.nonce, "rock", "touch")))
    assert not Turn.objects.exclude(answer="").exists()


def test_what_comes_late_is_not_taken_and_may_be_shown_again() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    Turn.objects.update(closes_at=timezone.now() - timedelta(milliseconds=1))
    refused("late", lambda: turning.send(played, filmed(turn)))
    assert files() == set()
    assert throw(played, "rock").turn.number == 1


def test_the_same_once_more_is_answered_the_same() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    sent = filmed(turn, winning(played, 1), a_frame(), a_frame())
    first = turning.send(played, sent)
    throw(played, winning(played, 2))
    again = turning.send(played, sent)
    assert (again.turn.answer, again.tally) == (first.turn.answer, first.tally)
    assert (Frame.objects.count(), Photo.objects.count(), len(files())) == (2, 2, 2)


def test_a_retry_is_answered_after_the_window_too() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    first = turning.send(played, touched(turn))
    Turn.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert turning.send(played, touched(turn)).turn.answer == first.turn.answer


@pytest.mark.parametrize("move", ["paper", "rock"])
def test_a_nonce_serves_one_content_only(move: str) -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    turning.send(played, filmed(turn, "rock", a_frame()))
    refused("replayed", lambda: turning.send(played, filmed(turn, move, a_frame())))
    assert Turn.objects.get().move == "rock"
    assert Frame.objects.count() == 1


def test_a_frame_serves_once_in_a_campaign() -> None:
    release, frame = a_duel_release(), a_frame()
    throw(a_duel(release), "rock", frame)
    other = a_duel(release)
    refused("repeated", lambda: throw(other, "rock", a_frame(), frame))
    assert not Turn.objects.filter(round=other).exclude(answer="").exists()
    assert (Photo.objects.count(), len(files())) == (1, 1)
    assert throw(other, "rock", a_frame()).turn.number == 1


def test_a_frame_serves_in_one_turn_of_a_round_only() -> None:
    played, frame = a_duel(), a_frame()
    throw(played, winning(played, 1), frame)
    refused("repeated", lambda: throw(played, winning(played, 2), frame))


def test_a_camera_may_see_the_same_twice_in_one_moment() -> None:
    played, frame = a_duel(), a_frame()
    throw(played, "rock", frame, frame)
    assert Frame.objects.count() == 1


def test_a_camera_without_a_frame_proves_nothing() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    with pytest.raises(BadUpload) as bad:
        turning.send(played, Sent(1, turn.nonce, "rock", "camera"))
    assert bad.value.code == "empty"


@pytest.mark.parametrize(
    ("frame", "code", "status"),
    [
        (b"", "empty", 400),
        (b"no picture", "unsupported", 400),
        (a_picture_file(), "unsupported", 400),
        (b"\xff\xd8\xff" + b"\0" * turning.FRAME_MAX_BYTES, "too_large", 413),
    ],
)
def test_what_is_no_frame_is_not_kept(frame: bytes, code: str, status: int) -> None:
    played = a_duel()
    with pytest.raises(BadUpload) as bad:
        throw(played, "rock", frame)
    assert (bad.value.code, bad.value.status) == (code, status)
    assert not Turn.objects.get().answer
    assert files() == set()


def test_frames_of_a_touch_are_not_kept() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    turning.send(played, Sent(1, turn.nonce, "rock", "touch", [a_frame()]))
    assert (Frame.objects.count(), files()) == (0, set())


@pytest.mark.parametrize("move", ["", "well", "ROCK", "other"])
def test_a_move_that_the_play_does_not_know_is_none(move: str) -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    refused("unknown_move", lambda: turning.send(played, touched(turn, move)))


def test_a_play_without_turns_has_none() -> None:
    played = a_round()
    with pytest.raises(NotFound):
        turning.open_turn(played, 1)
    with pytest.raises(NotFound):
        turning.send(played, Sent(1, "x", "rock", "touch"))


def test_frames_wait_no_longer_than_photos_may_be_kept() -> None:
    throw(a_duel(a_duel_release(photo_hours=1)), "rock", a_frame())
    throw(a_duel(a_duel_release(photo_hours=48)), "rock", a_frame())
    for photo in Photo.objects.all():
        assert abs(photo.erase_at - timezone.now() - timedelta(hours=1)) < timedelta(minutes=1)


def test_frames_of_a_duel_left_halfway_are_erased_in_time() -> None:
    throw(a_duel(), "rock", a_frame())
    assert len(files()) == 1
    assert erasing.erase_due(timezone.now() + timedelta(minutes=61)) == 1
    assert files() == set()


def test_frames_are_erased_at_once_when_the_player_says_so() -> None:
    played = a_duel()
    throw(played, "rock", a_frame(), a_frame())
    erasing.erase_round(played)
    assert files() == set()


def test_the_database_itself_keeps_answers_from_standing_without_a_move() -> None:
    turning.open_turn(a_duel(), 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.update(answer="rock", answered_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.update(answer="rock", move="paper", answered_at=timezone.now(), void=True)


def test_the_database_itself_keeps_a_second_turn_of_a_number_away() -> None:
    turn = turning.open_turn(a_duel(), 1)
    times = {"opened_at": turn.opened_at, "closes_at": turn.closes_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.create(round=turn.round, number=1, **times)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each call returns, or the refusal's code, all of them begun at the same moment."""
    barrier = threading.Barrier(len(calls))
    ends: list[object] = [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        barrier.wait()
        try:
            ends[place] = call()
        except NoTurn as no:
            ends[place] = no.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def sending(played: Round, sent: Sent) -> Callable[[], object]:
    return lambda: turning.send(Round.objects.get(pk=played.pk), sent).turn.answer


@pytest.mark.django_db(transaction=True)
def test_two_sends_of_one_content_at_once_are_one_turn() -> None:
    played = a_duel()
    sent = filmed(turning.open_turn(played, 1), "rock", a_frame(), a_frame())
    answers = at_once(*[sending(played, sent)] * 4)
    assert answers == [the_answer(played, 1)] * 4
    assert (Frame.objects.count(), Photo.objects.count(), len(files())) == (2, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_moves_sent_at_once_with_one_nonce_one_counts() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    ends = at_once(*[sending(played, touched(turn, move)) for move in ("rock", "paper")] * 2)
    assert sorted(map(str, ends)).count("replayed") == 2
    assert Turn.objects.exclude(answer="").count() == 1
    assert len(standing.answered(played)) == 1


@pytest.mark.django_db(transaction=True)
def test_one_frame_sent_in_two_rounds_at_once_serves_one_of_them() -> None:
    release, frames = a_duel_release(), (a_frame(), a_frame())
    rounds = [a_duel(release), a_duel(release)]
    turns = [turning.open_turn(played, 1) for played in rounds]
    sends = [
        sending(rounds[0], filmed(turns[0], "rock", *frames)),
        sending(rounds[1], filmed(turns[1], "rock", *reversed(frames))),
    ]
    assert at_once(*sends).count("repeated") == 1
    assert (Frame.objects.count(), len(files())) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_opening_and_sending_at_once_never_answers_twice() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    opening = lambda: turning.open_turn(Round.objects.get(pk=played.pk), 1).nonce  # noqa: E731
    at_once(sending(played, touched(turn)), opening, opening)
    assert Turn.objects.exclude(answer="").count() <= 1
    assert Turn.objects.filter(void=False).count() == 1


def test_a_round_is_judged_only_when_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bell, "ring", lambda job_id: True)
    played = a_duel()
    refused("not_over", lambda: entering.submit(played, "one", None))
    throw(played, winning(played, 1))
    refused("not_over", lambda: entering.submit(played, "one", None))
    job = entering.submit(play_through(played), "one", None)
    assert (job.source, job.figure) == (None, None)
