"""The first phone owns the picture; nobody comes second, and nobody is served twice."""

import base64
from typing import Any

import pytest
from django.conf import settings

from campaigns.models import Coupon, Draw, Player, Round
from campaigns.plays.registry import PLAYS
from campaigns.services import erasing, media, qr, screening, taking
from campaigns.services.errors import AlreadyTaken, Gone, NotFound
from tests.cast import a_player
from tests.codes import read_code
from tests.services.plain import a_plain_release
from tests.services.screens import a_paired_screen, a_picture_to_take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain", "no_bell")]


def test_a_picture_on_the_screen_has_won_nothing_until_a_phone_takes_it() -> None:
    assert not Draw.objects.filter(round=a_picture_to_take()).exists()


def test_the_first_phone_gets_picture_consent_and_coupon() -> None:
    on_screen = a_picture_to_take()
    mine = taking.take(on_screen.take_token, None)
    mine.refresh_from_db()
    assert mine.pk == on_screen.pk
    assert mine.player is not None
    assert mine.consent.player == mine.player
    coupon = Coupon.objects.get(player=mine.player)
    assert mine.draw.coupon == coupon


def test_a_known_player_stays_who_they_are() -> None:
    player = a_player()
    assert taking.take(a_picture_to_take().take_token, player).player == player


def test_the_same_phone_again_changes_nothing() -> None:
    token = a_picture_to_take().take_token
    owner = taking.take(token, None).player
    again = taking.take(token, owner)
    assert again.player == owner
    assert (Draw.objects.count(), Coupon.objects.exclude(player=None).count()) == (1, 1)


@pytest.mark.parametrize("known", [True, False])
def test_a_second_phone_is_told_that_it_is_taken(known: bool) -> None:
    token = a_picture_to_take().take_token
    owner = taking.take(token, None).player
    with pytest.raises(AlreadyTaken):
        taking.take(token, a_player() if known else None)
    assert Round.objects.get(take_token=token).player == owner


def test_a_phone_that_comes_in_between_wins_and_the_other_leaves_no_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = a_picture_to_take().take_token
    quick, looked = a_player(), taking.waiting

    def look_and_lose(take_token: str, player: Player | None) -> Round:
        found = looked(take_token, player)
        Round.objects.filter(pk=found.pk).update(player=quick)
        return found

    monkeypatch.setattr(taking, "waiting", look_and_lose)
    with pytest.raises(AlreadyTaken):
        taking.take(token, None)
    assert list(Player.objects.all()) == [quick]


def test_looking_binds_nobody() -> None:
    token = a_picture_to_take().take_token
    assert taking.waiting(token, None).player is None
    assert taking.waiting(token, a_player()).player is None


def test_an_erased_picture_cannot_be_taken() -> None:
    on_screen = a_picture_to_take()
    erasing.erase_round(on_screen)
    with pytest.raises(Gone):
        taking.take(on_screen.take_token, None)
    with pytest.raises(Gone):
        taking.offer(on_screen)


def test_a_round_without_a_picture_cannot_be_taken() -> None:
    screen, _token = a_paired_screen(a_plain_release())
    played = screening.begin(screen, "en")
    with pytest.raises(Gone):
        taking.take(played.take_token, None)


def test_a_made_up_link_leads_nowhere() -> None:
    with pytest.raises(NotFound):
        taking.waiting("made-up", None)


def test_the_offered_code_is_read_as_the_link_that_takes_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    svg = qr.svg

    def remember(url: str, style: Any) -> bytes:
        drawn.append(url)
        return svg(url, style)

    monkeypatch.setattr(qr, "svg", remember)
    on_screen = a_picture_to_take()
    offer = taking.offer(on_screen)
    assert drawn == [f"{settings.BASE_URL}/t/{on_screen.take_token}"]
    head, drawing = offer.code.split(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(drawing).startswith(b"<svg")
    assert read_code(qr.png(drawn[0], qr.QrStyle(), 420)) == drawn[0]
    file, mime, _photo = media.open_link(offer.picture.rsplit("/", 1)[1])
    with file:
        assert mime == "image/jpeg"


def test_the_code_is_gone_once_a_phone_has_the_picture() -> None:
    token = a_picture_to_take().take_token
    offer = taking.offer(taking.take(token, None))
    assert offer.taken
    assert offer.code == ""


def test_the_screen_is_told_the_first_of_what_the_play_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_screen = a_picture_to_take()
    assert taking.offer(on_screen).words == ""
    told = [("For fun", "We took a ruler."), ("Round face", "A soft landing.")]
    play = PLAYS[on_screen.release.snapshot["play"]["name"]]
    monkeypatch.setattr(play, "words_for", lambda facts, settings: told)
    assert taking.offer(on_screen).words == "We took a ruler."
