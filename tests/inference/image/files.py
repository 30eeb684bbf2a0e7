"""Small pictures as files, in the ways phones, tools and attackers write them."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inference.errors import BadPhoto, Reason
from inference.results import Pixels


def scene(width: int = 320, height: int = 240) -> Pixels:
    """A lively picture whose four corners differ: yellow, blue, green, red (clockwise)."""
    y, x = np.mgrid[0:height, 0:width]
    pixels = np.stack([x * 255 // width, y * 255 // height, (x + y) % 256], axis=-1).astype(
        np.uint8
    )
    half_w, half_h = width // 4, height // 4
    pixels[:half_h, :half_w] = (250, 210, 40)
    pixels[:half_h, -half_w:] = (30, 60, 220)
    pixels[-half_h:, -half_w:] = (40, 190, 80)
    pixels[-half_h:, :half_w] = (220, 50, 50)
    return pixels


def encoded(pixels: Pixels, form: str = "JPEG", *, mode: str = "RGB", **options: Any) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(file, form, **options)
    return file.getvalue()


def exif(orientation: int) -> bytes:
    """An EXIF block with a maker, a place on Earth and an orientation."""
    block = Image.Exif()
    block[0x010F] = "Secret Camera"
    block[0x0112] = orientation
    block[0x8825] = {1: "N", 2: (48.0, 51.0, 29.0)}
    return block.tobytes()


def answer(read: Callable[[bytes], NDArray[np.uint8]], data: bytes) -> NDArray[np.uint8] | Reason:
    """The picture, or why not. Anything else that `read` raises is a failure of ours."""
    try:
        return read(data)
    except BadPhoto as refusal:
        return refusal.reason
