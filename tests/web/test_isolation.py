"""Which pages are cut off from other origins, so that their eyes may use threads."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from campaigns.models import Release
from campaigns.services import publishing, screening
from tests.cast import a_release
from tests.services.duels import a_duel_release
from tests.services.screens import a_paired_screen

pytestmark = pytest.mark.django_db

_POLICY = "Cross-Origin-Embedder-Policy"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    yield
    cache.clear()


def landing(release: Release, **headers: str) -> Any:
    return Client().get(f"/c/{release.campaign.slug}", headers=headers)


def preview(release: Release) -> Any:
    return Client().get(f"/preview/{publishing.preview_token(release.campaign)}")


def on_the_screen(release: Release) -> Any:
    client = Client()
    client.cookies[screening.COOKIE] = a_paired_screen(release)[1]
    return client.get("/screen/")


@pytest.mark.parametrize("page", [landing, preview, on_the_screen])
def test_a_page_that_sees_is_isolated(page: Callable[[Release], Any]) -> None:
    response = page(a_duel_release())
    assert response.status_code == 200
    assert response.headers[_POLICY] == "credentialless"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("page", [landing, preview, on_the_screen])
def test_a_page_that_sees_nothing_is_not(page: Callable[[Release], Any]) -> None:
    response = page(a_release())
    assert response.status_code == 200
    assert _POLICY not in response.headers


def test_a_page_that_the_browser_has_already_stays_isolated() -> None:
    release = a_duel_release()
    etag = landing(release).headers["ETag"]
    again = landing(release, **{"If-None-Match": etag})
    assert again.status_code == 304
    assert again.headers[_POLICY] == "credentialless"
