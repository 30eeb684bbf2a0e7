"""After a duel anybody can work it out again, and what was tampered with shows."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from campaigns.models import Turn
from campaigns.plays.base import Fall
from campaigns.plays.fortune_sign import FortuneSign
from campaigns.services import entering, judging
from campaigns.services.errors import NotFound, NoTurn
from campaigns.services.proving import is_provable, proof, verify_turns
from tests.cast import a_campaign, a_finished_round, a_release, a_round
from tests.services.duels import (
    a_duel,
    a_duel_release,
    play_through,
    the_answer,
    throw,
    winning,
)

SIGN = FortuneSign()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_bell")]


def test_the_seed_is_told_once_the_round_is_finished() -> None:
    played = play_through(a_duel(a_duel_release(odds_rock=3)))
    with pytest.raises(NoTurn) as no:
        proof(played)
    assert no.value.code == "not_over"
    judging.judge(entering.submit(played, "one", None).pk)
    played.refresh_from_db()
    found = proof(played)
    assert bytes.fromhex(found.seed) == bytes(played.seed)
    assert found.seed_hash == hashlib.sha256(bytes(played.seed)).hexdigest()
    odds = {"rock": 3, "paper": 1, "scissors": 1}
    assert found.falls == [Fall(f"star/{turn}", odds, the_answer(played, turn)) for turn in (1, 2)]


def test_a_sign_that_was_drawn_can_be_proved() -> None:
    release = a_release(a_campaign(play=SIGN.name, settings=SIGN.Settings.defaults()))
    played = a_round(release)
    with pytest.raises(NotFound):
        proof(played)
    judging.judge(entering.submit(played, "one", None, figure=1).pk)
    played.refresh_from_db()
    facts = played.jobs.get().facts
    rarity, sign = proof(played).falls
    assert (rarity.of, rarity.fell) == ("sign/rarity", facts["rarity"])
    assert (sign.of, sign.fell) == ("sign/text", str(facts["sign"]))
    assert is_provable(played)


def test_a_play_that_leaves_nothing_to_luck_has_nothing_to_prove() -> None:
    played = a_finished_round()
    assert not is_provable(played)
    with pytest.raises(NotFound):
        proof(played)


@pytest.mark.parametrize("win", [True, False])
def test_an_honest_duel_can_be_worked_out_again(win: bool) -> None:
    assert verify_turns(play_through(a_duel(), win=win))


def test_a_duel_that_is_not_over_does_not_hold() -> None:
    played = a_duel()
    throw(played, winning(played, 1))
    assert not verify_turns(played)


def swapped(played: Any) -> dict[str, Any]:
    """Another answer than the seed's, that wins for the player all the same."""
    return {"answer": winning(played, 1), "move": winning(played, 1)}


@pytest.mark.parametrize("tamper", ["answer", "late", "early", "missing", "one_more"])
def test_a_duel_that_was_tampered_with_shows(tamper: str) -> None:
    played = play_through(a_duel())
    first = Turn.objects.filter(round=played, number=1)
    turn = first.get()
    if tamper == "answer":
        first.update(**swapped(played))
    elif tamper == "late":
        first.update(answered_at=turn.closes_at + timedelta(seconds=1))
    elif tamper == "early":
        first.update(answered_at=turn.opened_at - timedelta(seconds=1))
    elif tamper == "missing":
        first.delete()
    else:
        times = {"opened_at": turn.opened_at, "closes_at": turn.closes_at}
        said = {"move": "rock", "answer": the_answer(played, 3), "answered_at": turn.opened_at}
        Turn.objects.create(round=played, number=3, **times, **said)
    assert not verify_turns(played)
