"""The screen's page in its three moods, and the page of the phone that scans it."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from campaigns.models import Player, Release, Round, Screen
from campaigns.plays.registry import PLAYS
from campaigns.services import bell, erasing, players, publishing, screening, taking
from campaigns.services.wording import consent_words
from tests.cast import a_campaign, a_release
from tests.services.duels import a_duel_release
from tests.services.plain import Plain, a_plain_release
from tests.services.screens import a_paired_screen, a_picture_to_take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_world(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A play without a network, and no worker."""
    monkeypatch.setitem(PLAYS, "plain", Plain())
    monkeypatch.setattr(bell, "ring", lambda job_id: True)
    yield
    cache.clear()


def screen_page(release: Release | None, path: str = "/screen/") -> Any:
    client = Client()
    client.cookies[screening.COOKIE] = a_paired_screen(release)[1]
    return client.get(path)


def told(response: Any) -> Any:
    """What the page tells its script."""
    found = re.search(r'<script id="page"[^>]*>(.*?)</script>', response.content.decode())
    assert found
    return json.loads(found[1])


def test_a_new_device_is_told_how_to_pair_in_both_languages(client: Client) -> None:
    response = client.get("/screen/")
    assert told(response)["mode"] == "pairing"
    assert 'lang="zh-Hans"' in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_paired_screen_shows_its_campaign_and_what_it_needs_to_play() -> None:
    release = a_release(a_campaign(photo_hours=48))
    page = screen_page(release)
    said = told(page)
    assert (said["mode"], said["release"]) == ("show", release.pk)
    assert said["placement"] == release.campaign.placements.get().code
    assert said["play"]["module"].endswith(".js")
    text = page.content.decode()
    assert "48 hours" in text
    assert release.snapshot["brand"]["name"] in text
    assert page["Cache-Control"] == "no-store"


def test_the_consent_shown_is_the_one_that_is_kept() -> None:
    assert consent_words(24) in screen_page(a_release()).content.decode()


def test_only_a_screen_that_starts_by_a_raised_hand_is_told_what_sees_it() -> None:
    release = a_release()
    screen, token = a_paired_screen(release)
    client = Client()
    client.cookies[screening.COOKIE] = token
    assert told(client.get("/screen/"))["wake"] is None
    Screen.objects.filter(pk=screen.pk).update(wakes_by_hand=True)
    page = client.get("/screen/")
    assert set(told(page)["wake"]["models"]) == {"hand_lite", "palm_lite"}


def test_a_visitor_may_borrow_the_screen_in_another_language() -> None:
    release = a_release()
    own = told(screen_page(release))
    borrowed = screen_page(release, "/screen/?lang=zh-hans")
    assert (own["language"], own["borrowed"]) == ("en", False)
    assert (told(borrowed)["language"], told(borrowed)["borrowed"]) == ("zh-hans", True)
    assert borrowed["Content-Language"] == "zh-Hans"
    assert told(screen_page(release, "/screen/?lang=xx"))["language"] == "en"


def test_pausing_and_missing_places_show_a_friendly_screen() -> None:
    release = a_plain_release()
    publishing.pause(release.campaign)
    for closed in (screen_page(release), screen_page(None)):
        assert closed.status_code == 200
        assert told(closed)["mode"] == "idle"


def test_a_campaign_that_is_deleted_leaves_a_friendly_screen() -> None:
    release = a_plain_release()
    client = Client()
    client.cookies[screening.COOKIE] = a_paired_screen(release)[1]
    release.campaign.placements.all().delete()
    assert told(client.get("/screen/"))["mode"] == "idle"


@pytest.mark.parametrize("publish", [a_release, a_duel_release])
def test_no_page_carries_script_or_style_of_its_own(publish: Callable[[], Release]) -> None:
    text = screen_page(publish()).content.decode()
    scripts = re.findall(r"<script[^>]*>", text)
    assert all("src=" in tag or "application/json" in tag for tag in scripts)
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)


def test_looking_at_the_link_binds_nobody(client: Client) -> None:
    on_screen = a_picture_to_take()
    for _look in range(3):
        response = client.get(f"/t/{on_screen.take_token}")
        assert response.status_code == 200
    assert players.COOKIE not in response.cookies
    assert response["Cache-Control"] == "no-store"
    on_screen.refresh_from_db()
    assert on_screen.player is None


def test_pressing_the_button_takes_the_picture_to_the_phone(client: Client) -> None:
    on_screen = a_picture_to_take()
    response = client.post(f"/t/{on_screen.take_token}")
    assert (response.status_code, response["Location"]) == (303, f"/r/{on_screen.pk}")
    owner = players.read(response.cookies[players.COOKIE].value)
    on_screen.refresh_from_db()
    assert owner is not None
    assert on_screen.player == owner
    assert client.get(response["Location"]).status_code == 200


def test_going_back_and_scanning_again_lead_the_owner_to_the_result(client: Client) -> None:
    link = f"/t/{a_picture_to_take().take_token}"
    first = client.post(link)
    assert client.get(link)["Location"] == first["Location"]
    assert client.post(link)["Location"] == first["Location"]
    assert Player.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_second_phone_meets_a_friendly_page(client: Client, method: str) -> None:
    token = a_picture_to_take().take_token
    taking.take(token, None)
    response = getattr(client, method)(f"/t/{token}")
    assert response.status_code == 409
    assert "already taken" in response.content.decode()
    assert Player.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_erased_picture_and_a_made_up_link_are_told_apart(client: Client, method: str) -> None:
    on_screen = a_picture_to_take()
    erasing.erase_round(on_screen)
    assert getattr(client, method)(f"/t/{on_screen.take_token}").status_code == 410
    assert getattr(client, method)("/t/made-up").status_code == 404
    assert Round.objects.get().player is None


def test_a_foreign_page_cannot_take_it_for_somebody() -> None:
    strict = Client(enforce_csrf_checks=True)
    on_screen = a_picture_to_take()
    assert strict.post(f"/t/{on_screen.take_token}").status_code == 403
    page = strict.get(f"/t/{on_screen.take_token}").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    sent = {"csrfmiddlewaretoken": token[1]}
    assert strict.post(f"/t/{on_screen.take_token}", sent).status_code == 303
