"""An operator's artwork: what is accepted as which kind of picture or film, and how it is kept."""

import io
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from PIL import Image

import inference
from campaigns.models import Asset
from campaigns.services.errors import BadUpload
from campaigns.services.films import read_film

Kind = Asset.Kind

# The type of every film.
FILM = "video/mp4"
# What inference reads at most: of a larger upload so much and one byte more is enough.
MAX_BYTES = 20_000_000
# The picture that a player takes home is as large as its scene, and what stands in it is shown as
# large as a third of that and more.
_SMALLEST = {Kind.SCENE: 480, Kind.STAR: 160, Kind.FOREGROUND: 240, Kind.FRAME: 240}
_SMALLEST |= {Kind.PICTURE: 96, Kind.LOGO: 32}
# How many times as long as wide what becomes a whole picture may be.
_LONG = {Kind.SCENE: 3, Kind.FRAME: 3}
# The least share that must be transparent: of what stands somewhere, and of what lies over all.
_CLEARED = {Kind.STAR: 0.01, Kind.FOREGROUND: 0.15, Kind.FRAME: 0.3}
_LONGEST = {Kind.SCENE: 2160, Kind.STAR: 2160, Kind.FOREGROUND: 2160, Kind.FRAME: 2160}
_LONGEST_OTHER = 1280
# Alpha of 8 bits: below it nothing is seen, above it nothing shines through.
_CLEAR, _SOLID = 16, 250


@dataclass(frozen=True)
class Art:
    """A clean file of a picture, made from its pixels alone, or of a film."""

    data: bytes
    extension: str
    mime: str
    width: int
    height: int
    transparent: bool


def prepare(kind: str, upload: bytes) -> Art:
    """Check a picture and re-make it; a film keeps its pixels as they are.

    Raises BadUpload, worded for the operator.
    """
    if kind not in Kind.values:
        raise BadUpload("unsupported", _("There is no such kind of picture."))
    if kind == Kind.FILM:
        film = read_film(upload)
        return Art(film.data, "mp4", FILM, film.width, film.height, transparent=False)
    pixels = _read(upload)
    _check(kind, pixels, upload)
    return _keep(kind, pixels)


def _read(upload: bytes) -> inference.Rgba:
    try:
        return inference.read_picture(upload)
    except inference.BadPhoto as bad:
        raise BadUpload(str(bad.reason), _reason(bad.reason)) from bad


def _reason(reason: inference.Reason) -> str:
    words = {
        inference.Reason.EMPTY: _("The file is empty."),
        inference.Reason.TOO_LARGE: _(
            "The picture is too large: 20 MB at most. Export it smaller."
        ),
        inference.Reason.UNSUPPORTED: _("Use a PNG, JPEG, WebP or HEIC picture."),
        inference.Reason.DAMAGED: _("The file is damaged. Export it again."),
    }
    return words.get(reason, _("This picture cannot be used. Try another one."))


def _check(kind: str, pixels: NDArray[np.uint8], upload: bytes) -> None:
    height, width, _channels = pixels.shape
    least = _SMALLEST[Kind(kind)]
    if min(height, width) < least:
        raise BadUpload(
            "too_small",
            _("The picture is %(width)d × %(height)d; its shorter side needs %(least)d or more.")
            % {"width": width, "height": height, "least": least},
        )
    if _moves(upload):
        raise BadUpload("animated", _("This picture moves. Use one that stands still."))
    alpha = pixels[:, :, 3]
    if alpha.max() < _CLEAR:
        raise BadUpload(
            "invisible", _("There is nothing to see: the picture is fully transparent.")
        )
    _check_shape(kind, width, height)
    _check_alpha(kind, alpha)


def _check_shape(kind: str, width: int, height: int) -> None:
    most = _LONG.get(Kind(kind))
    if most is not None and max(width, height) > most * min(width, height):
        raise BadUpload(
            "too_long",
            _(
                "The picture is %(width)d × %(height)d: too long and narrow. Its longer side may "
                "be %(most)d times its shorter one."
            )
            % {"width": width, "height": height, "most": most},
        )


def _check_alpha(kind: str, alpha: NDArray[np.uint8]) -> None:
    clear = float(np.mean(alpha < _CLEAR))
    if kind in _CLEARED and clear < 0.01:
        raise BadUpload(
            "not_transparent",
            _("Nothing is transparent here. Cut it out and export it as PNG with transparency."),
        )
    if kind in _CLEARED and clear < _CLEARED[Kind(kind)]:
        raise BadUpload(
            "covers_all",
            _("This would cover nearly the whole picture. Leave more of it transparent."),
        )
    if kind == Kind.SCENE and float(np.mean(alpha < _SOLID)) > 0.01:
        raise BadUpload(
            "transparent",
            _("Part of this scene is transparent. Fill it, and export it without transparency."),
        )


def _moves(upload: bytes) -> bool:
    """Only PNG and WebP of those we read can move."""
    if not upload.startswith((b"\x89PNG", b"RIFF")):
        return False
    with Image.open(io.BytesIO(upload), formats=("PNG", "WEBP")) as image:
        return bool(getattr(image, "is_animated", False))


def _keep(kind: str, pixels: NDArray[np.uint8]) -> Art:
    """Opaque pictures as JPEG; transparent ones without loss, so that no edge frays."""
    image = Image.fromarray(pixels)
    if kind in {Kind.STAR, Kind.LOGO}:
        image = image.crop(_drawn(pixels))
    image = _no_longer_than(image, _LONGEST.get(Kind(kind), _LONGEST_OTHER))
    file = io.BytesIO()
    if np.asarray(image.getchannel("A")).min() < _SOLID:
        image.save(file, "WEBP", lossless=True, quality=40, method=3)
        return Art(file.getvalue(), "webp", "image/webp", *image.size, transparent=True)
    image.convert("RGB").save(file, "JPEG", quality=88, optimize=True, progressive=True)
    return Art(file.getvalue(), "jpg", "image/jpeg", *image.size, transparent=False)


def _drawn(pixels: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Box (left, top, right, bottom) of what can be seen: a place is that of the figure."""
    rows = np.flatnonzero((pixels[:, :, 3] >= _CLEAR).any(axis=1))
    columns = np.flatnonzero((pixels[:, :, 3] >= _CLEAR).any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _no_longer_than(image: Image.Image, longest: int) -> Image.Image:
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)
