"""The same photo once more, as the page asks for it."""

import json
from typing import Any

import pytest
from django.urls import reverse

from campaigns.models import Photo, PhotoJob, Release, Round
from campaigns.plays.registry import PLAYS
from campaigns.services import judging
from tests.api.phone import Phone, said
from tests.services.easels import Tinted, a_tinted_release

pytestmark = pytest.mark.django_db

WISH = {"client_token": "wish", "choice": 2, "brush": 0.35, "size": "draft"}


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Release:
    monkeypatch.setitem(PLAYS, "tinted", Tinted())
    return a_tinted_release()


@pytest.fixture
def played(phone: Phone, painted: Release) -> Round:
    """The phone's round, its first picture made."""
    played = phone.started(painted)
    phone.photo(played)
    judging.judge(played.jobs.get().pk)
    return played


def wish(phone: Phone, played: Round, **changes: Any) -> Any:
    return phone.post("api-remakes", played.pk, body=WISH | changes)


def test_a_wish_is_taken_made_and_its_picture_shown(phone: Phone, played: Round) -> None:
    response = wish(phone, played)
    assert response.status_code == 202
    url = response.json()["status_url"]
    assert phone.client.get(url).json()["state"] == "waiting"
    judging.judge(PhotoJob.objects.get(remake="draft").pk)
    answer = phone.client.get(url)
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.json()
    assert (told["state"], told["width"], told["height"]) == ("done", 96, 96)
    picture = phone.client.get(told["picture"])
    assert picture.status_code == 200
    assert len(picture.getvalue()) > 100


def test_the_same_wish_sent_twice_is_made_once(phone: Phone, played: Round) -> None:
    first, again = (wish(phone, played).json()["remake"] for _ in range(2))
    assert first == again
    assert PhotoJob.objects.filter(remake="draft").count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"brush": "NaN"},
        {"brush": "Infinity"},
        {"brush": "-Infinity"},
        {"brush": -0.01},
        {"brush": 1.01},
        {"brush": 10**400},
        {"brush": "fine"},
        {"brush": ""},
        {"brush": None},
        {"brush": True},
        {"brush": [0.5]},
        {"brush": {"at": 0.5}},
        {"choice": 0},
        {"choice": 4},
        {"choice": 1.5},
        {"choice": "oil"},
        {"choice": None},
        {"size": "huge"},
        {"size": ""},
        {"size": None},
        {"client_token": ""},
        {"client_token": "x" * 65},
    ],
)
def test_what_is_no_wish_is_refused_in_words(
    phone: Phone, played: Round, changes: dict[str, Any]
) -> None:
    response = wish(phone, played, **changes)
    assert response.status_code == 400
    assert response.json()["message"]
    assert not PhotoJob.objects.exclude(remake="").exists()


@pytest.mark.parametrize("missing", WISH)
def test_a_wish_that_lacks_something_is_refused(phone: Phone, played: Round, missing: str) -> None:
    body = {name: value for name, value in WISH.items() if name != missing}
    assert phone.post("api-remakes", played.pk, body=body).status_code == 400


def test_a_number_that_json_does_not_know_is_refused(phone: Phone, played: Round) -> None:
    body = json.dumps(WISH | {"brush": float("nan")})
    url = reverse("api-remakes", args=[played.pk])
    response = phone.client.post(url, body, content_type="application/json")
    assert response.status_code == 400


def test_somebody_else_may_neither_wish_nor_look(phone: Phone, played: Round) -> None:
    url = wish(phone, played).json()["status_url"]
    stranger = Phone()
    assert said(wish(stranger, played), 403) == "not_yours"
    assert said(stranger.client.get(url), 403) == "not_yours"


def test_a_page_elsewhere_may_not_wish(phone: Phone, played: Round) -> None:
    url = reverse("api-remakes", args=[played.pk])
    response = phone.client.post(
        url, WISH, content_type="application/json", headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403


def test_a_picture_that_was_deleted_takes_no_wish(phone: Phone, played: Round) -> None:
    url = wish(phone, played).json()["status_url"]
    phone.erase(played)
    assert said(wish(phone, played, client_token="two"), 410) == "erased"
    assert phone.client.get(url).json()["state"] == "erased"
    assert not Photo.objects.exclude(file="").exists()


def test_when_it_is_enough_the_player_is_told_so(phone: Phone, played: Round) -> None:
    for number in range(Tinted.drafts):
        wish(phone, played, client_token=f"t{number}", brush=number / 10)
        judging.judge(PhotoJob.objects.get(client_token=f"t{number}").pk)
    assert said(wish(phone, played, client_token="more", brush=0.99), 429) == "enough_remakes"


def test_a_campaign_of_another_play_has_no_such_thing(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    phone.photo(played)
    judging.judge(played.jobs.get().pk)
    assert said(wish(phone, played), 404) == "not_found"


def test_a_wish_that_never_was_is_not_found(phone: Phone, played: Round) -> None:
    url = reverse("api-remake", args=[played.pk, played.jobs.get().pk])
    assert said(phone.client.get(url), 404) == "not_found"
