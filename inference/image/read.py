"""The two ways in, one road: cap, first bytes, claimed size, decode, finish."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from inference.errors import BadPhoto, Reason
from inference.image import heic, jpeg, png, webp
from inference.image.exif import orientation
from inference.image.finish import finish
from inference.image.kinds import check_size, kind_of
from inference.image.shape import Shape
from inference.results import Pixels, Rgba

LONGEST_ART = 4096
_SMALLEST_PHOTO = 96


def read_photo(data: bytes, *, longest: int = 1280) -> Pixels:
    """A player's photo: (H, W, 3) RGB, upright, sRGB, its longer side at most `longest` px.

    Raises BadPhoto: empty, too_large, unsupported, damaged, too_small.
    """
    pixels = _read(data, Shape("RGB", longest))
    if min(pixels.shape[:2]) < _SMALLEST_PHOTO:
        raise BadPhoto(Reason.TOO_SMALL, f"{pixels.shape[1]}×{pixels.shape[0]} px")
    return pixels


def read_picture(data: bytes) -> Rgba:
    """An operator's art: (H, W, 4) RGBA with straight alpha, up to 4096 px. Raises BadPhoto."""
    return _read(data, Shape("RGBA", LONGEST_ART))


def _read(data: bytes, shape: Shape) -> NDArray[np.uint8]:
    kind = kind_of(data)
    reader = {"jpeg": _jpeg, "png": _png, "webp": _webp, "heic": heic.read}[kind.name]
    try:
        return reader(data, shape, kind.max_pixels)
    except BadPhoto:
        raise
    # A stranger's bytes can make a decoder raise anything, and all of it is about the bytes.
    except Exception as error:
        raise BadPhoto(Reason.DAMAGED, f"{kind.name}: {error!r}") from error


def _jpeg(data: bytes, shape: Shape, max_pixels: int) -> NDArray[np.uint8]:
    """Decoded at the smallest of 1/8, 1/4, 1/2, 1 that is still no smaller than wanted."""
    file = jpeg.parse(data)
    check_size(file.width, file.height, max_pixels)
    picture = JpegImageFile(io.BytesIO(file.lean))
    scale = shape.longest / max(file.width, file.height)
    if scale < 1:
        picture.draft(None, (int(file.width * scale), int(file.height * scale)))
    return finish(picture, shape, turn=file.turn, icc=file.icc)


def _png(data: bytes, shape: Shape, max_pixels: int) -> NDArray[np.uint8]:
    file = png.parse(data)
    check_size(file.width, file.height, max_pixels)
    picture = PngImageFile(io.BytesIO(file.lean))
    return finish(picture, shape, turn=file.turn, icc=picture.info.get("icc_profile") or b"")


def _webp(data: bytes, shape: Shape, max_pixels: int) -> NDArray[np.uint8]:
    """The first frame; the canvas that the decoder reports must be the one the header claimed."""
    claimed = webp.size(data)
    check_size(*claimed, max_pixels)
    picture = WebPImageFile(io.BytesIO(data))
    if picture.size != claimed:
        raise BadPhoto(Reason.DAMAGED, f"claims {claimed}, holds {picture.size}")
    turn = orientation(picture.info.get("exif") or b"")
    return finish(picture, shape, turn=turn, icc=picture.info.get("icc_profile") or b"")
