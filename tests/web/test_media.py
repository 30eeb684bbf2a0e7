"""Pictures over the wire: for how long, for whom, and nothing beside them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Photo
from campaigns.services import media
from tests.cast import a_brand, a_jpeg, a_round, an_asset

pytestmark = pytest.mark.django_db


def a_picture() -> Photo:
    until = timezone.now() + timedelta(hours=24)
    return media.keep(a_round(), Photo.Kind.RESULT, a_jpeg(), until)


def test_a_players_picture_is_shown_by_its_link_and_kept_by_no_cache(client: Client) -> None:
    response = client.get(media.link(a_picture()))
    assert b"".join(response) == a_jpeg()
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline; filename=")


def test_an_erased_picture_says_so_on_a_page(client: Client) -> None:
    picture = a_picture()
    link = media.link(picture)
    media.erase(picture)
    response = client.get(link)
    assert (response.status_code, response["Cache-Control"]) == (410, "no-store")
    assert b"erased" in response.content


@pytest.mark.parametrize("token", ["x", "..%2f..%2fetc%2fpasswd", "a:b:c", "%00", "%ff"])
def test_a_forged_link_is_a_friendly_no(client: Client, token: str) -> None:
    assert client.get(f"/media/{token}").status_code == 404


def test_a_brands_picture_may_be_kept_for_ever(client: Client) -> None:
    asset = an_asset(a_brand())
    response = client.get(f"/asset/{asset.sha256}.png")
    assert len(b"".join(response)) == asset.file.size
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "name", ["x.png", f"{'0' * 64}.png", f"{'0' * 64}.svg", "..%2fdb.sqlite3", "%2e%2e%2fx", "%00"]
)
def test_no_other_file_is_reached(client: Client, name: str) -> None:
    assert client.get(f"/asset/{name}").status_code == 404


def test_pictures_can_only_be_looked_at(client: Client) -> None:
    assert client.post(media.link(a_picture())).status_code == 405
