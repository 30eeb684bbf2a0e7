"""Links to files: signed, expiring, and never to anything else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import signing
from django.core.files.storage import default_storage
from django.utils import timezone

from campaigns.models import Photo
from campaigns.services import erasing, media
from campaigns.services.errors import BadLink, Gone, NotFound
from tests.cast import a_brand, a_jpeg, a_round, an_asset

pytestmark = pytest.mark.django_db


def a_photo(kind: Photo.Kind = Photo.Kind.RESULT) -> Photo:
    until = timezone.now() + timedelta(hours=24)
    return media.keep(a_round(), kind, a_jpeg(), until, width=640, height=480)


def token_of(photo: Photo) -> str:
    return media.link(photo).rpartition("/")[2]


def test_a_link_opens_its_file() -> None:
    photo = a_photo()
    file, kind, found = media.open_link(token_of(photo))
    with file:
        assert (file.read(), kind, found) == (a_jpeg(), "image/jpeg", photo)


def test_file_names_cannot_be_guessed() -> None:
    first, second = a_photo(), a_photo()
    assert first.file != second.file
    assert str(first.pk) not in first.file
    assert str(first.round_id) not in first.file


def test_a_link_ends_after_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(a_photo())
    monkeypatch.setattr(media, "LINK_LIFETIME", timedelta(seconds=-1))
    with pytest.raises(BadLink) as refused:
        media.open_link(token)
    assert (refused.value.code, refused.value.status) == ("old_link", 410)


@pytest.mark.parametrize("token", ["", "x", "../../etc/passwd", "a:b:c", "é"])
def test_a_forged_link_opens_nothing(token: str) -> None:
    with pytest.raises(BadLink):
        media.open_link(token)


def test_a_link_signed_for_something_else_opens_nothing() -> None:
    photo = a_photo()
    for forged in (signing.dumps(photo.pk.hex), f"{token_of(photo)[:-1]}-"):
        with pytest.raises(BadLink):
            media.open_link(forged)


def test_what_a_player_sent_is_never_linked() -> None:
    with pytest.raises(BadLink):
        media.open_link(token_of(a_photo(Photo.Kind.UPLOAD)))


def test_what_was_not_taken_leaves_neither_file_nor_row() -> None:
    photo = a_photo(Photo.Kind.FRAME)
    media.forget(photo)
    assert not default_storage.exists(photo.file)
    assert not Photo.objects.exists()


def test_a_file_that_cannot_be_erased_yet_is_not_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(name: str) -> None:
        raise OSError(name)

    photo = a_photo(Photo.Kind.FRAME)
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", away)
        media.forget(photo)
    assert media.is_gone(Photo.objects.get(), timezone.now())
    assert erasing.erase_due(timezone.now()) == 1
    assert not default_storage.exists(photo.file)


def test_a_file_that_is_gone_is_gone() -> None:
    erased, lost = a_photo(), a_photo()
    media.erase(erased)
    default_storage.delete(lost.file)
    for photo in (erased, lost):
        with pytest.raises(Gone):
            media.open_link(token_of(photo))
        with pytest.raises(Gone):
            media.content(Photo.objects.get(pk=photo.pk))


def test_an_asset_is_found_by_its_name() -> None:
    asset = an_asset(a_brand())
    file, kind = media.open_asset(f"{asset.sha256}.png")
    with file:
        assert (len(file.read()) > 0, kind) == (True, "image/png")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "x.png",
        f"{'0' * 64}.png",
        f"{'0' * 64}.html",
        f"{'0' * 64}.png\n",
        f"../incoming/{'0' * 64}.png",
        f"{'０' * 64}.png",
        "../../secret.png",
    ],
)
def test_nothing_but_an_asset_is_reached_by_name(name: str) -> None:
    (Path(settings.MEDIA)).mkdir(parents=True, exist_ok=True)
    (Path(settings.MEDIA) / "secret.png").write_bytes(b"secret")
    with pytest.raises(NotFound):
        media.open_asset(name)
