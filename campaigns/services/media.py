"""Files of players: private, each announced by a row before it exists: none can be forgotten."""

import logging
import re
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Photo, Round
from campaigns.services.errors import BadLink, Gone, NotFound

LINK_LIFETIME = timedelta(hours=1)
_SALT = "campaigns.media"
_FOLDERS = {
    Photo.Kind.UPLOAD: "incoming",
    Photo.Kind.RESULT: "results",
    Photo.Kind.FRAME: "frames",
    Photo.Kind.KEPT: "kept",
}
_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "mp4": "video/mp4"}
_ASSET = re.compile(rf"[0-9a-f]{{64}}\.({'|'.join(_TYPES)})")
_logger = logging.getLogger(__name__)


def keep(played: Round, kind: Photo.Kind, data: bytes, erase_at: datetime, **size: int) -> Photo:
    """Store a file of the round's, under a name that nobody can guess.

    The row comes first: a process that dies in between leaves a row that will be erased in time,
    never a file that nobody knows of.
    """
    name = f"{_FOLDERS[kind]}/{uuid.uuid4().hex}"
    photo = Photo.objects.create(round=played, kind=kind, file=name, erase_at=erase_at, **size)
    default_storage.save(name, ContentFile(data))
    return photo


def content(photo: Photo) -> bytes:
    """Return the bytes of a file. Raises Gone where it was erased."""
    if is_gone(photo, timezone.now()):
        raise Gone
    try:
        with default_storage.open(photo.file) as file:
            return bytes(file.read())
    except FileNotFoundError as error:
        raise Gone from error


def is_gone(photo: Photo, now: datetime) -> bool:
    """True once the file was erased or may no longer be shown."""
    return photo.erased_at is not None or photo.erase_at <= now


def erase(photo: Photo) -> None:
    """Delete the file and blank the row. Doing it again does no harm.

    Should storage be away, nobody sees the file any more and the next `erase_due` tries again.
    """
    now = timezone.now()
    Photo.objects.filter(pk=photo.pk, erase_at__gt=now).update(erase_at=now)
    if photo.file:
        try:
            default_storage.delete(photo.file)
        # Each storage has its own errors; the row keeps the work for later whatever it was.
        except Exception:
            _logger.exception("photo %s could not be erased yet", photo.pk)
            return
    Photo.objects.filter(pk=photo.pk).update(file="", erased_at=now)


def forget(photo: Photo) -> None:
    """Erase what was not taken. Its row serves nobody, unless the file has yet to be erased."""
    erase(photo)
    Photo.objects.filter(pk=photo.pk, erased_at__isnull=False).delete()


def link(photo: Photo) -> str:
    """Return an address of the file that works for an hour."""
    return reverse("media", args=[signing.dumps(photo.pk.hex, salt=_SALT)])


def open_link(token: str) -> "tuple[File[Any], str, Photo]":
    """Return the file that `link` led to, its type and its row. Raises BadLink or Gone."""
    photo = _photo_of(token)
    if is_gone(photo, timezone.now()):
        raise Gone
    try:
        return default_storage.open(photo.file), "image/jpeg", photo
    except FileNotFoundError as error:
        raise Gone from error


def open_asset(name: str) -> "tuple[File[Any], str]":
    """Return a brand's picture, `<sha256>.<ext>`, and its type. Raises NotFound.

    Nothing but such a name ever reaches storage.
    """
    found = _ASSET.fullmatch(name)
    if found is None:
        raise NotFound
    try:
        return default_storage.open(f"assets/{name}"), _TYPES[found[1]]
    except FileNotFoundError as error:
        raise NotFound from error


def _photo_of(token: str) -> Photo:
    try:
        key = signing.loads(token, salt=_SALT, max_age=LINK_LIFETIME)
    except signing.SignatureExpired as error:
        raise BadLink.too_old() from error
    except signing.BadSignature as error:
        raise BadLink from error
    photo = Photo.objects.filter(pk=uuid.UUID(hex=key), kind=Photo.Kind.RESULT).first()
    if photo is None:
        raise BadLink
    return photo
