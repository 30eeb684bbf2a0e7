"""A brand's pictures: checked and re-made when they come in, named by their content, never changed.

Files live in storage as `assets/<sha256>.<ext>`; players fetch them at `/asset/<sha256>.<ext>`.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import Asset, Brand, Release
from campaigns.plays.base import AssetCard, Assets
from campaigns.services.artwork import prepare
from campaigns.services.errors import NotFound, Refusal


def take_in(brand: Brand, kind: str, name: str, upload: bytes) -> Asset:
    """Keep an operator's picture for `brand`; the same picture again is the same Asset.

    Raises BadUpload, worded for the operator.
    """
    art = prepare(kind, upload)
    digest = hashlib.sha256(art.data).hexdigest()
    file = f"assets/{digest}.{art.extension}"
    if not default_storage.exists(file):
        file = default_storage.save(file, ContentFile(art.data))
    asset, _made = Asset.objects.get_or_create(
        brand=brand,
        sha256=digest,
        kind=kind,
        defaults={
            "name": _short(name),
            "file": file,
            "width": art.width,
            "height": art.height,
            "transparent": art.transparent,
            "mime": art.mime,
        },
    )
    return asset


def meta(asset: Asset) -> dict[str, Any]:
    """Return what a release keeps of a picture."""
    return {
        "file": asset.file.name,
        "sha256": asset.sha256,
        "width": asset.width,
        "height": asset.height,
        "mime": asset.mime,
        "url": url({"file": asset.file.name}),
    }


def url(asset_file_meta: Mapping[str, Any]) -> str:
    """Return the public, never-changing address of a picture from its `meta`."""
    return reverse("asset", args=[str(asset_file_meta["file"]).rpartition("/")[2]])


def card(asset: Asset) -> AssetCard:
    """Return what a form may know of a picture."""
    address = url({"file": asset.file.name})
    return AssetCard(asset.pk, asset.kind, asset.name, address, asset.width, asset.height)


def shelf(brand: Brand) -> list[AssetCard]:
    """Return the brand's pictures, newest first."""
    return [card(asset) for asset in brand.assets.all()]


def content(asset: Asset) -> bytes:
    """Return the file of a picture. Raises Refusal where it is missing or damaged."""
    return _checked(asset.file.name or "", asset.sha256)


def read(release: Release) -> Assets:
    """Return a reader of the release's frozen pictures.

    The reader raises NotFound for a picture that the release does not hold, and Refusal where the
    file is missing or is no longer what was published.
    """
    return reader_of(release.snapshot["assets"])


def reader_of(frozen: Mapping[str, Any]) -> Assets:
    """Return a reader, as of `read`, of pictures kept as {id as text: `meta`}."""

    def reader(asset_id: int) -> bytes:
        found = frozen.get(str(asset_id))
        if found is None:
            raise NotFound
        return _checked(found["file"], found["sha256"])

    return reader


@lru_cache(maxsize=8)
def _checked(file: str, sha256: str) -> bytes:
    """The last few pictures stay in memory: a worker asks for the same ones all day."""
    try:
        with default_storage.open(file) as opened:
            data = bytes(opened.read())
    except OSError as error:
        raise Refusal(_("A picture of this campaign is missing."), code="asset_missing") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refusal(_("A picture of this campaign is damaged."), code="asset_damaged")
    return data


def _short(name: str) -> str:
    """Return a file's name without folders and ending, as long as the field holds."""
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
    return stem.strip()[:80] or _("Picture")
