"""One signed cookie is all that tells a player."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing

from campaigns.services import players
from tests.cast import a_player

pytestmark = pytest.mark.django_db


def test_a_cookie_leads_back_to_its_player() -> None:
    player = a_player()
    assert players.read(players.cookie(player)["value"]) == player


def test_scripts_and_other_sites_cannot_use_the_cookie() -> None:
    cookie = players.cookie(a_player())
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max_age"] == timedelta(days=180)


@pytest.mark.parametrize("value", [None, "", "x", "a:b:c", "\x00", "é" * 500])
def test_nonsense_is_nobody(value: str | None) -> None:
    assert players.read(value) is None


def test_a_forged_cookie_is_nobody() -> None:
    player = a_player()
    value = players.cookie(player)["value"]
    assert players.read(value[:-1] + ("A" if value[-1] != "A" else "B")) is None
    assert players.read(signing.dumps(player.pk.hex)) is None, "signed for something else"
    assert players.read(signing.dumps(7, salt="campaigns.player")) is None


def test_an_outlived_cookie_and_a_lost_player_are_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    value = players.cookie(a_player())["value"]
    monkeypatch.setattr(players, "LIFETIME", timedelta(seconds=-1))
    assert players.read(value) is None
    monkeypatch.undo()
    assert players.read(signing.dumps(uuid4().hex, salt="campaigns.player")) is None
