"""No page that has nothing for its reader is a dead end."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from campaigns.plays.registry import PLAYS
from tests import cast
from tests.services.plain import Plain
from tests.services.screens import a_picture_to_take

pytestmark = pytest.mark.django_db
PASSWORD = "not-a-word-of-any-list"
_BUTTON = re.compile(
    r'<a class="button button-main" href="([^"]*)">(?:<svg.*?</svg>)?([^<]+)</a>', re.S
)
CAMPAIGN, DESK, BACK = "To the campaign", "To the desk", "Back"
AGAIN, LOGIN = "Load the page again", "Back to the login"
both_languages = pytest.mark.parametrize("language", ["en", "zh-hans"])


def said(words: str, language: str) -> str:
    with translation.override(language):
        return gettext(words)


def button(body: str) -> tuple[str, str]:
    """Where the page's one button leads, and what it says."""
    (found,) = _BUTTON.findall(body)
    return found[0], found[1].strip()


def at_the_desk(client: Client, django_user_model: type) -> Client:
    """As somebody who may come in, and no more."""
    user = django_user_model.objects.create_user("alone", password=PASSWORD, is_staff=True)  # type: ignore[attr-defined]
    client.force_login(user)
    return client


@both_languages
def test_somebody_elses_result_leads_to_the_campaign(client: Client, language: str) -> None:
    played = cast.a_round()
    answer = client.get(f"/r/{played.pk}", headers={"Accept-Language": language})
    assert answer.status_code == 403
    slug = played.release.campaign.slug
    assert button(answer.text) == (f"/c/{slug}", said(CAMPAIGN, language))
    assert client.get(f"/c/{slug}").status_code == 200


def test_a_picture_that_another_phone_has_taken_leads_to_the_campaign(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PLAYS, "plain", Plain())
    on_screen = a_picture_to_take()
    assert Client().post(f"/t/{on_screen.take_token}").status_code == 303
    for answer in (
        client.get(f"/t/{on_screen.take_token}"),
        client.post(f"/t/{on_screen.take_token}"),
    ):
        assert answer.status_code == 409
        assert button(answer.text)[0] == f"/c/{on_screen.release.campaign.slug}"


@both_languages
@pytest.mark.parametrize("address", ["/no-such-page", "/c/no-such-campaign", "/q/NOWHERE2"])
def test_an_address_that_leads_nowhere_leads_back_to_where_one_came_from(
    client: Client, address: str, language: str
) -> None:
    came = {"Accept-Language": language, "Referer": "http://testserver/c/tea?p=AB2"}
    answer = client.get(address, headers=came)
    assert answer.status_code == 404
    assert button(answer.text) == ("/c/tea?p=AB2", said(BACK, language))


@both_languages
@pytest.mark.parametrize(
    "came",
    ["", "https://elsewhere.example/c/tea", "http://testserver/no-such-page", "javascript:x"],
)
def test_who_comes_from_nowhere_of_ours_can_load_it_again(
    client: Client, came: str, language: str
) -> None:
    answer = client.get("/no-such-page", headers={"Accept-Language": language, "Referer": came})
    assert button(answer.text) == ("", said(AGAIN, language))


@both_languages
@pytest.mark.parametrize(
    ("path", "status"),
    [("/admin/campaigns/campaign/", 403), ("/admin/no-such-page", 404), ("/store/redeem", 403)],
)
def test_at_the_desk_the_way_on_is_the_desk(
    client: Client, django_user_model: type, path: str, status: int, language: str
) -> None:
    answer = at_the_desk(client, django_user_model).get(
        path, headers={"Accept-Language": language}, follow=True
    )
    assert answer.status_code == status
    assert button(answer.text) == (reverse("admin:index"), said(DESK, language))


@both_languages
def test_a_fault_of_ours_can_be_loaded_again(client: Client, language: str) -> None:
    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("campaigns.services.publishing.live_release", None)
        answer = client.get("/c/tea", headers={"Accept-Language": language})
    assert answer.status_code == 500
    assert button(answer.text) == ("", said(AGAIN, language))


@both_languages
def test_after_too_many_wrong_passwords_one_is_told_how_long_to_wait(
    client: Client, language: str
) -> None:
    login = reverse("admin:login")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(
            login, {"username": "a", "password": "b"}, headers={"Accept-Language": language}
        )
    assert answer.status_code == 429
    assert button(answer.text) == (login, said(LOGIN, language))
