"""Frames without a move: stored first, read by a worker, and only then the star's move is told."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from campaigns.models import Frame, Photo, Round, Turn
from campaigns.services import bell, erasing, proving, reading, turning
from campaigns.services.errors import BadUpload, NoTurn
from campaigns.services.turning import Sent
from tests.inference.photos import DATA, needs_photos
from tests.services.duels import a_duel, a_frame, filmed, the_answer, throw

pytestmark = pytest.mark.django_db

# Three who show paper.
_PAPER = ("palm_00000.jpg", "palm_00010.jpg", "palm_00004.jpg")


@pytest.fixture(autouse=True)
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For which turns the bell was rung; nobody hears it."""
    cache.clear()
    heard: list[int] = []

    def ring(turn_id: int) -> bool:
        heard.append(turn_id)
        return True

    monkeypatch.setattr(bell, "ring_for_turn", ring)
    return heard


def shown(name: str) -> bytes:
    return (DATA / "hands" / "hagrid" / name).read_bytes()


def sends(played: Round, *frames: bytes, number: int = 1) -> tuple[Turn, Sent]:
    turn = turning.open_turn(played, number)
    sent = filmed(turn, "", *frames)
    assert turning.film(played, sent) is None
    return turn, sent


def refused(code: str, played: Round, sent: Sent) -> None:
    with pytest.raises(NoTurn) as no:
        turning.film(played, sent)
    assert no.value.code == code


def test_before_they_are_read_nothing_of_the_star_is_told(rung: list[int]) -> None:
    played = a_duel()
    turn, sent = sends(played)
    kept = Turn.objects.get()
    assert (kept.move, kept.answer, kept.answered_at, kept.void) == ("", "", None, False)
    assert Frame.objects.filter(turn=turn).count() == 1
    assert turning.told(played, sent.nonce) is None
    assert rung == [turn.pk]


@needs_photos
def test_a_hand_that_is_seen_makes_the_move_and_the_star_answers_by_its_seed() -> None:
    played = a_duel()
    turn, sent = sends(played, *map(shown, _PAPER))
    reading.read(turn.pk)
    told = turning.told(played, sent.nonce)
    assert told is not None
    assert (told.turn.move, told.turn.by) == ("paper", "camera")
    assert told.turn.answer == the_answer(played, 1)
    assert told.turn.answered_at is not None
    assert turn.opened_at <= told.turn.answered_at <= turn.closes_at
    again = turning.film(played, sent)
    assert again is not None
    assert again.result == told.result


@needs_photos
def test_a_duel_that_was_read_can_be_worked_out_again() -> None:
    played = a_duel()
    over, number = False, 0
    files = sorted((DATA / "hands" / "hagrid").glob("palm_*.jpg"))
    while not over:
        number += 1
        turn, sent = sends(played, files[number].read_bytes(), number=number)
        reading.read(turn.pk)
        told = turning.told(played, sent.nonce)
        assert told is not None
        over = told.tally.over
    assert proving.verify_turns(played)


def test_where_no_hand_is_seen_the_turn_is_played_again_and_not_lost() -> None:
    played = a_duel()
    turn, sent = sends(played)
    reading.read(turn.pk)
    with pytest.raises(NoTurn) as no:
        turning.told(played, sent.nonce)
    assert no.value.code == "unseen"
    refused("unseen", played, sent)
    assert turning.open_turn(played, 1).number == 1
    assert not Turn.objects.exclude(answer="").exists()


def test_frames_are_read_only_once_and_not_after_the_turn_was_opened_anew() -> None:
    played = a_duel()
    turn, _ = sends(played)
    anew = turning.open_turn(played, 1)
    reading.read(turn.pk)
    told = turning.send(played, filmed(anew, "rock"))
    reading.read(anew.pk)
    reading.read(turn.pk)
    anew.refresh_from_db()
    assert (anew.move, anew.answer) == ("rock", told.turn.answer)
    turn.refresh_from_db()
    assert (turn.move, turn.answer, turn.void) == ("", "", True)


def test_other_frames_under_the_same_nonce_are_no_retry() -> None:
    played = a_duel()
    turn, _ = sends(played)
    refused("replayed", played, filmed(turn, ""))


def test_a_claim_after_the_frames_were_sent_comes_too_late() -> None:
    played = a_duel()
    turn, sent = sends(played)
    with pytest.raises(NoTurn) as no:
        turning.send(played, filmed(turn, "rock", *sent.frames))
    assert no.value.code == "replayed"


def test_frames_that_served_before_are_not_read_again() -> None:
    played, frame = a_duel(), a_frame()
    throw(played, "rock", frame)
    refused("repeated", played, filmed(turning.open_turn(played, 2), "", frame))


def test_frames_that_come_late_are_not_read(rung: list[int]) -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    Turn.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    refused("late", played, filmed(turn, ""))
    assert rung == []


def test_without_frames_there_is_nothing_to_read() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    with pytest.raises(BadUpload):
        turning.film(played, Sent(1, turn.nonce, "", "camera"))
    assert not Turn.objects.exclude(content_sha256="").exists()


def test_a_nonce_that_was_not_sent_has_nothing_to_be_told() -> None:
    played = a_duel()
    turn = turning.open_turn(played, 1)
    with pytest.raises(NoTurn) as no:
        turning.told(played, turn.nonce)
    assert no.value.code == "stale"


def test_a_lost_bell_is_rung_again_by_who_asks_but_not_by_every_one(rung: list[int]) -> None:
    played = a_duel()
    turn, sent = sends(played)
    for _asked in range(5):
        assert turning.told(played, sent.nonce) is None
    assert rung == [turn.pk]
    cache.clear()
    assert turning.told(played, sent.nonce) is None
    assert rung == [turn.pk] * 2


def test_frames_that_were_erased_before_they_were_read_end_the_turn() -> None:
    played = a_duel()
    turn, sent = sends(played)
    erasing.erase_round(played)
    reading.read(turn.pk)
    with pytest.raises(NoTurn):
        turning.told(played, sent.nonce)
    assert not Photo.objects.filter(erased_at=None).exists()
