"""Starting a round from the page."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.models import Player, Release, Round
from campaigns.services import entering, publishing
from tests.api.phone import Phone, said
from tests.cast import a_campaign, a_placement


def test_a_start_answers_with_where_to_go_and_the_hash_of_the_luck(
    phone: Phone, release: Release
) -> None:
    response = phone.start(release)
    assert response.status_code == 201
    answer = response.json()
    played = Round.objects.get(pk=answer["round"])
    assert answer["seed_hash"] == entering.seed_hash(played)
    assert answer["photo_url"] == f"/api/rounds/{played.pk}/photo"
    assert answer["status_url"] == f"/api/rounds/{played.pk}"
    assert answer["result_url"] == f"/r/{played.pk}"
    assert response["Cache-Control"] == "no-store"
    assert bytes(played.seed).hex() not in response.content.decode()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    phone: Phone, release: Release
) -> None:
    cookie = phone.start(release).cookies["marquee_player"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 180 * 24 * 3600


def test_the_same_phone_is_the_same_player(phone: Phone, release: Release) -> None:
    assert phone.started(release).player == phone.started(release).player
    assert Phone().started(release).player != phone.started(release).player
    assert Player.objects.count() == 2


def test_the_place_of_the_code_is_kept(phone: Phone, release: Release) -> None:
    place = a_placement(release.campaign)
    phone.start(release, placement=place.code)
    assert Round.objects.get().placement == place


def test_without_consent_nothing_begins(phone: Phone, release: Release) -> None:
    assert said(phone.start(release, consent=False), 400) == "no_consent"
    assert not Round.objects.exists()


def test_a_release_that_is_not_there_is_not_found(phone: Phone, release: Release) -> None:
    for number in (release.pk + 1000, 2**62):
        assert said(phone.start(release, release=number), 404) == "not_found"


def test_a_trial_needs_the_key_of_its_preview(phone: Phone, release: Release) -> None:
    trial = publishing.trial(release.campaign, by=None)
    stranger = publishing.preview_token(a_campaign())
    assert said(phone.start(trial), 404) == "broken_link"
    assert said(phone.start(trial, key=stranger), 404) == "not_found"
    key = publishing.preview_token(release.campaign)
    assert phone.start(trial, key=key).status_code == 201


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"starts_at": timedelta(days=1)}, 403, "not_yet"),
        ({"starts_at": timedelta(days=-2), "ends_at": timedelta(days=1)}, None, ""),
    ],
)
def test_a_campaign_is_played_between_its_dates(
    phone: Phone, release: Release, change: dict[str, timedelta], status: int | None, code: str
) -> None:
    for name, delta in change.items():
        setattr(release.campaign, name, timezone.now() + delta)
    release.campaign.save()
    response = phone.start(publishing.publish(release.campaign, by=None))
    if status is None:
        assert response.status_code == 201
    else:
        assert said(response, status) == code


def test_a_paused_campaign_says_so(phone: Phone, release: Release) -> None:
    publishing.pause(release.campaign)
    assert said(phone.start(release), 403) == "paused"


def test_too_many_rounds_are_refused_until_tomorrow(
    phone: Phone, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "ROUNDS_A_DAY", 1)
    phone.start(release)
    assert said(phone.start(release), 429) == "too_many"
    assert Phone().start(release).status_code == 201, "another phone in the same mall"


def test_a_refusal_speaks_the_language_of_the_page(phone: Phone, release: Release) -> None:
    publishing.pause(release.campaign)
    words = {
        language: phone.start(release, language=language).json()["message"]
        for language in ("en", "zh-hans")
    }
    assert words["en"] == "We are taking a short break. Please try again in a little while."


@pytest.mark.parametrize(
    "change",
    [
        {"release": "x"},
        {"release": None},
        {"release": -1},
        {"release": 10**40},
        {"language": "tlh"},
        {"consent": "perhaps"},
        {"placement": "x" * 100},
        {"placement": "\x00"},
        {"placement": "\ud800"},
        {"key": ["x"]},
    ],
)
def test_a_start_that_makes_no_sense_is_refused(
    phone: Phone, release: Release, change: dict[str, Any]
) -> None:
    assert said(phone.start(release, **change), 400) == "invalid"


def test_a_forged_cookie_is_a_new_player(phone: Phone, release: Release) -> None:
    first = phone.started(release)
    phone.client.cookies["marquee_player"] = f"{phone.client.cookies['marquee_player'].value}x"
    assert phone.started(release).player != first.player
