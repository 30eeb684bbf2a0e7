"""Only our own pages may act with a player's cookie."""

from typing import Any

import pytest
from django.test import Client

from campaigns.models import Release, Round
from tests.api.phone import Phone, said


def _start(client: Client, release: Release, **headers: str) -> Any:
    body = {"release": release.pk, "language": "en", "consent": True}
    return client.post("/api/rounds", body, content_type="application/json", headers=headers)


def with_cookie() -> Client:
    client = Client()
    client.cookies["marquee_player"] = "whatever"
    return client


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://testserver.elsewhere.example"},
        {},
    ],
)
def test_another_sites_page_cannot_act_for_a_player(
    release: Release, headers: dict[str, str]
) -> None:
    assert said(_start(with_cookie(), release, **headers), 403) == "foreign_page"
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}]
)
def test_our_own_page_can(release: Release, headers: dict[str, str]) -> None:
    assert _start(with_cookie(), release, **headers).status_code == 201


def test_the_public_address_behind_a_proxy_is_ours(release: Release, settings: Any) -> None:
    headers = {"origin": settings.CSRF_TRUSTED_ORIGINS[0]}
    assert _start(with_cookie(), release, **headers).status_code == 201


def test_a_program_without_cookies_is_nobodys_browser(release: Release) -> None:
    assert _start(Client(), release).status_code == 201


def test_a_cookie_alone_is_not_enough_to_erase(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    thief = Client()
    thief.cookies = phone.client.cookies
    response = thief.post(
        f"/api/rounds/{played.pk}/erase", headers={"sec-fetch-site": "cross-site"}
    )
    assert said(response, 403) == "foreign_page"
