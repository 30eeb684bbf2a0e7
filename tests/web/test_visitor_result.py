"""The result page: for the phone that played, and for nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation

from campaigns.models import Coupon, Photo, PhotoJob, Player, Release, Round
from campaigns.plays.face_reading import FEATURES, FIGURES, Settings
from campaigns.plays.registry import PLAYS
from campaigns.services import awarding, codes, erasing, media, players, publishing
from tests import cast

pytestmark = pytest.mark.django_db


def a_phone(player: Player | None) -> Client:
    """The browser of a player."""
    client = Client()
    if player is not None:
        client.cookies[players.COOKIE] = players.cookie(player)["value"]
    return client


def a_made_picture(release: Release | None = None) -> Round:
    """A round whose picture is there and whose prize was drawn."""
    played = cast.a_finished_round(release)
    until = timezone.now() + timedelta(hours=24)
    photo = media.keep(played, Photo.Kind.RESULT, cast.a_jpeg(), until, width=640, height=480)
    PhotoJob.objects.create(
        round=played, client_token="once", state=PhotoJob.State.DONE, result=photo
    )
    awarding.award(played)
    return played


def test_the_player_sees_picture_and_coupon() -> None:
    played = a_made_picture()
    response = a_phone(played.player).get(f"/r/{played.pk}")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "/media/" in response.text
    assert "<code><span>STAR20</span></code>" in response.text


def test_a_long_code_is_shown_in_parts_and_copied_whole() -> None:
    campaign = cast.a_campaign()
    cast.a_prize(campaign, shared_code="STARLIGHT-2030")
    played = a_made_picture(cast.a_release(campaign))
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "<span>STA</span><span>RLI</span><span>GHT-</span><span>2030</span>" in body
    assert 'data-copy="STARLIGHT-2030"' in body


def test_the_picture_on_the_page_can_be_opened() -> None:
    played = a_made_picture()
    phone = a_phone(played.player)
    body = phone.get(f"/r/{played.pk}").text
    address = body.split('src="/media/')[1].split('"')[0]
    response = phone.get(f"/media/{address}")
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]


@pytest.mark.parametrize("somebody", [True, False])
def test_anybody_else_gets_a_friendly_no(*, somebody: bool) -> None:
    played = a_made_picture()
    phone = a_phone(cast.a_player() if somebody else None)
    response = phone.get(f"/r/{played.pk}")
    assert response.status_code == 403
    assert "STAR20" not in response.text
    assert "somebody else" in response.text


def test_a_forged_cookie_opens_nothing() -> None:
    played = a_made_picture()
    client = Client()
    client.cookies[players.COOKIE] = str(played.player_id)
    assert client.get(f"/r/{played.pk}").status_code == 403


def test_a_round_that_never_was_is_not_found(client: Client) -> None:
    assert client.get(f"/r/{uuid4()}").status_code == 404


def test_an_erased_picture_leaves_the_coupon() -> None:
    played = a_made_picture()
    erasing.erase_round(played)
    response = a_phone(played.player).get(f"/r/{played.pk}")
    assert response.status_code == 200
    assert "/media/" not in response.text
    assert "<code><span>STAR20</span></code>" in response.text
    assert "has been erased" in response.text


def test_a_picture_whose_time_is_up_is_not_shown() -> None:
    played = a_made_picture()
    played.photos.update(erase_at=timezone.now())
    assert "/media/" not in a_phone(played.player).get(f"/r/{played.pk}").text


def test_a_round_without_a_photo_leads_back_to_its_page() -> None:
    played = cast.a_round()
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert f'href="/c/{played.release.snapshot["campaign"]["slug"]}"' in body
    assert "You have won" not in body


def test_a_page_opened_too_early_asks_until_the_picture_is_there() -> None:
    played = cast.a_round()
    PhotoJob.objects.create(round=played, client_token="once", figure=1)
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert f"/api/rounds/{played.pk}" in body
    assert "status" in body


def test_a_trial_shows_a_sample_and_no_code() -> None:
    campaign = cast.a_campaign()
    cast.a_prize(campaign)
    played = a_made_picture(publishing.trial(campaign, by=None))
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "SAMPLE" in body
    assert "STAR20" not in body
    assert "/preview/" in body


def test_without_luck_the_picture_is_still_the_players() -> None:
    campaign = cast.a_campaign()
    cast.a_prize(campaign, odds=0.0)
    played = a_made_picture(cast.a_release(campaign))
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "/media/" in body
    assert "No coupon this time" in body


def test_whoever_came_too_late_is_not_told_that_luck_was_missing() -> None:
    campaign = cast.a_campaign()
    prize = cast.a_prize(campaign, stock=1)
    codes.make_codes(prize)
    release = cast.a_release(campaign)
    prize.coupons.update(state=Coupon.State.VOID)
    played = a_made_picture(release)
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "all coupons have been given" in body
    assert "No coupon this time" not in body


def test_the_page_speaks_the_language_of_the_consent() -> None:
    played = a_made_picture()
    played.consent.language = "zh-hans"
    played.consent.save()
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert '<html lang="zh-Hans">' in body


def a_read_face() -> Round:
    """A round whose play tells something beside the picture."""
    campaign = cast.a_campaign(play="face_reading", settings=Settings.defaults())
    played = a_made_picture(cast.a_release(campaign))
    facts = {"classes": dict(zip(FEATURES, FIGURES[1], strict=True))}
    played.jobs.update(facts=facts)
    return played


def test_what_the_play_tells_stands_below_the_picture_in_the_language_of_the_page() -> None:
    played = a_read_face()
    phone = a_phone(played.player)
    assert "<h3>Round face</h3>" in phone.get(f"/r/{played.pk}?lang=en").text
    chinese = phone.get(f"/r/{played.pk}?lang=zh-hans").text
    with translation.override("zh-hans"):
        assert f"<h3>{FEATURES['face']['round'][0]}</h3>" in chinese


def test_what_was_told_goes_with_the_picture() -> None:
    played = a_read_face()
    erasing.erase_round(played)
    assert "Round face" not in a_phone(played.player).get(f"/r/{played.pk}?lang=en").text


def test_a_play_that_tells_nothing_leaves_no_gap() -> None:
    played = a_made_picture()
    assert "told" not in a_phone(played.player).get(f"/r/{played.pk}").text


def test_a_picture_that_ai_made_or_changed_is_called_so() -> None:
    played = a_made_picture()
    assert "Made with AI." in a_phone(played.player).get(f"/r/{played.pk}?lang=en").text


@pytest.mark.parametrize(("figure", "called"), [(1, False), (None, True)])
def test_a_scene_that_no_face_was_put_into_is_not(*, figure: int | None, called: bool) -> None:
    brand = cast.a_brand()
    chosen = PLAYS["face_fusion"].Settings.defaults() | {"scene": cast.an_asset(brand).pk}
    draft = cast.a_campaign(brand, play="face_fusion", settings=chosen)
    played = a_made_picture(publishing.trial(draft, by=None))
    played.jobs.update(facts={"scene": 1, "figure": figure})
    body = a_phone(played.player).get(f"/r/{played.pk}?lang=en").text
    assert ("Made with AI" in body) == called
    assert "press and hold the picture" in body


def test_what_is_gone_is_not_called_made_with_ai() -> None:
    played = a_made_picture()
    erasing.erase_round(played)
    assert "Made with AI" not in a_phone(played.player).get(f"/r/{played.pk}?lang=en").text
