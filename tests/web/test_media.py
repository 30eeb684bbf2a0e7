"""Pictures over the wire: for how long, for whom, and nothing beside them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Asset, Photo
from campaigns.services import assets, media
from tests.cast import a_brand, a_jpeg, a_round, an_asset
from tests.support.mp4 import a_film

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
    ("wanted", "status", "start", "stop"),
    [
        ("bytes=0-1", 206, 0, 2),
        ("bytes=10-", 206, 10, None),
        ("bytes=-5", 206, -5, None),
        ("bytes=3-999999999999999999", 206, 3, None),
        ("bytes=5-3", 200, 0, None),
        ("bytes=-", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("lines=1-2", 200, 0, None),
        ("bytes=" + "9" * 40 + "-", 200, 0, None),
        ("bytes=99999999-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
    ],
)
def test_a_film_may_be_asked_for_in_parts(
    client: Client, wanted: str, status: int, start: int, stop: int | None
) -> None:
    asset = assets.take_in(a_brand(), Asset.Kind.FILM, "x.mp4", a_film())
    whole = assets.content(asset)
    response = client.get(f"/asset/{asset.sha256}.mp4", headers={"Range": wanted})
    assert response.status_code == status
    assert b"".join(response) == whole[start:stop]
    assert response["Accept-Ranges"] == "bytes"
    if status == 206:
        part = whole[start:stop]
        first = whole.index(part)
        told = f"bytes {first}-{first + len(part) - 1}/{len(whole)}"
        assert response["Content-Range"] == told
        assert response["Content-Type"] == "video/mp4"
    if status == 416:
        assert response["Content-Range"] == f"bytes */{len(whole)}"


@pytest.mark.parametrize(
    "name", ["x.png", f"{'0' * 64}.png", f"{'0' * 64}.svg", "..%2fdb.sqlite3", "%2e%2e%2fx", "%00"]
)
def test_no_other_file_is_reached(client: Client, name: str) -> None:
    assert client.get(f"/asset/{name}").status_code == 404


def test_pictures_can_only_be_looked_at(client: Client) -> None:
    assert client.post(media.link(a_picture())).status_code == 405
