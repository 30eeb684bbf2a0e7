"""Smaller copies of pictures: of known pictures only, in widths that pages ask for."""

import io

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from campaigns.services import assets, renditions
from campaigns.services.errors import NotFound
from tests import cast

pytestmark = pytest.mark.django_db


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_wide_picture_is_made_as_wide_as_asked() -> None:
    asset = assets.take_in(cast.a_brand(), "picture", "wide", cast.a_picture_file(1280, 1600))
    small = opened(renditions.rendition(asset.sha256, 640, "webp"))
    assert small.size == (640, 800)
    assert small.format == "WEBP"


def test_a_small_picture_is_not_blown_up() -> None:
    asset = cast.an_asset(cast.a_brand(), kind="picture")
    assert opened(renditions.rendition(asset.sha256, 960, "jpg")).size == (320, 400)


def test_what_is_see_through_stays_so() -> None:
    asset = cast.an_asset(cast.a_brand(), kind="star")
    assert opened(renditions.rendition(asset.sha256, 320, "webp")).mode == "RGBA"
    assert opened(renditions.rendition(asset.sha256, 320, "jpg")).mode == "RGB"


def test_the_second_time_it_comes_from_storage() -> None:
    asset = cast.an_asset(cast.a_brand(), kind="picture")
    first = renditions.rendition(asset.sha256, 320, "webp")
    default_storage.delete(str(asset.file.name))
    assert renditions.rendition(asset.sha256, 320, "webp") == first


@pytest.mark.parametrize(("width", "extension"), [(321, "webp"), (320, "png"), (0, "jpg")])
def test_only_widths_and_formats_of_our_pages_are_made(width: int, extension: str) -> None:
    asset = cast.an_asset(cast.a_brand())
    with pytest.raises(NotFound):
        renditions.rendition(asset.sha256, width, extension)


def test_an_unknown_picture_is_not_found(client: Client) -> None:
    assert client.get(f"/picture/{'0' * 64}-320.webp").status_code == 404


def test_a_picture_offers_only_widths_that_it_has() -> None:
    asset = assets.take_in(cast.a_brand(), "picture", "p", cast.a_picture_file(800, 800))
    offered = renditions.picture(assets.meta(asset))
    assert [part.split()[1] for part in offered.srcset.split(", ")] == ["320w", "640w"]
    assert offered.src.endswith("-640.webp")


def test_its_address_may_be_kept_for_ever(client: Client) -> None:
    asset = cast.an_asset(cast.a_brand(), kind="picture")
    response = client.get(renditions.address(assets.meta(asset), 320))
    assert response.headers["Content-Type"] == "image/webp"
    assert "immutable" in response.headers["Cache-Control"]
