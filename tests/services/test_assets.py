"""Pictures come in checked, are kept under their content's name and never change."""

import io
from typing import Any

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.utils import translation
from PIL import Image

from campaigns.models import Asset, Release
from campaigns.services import assets
from campaigns.services.errors import BadUpload, NotFound, Refusal
from tests import cast

pytestmark = pytest.mark.django_db
Kind = Asset.Kind


def a_cut_out(width: int = 400, height: int = 900, margin: int = 60) -> bytes:
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    image.paste((200, 60, 40, 255), (margin, margin, width - margin, height - margin))
    image.paste((0, 0, 0, 0), (margin, margin, margin + 40, margin + 40))
    return encoded(image, "PNG")


def encoded(image: Image.Image, kind: str, **more: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def a_cmyk() -> bytes:
    return encoded(Image.new("CMYK", (900, 1200), (0, 200, 200, 20)), "JPEG")


def with_hole(share: float) -> bytes:
    """A picture of one colour, its upper part transparent."""
    image = Image.new("RGBA", (600, 800), (30, 90, 60, 255))
    image.paste((0, 0, 0, 0), (0, 0, 600, round(800 * share)))
    return encoded(image, "PNG")


def a_moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (600, 600), colour) for colour in ("red", "blue")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=200)


def test_the_same_picture_twice_is_one_asset() -> None:
    brand = cast.a_brand()
    data = cast.a_jpeg(900, 1200)
    first = assets.take_in(brand, Kind.SCENE, "one.jpg", data)
    again = assets.take_in(brand, Kind.SCENE, "two.jpg", data)
    assert first == again
    assert first.name == "one"
    assert (first.width, first.height) == (900, 1200)


def test_two_brands_keep_their_own_row_of_the_same_picture() -> None:
    data = cast.a_jpeg(900, 1200)
    one, other = (assets.take_in(cast.a_brand(), Kind.SCENE, "x.jpg", data) for _ in range(2))
    assert one != other
    assert one.file.name == other.file.name


def test_the_file_is_named_by_its_content() -> None:
    asset = assets.take_in(cast.a_brand(), Kind.SCENE, "x.jpg", cast.a_jpeg(900, 1200))
    assert asset.file.name == f"assets/{asset.sha256}.jpg"
    assert assets.card(asset).url == f"/asset/{asset.sha256}.jpg"
    assert default_storage.exists(asset.file.name)


def test_a_star_is_kept_transparent_and_cropped_to_what_is_seen() -> None:
    asset = assets.take_in(cast.a_brand(), Kind.STAR, "star.png", a_cut_out())
    assert asset.transparent
    assert (asset.width, asset.height) == (280, 780)
    kept = np.asarray(Image.open(io.BytesIO(assets.content(asset))).convert("RGBA"))
    assert (kept[40:] == (200, 60, 40, 255)).all()
    assert not kept[:40, :40, 3].any()


def test_a_foreground_keeps_its_size_because_it_covers_the_scene() -> None:
    asset = assets.take_in(cast.a_brand(), Kind.FOREGROUND, "front.png", a_cut_out())
    assert (asset.width, asset.height) == (400, 900)


def test_a_huge_picture_is_kept_smaller() -> None:
    asset = assets.take_in(cast.a_brand(), Kind.PICTURE, "x.jpg", cast.a_jpeg(3000, 1500))
    assert (asset.width, asset.height) == (1280, 640)


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        (Kind.SCENE, b"", "empty"),
        (Kind.SCENE, b"<html>not a picture</html>", "unsupported"),
        (Kind.SCENE, cast.a_jpeg(900, 1200)[:400], "damaged"),
        (Kind.SCENE, cast.a_jpeg(300, 300), "too_small"),
        (Kind.SCENE, cast.a_jpeg(50, 50), "too_small"),
        (Kind.SCENE, cast.a_jpeg(2000, 500), "too_long"),
        (Kind.SCENE, with_hole(0.1), "transparent"),
        (Kind.SCENE, encoded(Image.new("RGB", (600, 600)), "GIF"), "unsupported"),
        (Kind.STAR, cast.a_jpeg(900, 1200), "not_transparent"),
        (Kind.STAR, a_cut_out(150, 150, 10), "too_small"),
        (Kind.FOREGROUND, cast.a_jpeg(900, 1200), "not_transparent"),
        (Kind.FOREGROUND, with_hole(0.1), "covers_all"),
        (Kind.FOREGROUND, cast.a_picture_file(50, 50, (0, 0, 0, 0)), "too_small"),
        (Kind.FRAME, with_hole(0.25), "covers_all"),
        (Kind.FRAME, cast.a_picture_file(600, 800, (0, 0, 0, 0)), "invisible"),
        (Kind.PICTURE, cast.a_jpeg(50, 50), "too_small"),
        (Kind.LOGO, encoded(Image.new("RGBA", (99, 99), (0, 0, 0, 0)), "PNG"), "invisible"),
        (Kind.PICTURE, a_moving("WEBP"), "animated"),
        (Kind.PICTURE, a_moving("PNG"), "animated"),
        ("no-such-kind", cast.a_jpeg(900, 1200), "unsupported"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused_in_words(
    kind: str, data: bytes, code: str
) -> None:
    with pytest.raises(BadUpload) as refused:
        assets.take_in(cast.a_brand(), kind, "x", data)
    assert refused.value.code == code
    assert str(refused.value.words).endswith(".")
    assert not Asset.objects.exists()


def test_what_a_printer_sent_is_kept_in_the_colours_of_a_screen() -> None:
    asset = assets.take_in(cast.a_brand(), Kind.SCENE, "x.jpg", a_cmyk())
    kept = Image.open(io.BytesIO(assets.content(asset)))
    assert kept.mode == "RGB"
    red, green, blue = kept.getpixel((450, 600))  # type: ignore[misc]
    assert red > green + 60
    assert red > blue + 60


@pytest.mark.parametrize(("kind", "share"), [(Kind.FOREGROUND, 0.2), (Kind.FRAME, 0.4)])
def test_what_leaves_room_for_the_player_is_taken(kind: str, share: float) -> None:
    assert assets.take_in(cast.a_brand(), kind, "x.png", with_hole(share)).transparent


def test_the_same_words_are_there_in_chinese() -> None:
    told = []
    for language in ("en", "zh-hans"):
        with translation.override(language), pytest.raises(BadUpload) as refused:
            assets.take_in(cast.a_brand(), Kind.SCENE, "x", cast.a_jpeg(50, 50))
        told.append(str(refused.value.words))
    assert told[0] != told[1]
    assert all("480" in words for words in told)


def a_release_of(asset: Asset, **changed: Any) -> Release:
    return Release(snapshot={"assets": {str(asset.pk): assets.meta(asset) | changed}})


def test_a_release_reads_its_frozen_pictures_even_after_the_row_is_gone() -> None:
    asset = assets.take_in(cast.a_brand(), Kind.SCENE, "x.jpg", cast.a_jpeg(900, 1200))
    release, key, data = a_release_of(asset), asset.pk, assets.content(asset)
    asset.delete()
    assert assets.read(release)(key) == data


def test_a_picture_that_the_release_does_not_hold_is_not_found() -> None:
    with pytest.raises(NotFound):
        assets.read(Release(snapshot={"assets": {}}))(7)


def test_a_file_that_was_changed_is_refused() -> None:
    asset = assets.take_in(cast.a_brand(), Kind.SCENE, "x.jpg", cast.a_jpeg(900, 1201))
    with pytest.raises(Refusal) as refused:
        assets.read(a_release_of(asset, sha256="0" * 64))(asset.pk)
    assert refused.value.code == "asset_damaged"


def test_a_file_that_is_gone_is_refused() -> None:
    asset = assets.take_in(cast.a_brand(), Kind.SCENE, "x.jpg", cast.a_jpeg(900, 1202))
    default_storage.delete(str(asset.file.name))
    with pytest.raises(Refusal) as refused:
        assets.read(a_release_of(asset))(asset.pk)
    assert refused.value.code == "asset_missing"


def test_the_shelf_holds_the_brands_own_pictures_newest_first() -> None:
    brand = cast.a_brand()
    cast.an_asset(cast.a_brand())
    older, newer = cast.an_asset(brand), cast.an_asset(brand)
    assert [card.id for card in assets.shelf(brand)] == [newer.pk, older.pk]
