"""What a screen's device may ask, and what everybody else is told instead."""

import pytest
from django.conf import settings

from campaigns.models import PhotoJob, Player, Release, Round, Screen
from campaigns.plays.registry import PLAYS
from campaigns.services import judging, publishing, screening, taking
from tests.api.phone import Phone, said
from tests.api.screens import Device
from tests.cast import a_round
from tests.services.easels import Tinted, a_tinted_release

pytestmark = pytest.mark.django_db


def test_a_new_device_is_told_its_code_and_given_a_cookie_that_scripts_cannot_read() -> None:
    answer = Device().post("api-screen-hello")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["paired"], len(body["code"])) == (False, 6)
    assert 0 < body["seconds"] <= 900
    cookie = answer.cookies[screening.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["secure"]) == settings.SECURE
    assert answer["Cache-Control"] == "no-store"


def test_a_reloaded_device_shows_the_same_code() -> None:
    device = Device()
    codes = {device.post("api-screen-hello").json()["code"] for _load in range(3)}
    assert len(codes) == 1


def test_a_device_learns_that_it_was_paired_and_unpaired(release: Release) -> None:
    device = Device()
    waiting = device.post("api-screen-hello").json()["code"]
    before = device.version().json()["version"]
    screen = Screen.objects.create(
        brand=release.campaign.brand, name="Atrium", placement=release.campaign.placements.get()
    )
    screening.pair(waiting, screen)
    paired = device.version().json()["version"]
    assert device.post("api-screen-hello").json()["paired"] is True
    screening.unpair(screen)
    assert paired != before
    assert device.version().json()["version"] == before


def test_asking_is_a_sign_of_life_and_costs_304_while_nothing_is_new(release: Release) -> None:
    device = Device.paired(release)
    answer = device.version()
    device.screen.refresh_from_db()
    assert device.screen.seen_at is not None
    headers = {"if-none-match": answer["ETag"]}
    assert device.version(headers=headers).status_code == 304
    publishing.pause(release.campaign)
    assert device.version(headers=headers).status_code == 200


def test_a_screen_tells_that_its_camera_is_away(release: Release) -> None:
    device = Device.paired(release)
    assert device.version(data={"blind": "true"}).status_code == 200
    device.screen.refresh_from_db()
    assert device.screen.blind_since is not None
    assert device.version(data={"blind": "who knows"}).status_code == 400


def test_a_visitor_who_agrees_gets_a_round_without_a_player(release: Release) -> None:
    device = Device.paired(release)
    answer = device.begin()
    assert answer.status_code == 201
    played = Round.objects.get(pk=answer.json()["round"])
    assert (played.player, played.screen) == (None, device.screen)
    assert len(answer.json()["seed_hash"]) == 64
    assert not Player.objects.exists()


def test_without_consent_there_is_no_round(release: Release) -> None:
    assert said(Device.paired(release).begin(consent=False), 400) == "no_consent"
    assert not Round.objects.exists()


def test_an_unpaired_device_starts_nothing(release: Release) -> None:
    assert said(Device().begin(), 401) == "unpaired"


def test_a_closed_campaign_is_refused_in_the_visitors_language(release: Release) -> None:
    publishing.pause(release.campaign)
    assert said(Device.paired(release).begin(language="zh-hans"), 403) == "paused"


def test_another_website_cannot_play_on_the_screen(release: Release) -> None:
    device = Device.paired(release)
    device.client.defaults["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert said(device.begin(), 403) == "foreign_page"


def test_the_photo_is_taken_once_and_becomes_picture_and_code(release: Release) -> None:
    device = Device.paired(release)
    played = device.begun()
    assert device.look(played).json()["state"] == "open"
    jobs = {device.shoot(played).json()["job"] for _retry in range(2)}
    assert len(jobs) == 1
    waiting = device.look(played).json()
    assert waiting["state"] == "waiting"
    assert "qr" not in waiting


def test_the_code_appears_only_with_the_picture_and_goes_when_it_is_taken(
    release: Release,
) -> None:
    device = Device.paired(release)
    played = device.shown()
    answer = device.look(played)
    shown = answer.json()
    assert (shown["state"], shown["taken"]) == ("done", False)
    assert shown["qr"].startswith("data:image/svg+xml;base64,")
    assert b"".join(device.client.get(shown["picture"])).startswith(b"\xff\xd8")
    headers = {"if-none-match": answer["ETag"]}
    assert device.look(played, headers=headers).status_code == 304
    taking.take(played.take_token, None)
    then = device.look(played, headers=headers).json()
    assert (then["taken"], then["qr"]) == (True, "")


def test_the_screen_never_learns_the_links_secret_nor_the_player(release: Release) -> None:
    device = Device.paired(release)
    played = device.shown()
    taken = taking.take(played.take_token, None)
    text = device.look(played).content.decode()
    assert played.take_token not in text
    assert str(taken.player_id) not in text


def test_deleting_on_the_screen_erases_the_picture_at_once(release: Release) -> None:
    device = Device.paired(release)
    played = device.shown()
    picture = device.look(played).json()["picture"]
    assert device.post("api-screen-erase", played.pk).json() == {"state": "erased"}
    assert device.look(played).json()["state"] == "erased"
    assert device.client.get(picture).status_code == 410


@pytest.mark.parametrize("whose", ["another screen", "a phone"])
def test_rounds_of_others_are_not_the_screens(release: Release, whose: str) -> None:
    device = Device.paired(release)
    foreign = a_round(release) if whose == "a phone" else Device.paired(release).begun()
    assert said(device.look(foreign), 403) == "not_yours"
    assert said(device.shoot(foreign), 403) == "not_yours"
    assert said(device.post("api-screen-erase", foreign.pk), 403) == "not_yours"


def test_a_phone_has_no_business_at_the_screens_door(release: Release) -> None:
    played = Device.paired(release).begun()
    phone = Phone()
    assert said(phone.client.get(f"/api/screen/rounds/{played.pk}"), 401) == "unpaired"
    assert said(phone.photo(played), 403) == "not_yours"


@pytest.mark.parametrize("body", [{}, {"consent": True}, {"consent": True, "language": "xx"}])
def test_a_malformed_start_is_a_400(release: Release, body: dict[str, object]) -> None:
    answer = Device.paired(release).post("api-screen-start", body=body)
    assert said(answer, 400) == "invalid"


def test_rubbish_instead_of_a_photo_is_refused_in_words(release: Release) -> None:
    device = Device.paired(release)
    assert said(device.shoot(device.begun(), b"<html>"), 400) == "unsupported"


def test_a_screens_picture_is_made_anew_for_whoever_stands_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(PLAYS, "tinted", Tinted())
    device = Device.paired(a_tinted_release())
    shown = device.shown()
    easel = device.look(shown).json()["easel"]
    wish = {"client_token": "wish", "choice": 2, "brush": 0.25, "size": "full"}
    asked = device.client.post(easel["url"], wish, "application/json")
    assert asked.status_code == 202
    judging.judge(PhotoJob.objects.get(remake="full").pk)
    told = device.client.get(asked.json()["status_url"]).json()
    assert told["state"] == "done"
    assert device.look(shown).json()["easel"]["brush"] == 0.25
    stranger = Device.paired(a_tinted_release())
    assert said(stranger.client.post(easel["url"], wish, "application/json"), 403) == "not_yours"


def test_where_nothing_can_be_made_anew_nothing_is_said_of_it(release: Release) -> None:
    device = Device.paired(release)
    assert "easel" not in device.look(device.shown()).json()
