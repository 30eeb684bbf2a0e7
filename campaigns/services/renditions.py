"""Smaller copies of a brand's pictures for player pages: made when first asked for, then kept."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from campaigns.models import Asset
from campaigns.services import assets
from campaigns.services.errors import NotFound

# A phone's column is 358 CSS px wide at the most; a product's card takes half of it.
WIDTHS = (320, 640, 960)
FORMATS = {"webp": "image/webp", "jpg": "image/jpeg"}
_QUALITY = 78


@dataclass(frozen=True)
class Picture:
    """What an <img> needs: addresses by width, and the size that keeps its place free."""

    src: str
    srcset: str
    width: int
    height: int


def picture(meta: Mapping[str, Any]) -> Picture:
    """Return the renditions of a release's asset (see assets.meta)."""
    widths = [width for width in WIDTHS if width < meta["width"]] or [WIDTHS[0]]
    srcset = ", ".join(f"{address(meta, width)} {width}w" for width in widths)
    return Picture(address(meta, widths[-1]), srcset, meta["width"], meta["height"])


def address(meta: Mapping[str, Any], width: int, extension: str = "webp") -> str:
    return reverse("rendition", args=[meta["sha256"], width, extension])


def rendition(sha256: str, width: int, extension: str) -> bytes:
    """Return the picture, `width` px wide or its own width where that is less.

    Raises NotFound for a picture, width or format that no page of ours asks for.
    """
    if width not in WIDTHS or extension not in FORMATS:
        raise NotFound
    name = f"renditions/{sha256}-{width}.{extension}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return bytes(file.read())
    asset = Asset.objects.filter(sha256=sha256).exclude(kind=Asset.Kind.FILM).first()
    if asset is None:
        raise NotFound
    data = _smaller(assets.content(asset), width, extension)
    default_storage.save(name, ContentFile(data))
    return data


def _smaller(data: bytes, width: int, extension: str) -> bytes:
    image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    # Decodes a JPEG at an eighth, a quarter or a half where that is enough.
    image.draft("RGB", (width, width * image.height // image.width))
    mode = "RGBA" if image.has_transparency_data and extension == "webp" else "RGB"
    small = image.convert(mode)
    if small.width > width:
        height = max(1, round(small.height * width / small.width))
        small = small.resize((width, height), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    kind = FORMATS[extension].removeprefix("image/")
    small.save(file, kind, quality=_QUALITY)
    return file.getvalue()
