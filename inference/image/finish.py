"""From a decoded picture of any mode, size and colour space to an upright sRGB array."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from inference.image.shape import Shape

_BAND = 256
_MAX_PROFILE = 2_000_000
_SRGB = ImageCms.createProfile("sRGB")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def finish(picture: Image.Image, shape: Shape, *, turn: int, icc: bytes) -> NDArray[np.uint8]:
    """Shrinks first, so that everything after it is cheap; never enlarges."""
    small = _to_srgb(_shrink(_plain_mode(picture), shape.longest), icc)
    if turn in _TURNS:
        small = small.transpose(_TURNS[turn])
    return _array(small, shape)


def _array(picture: Image.Image, shape: Shape) -> NDArray[np.uint8]:
    """Band by band: Pillow would hold two more copies of a whole large picture."""
    channels = 4 if shape.mode == "RGBA" else 3
    pixels = np.empty((picture.height, picture.width, channels), np.uint8)
    for top in range(0, picture.height, _BAND):
        bottom = min(top + _BAND, picture.height)
        band = picture.crop((0, top, picture.width, bottom))
        pixels[top:bottom] = np.asarray(band.convert("RGBA") if channels == 4 else _on_white(band))
    return pixels


def _plain_mode(picture: Image.Image) -> Image.Image:
    """Modes that can be scaled: palettes become colours, 16-bit grey becomes 8-bit."""
    if picture.mode in {"I;16", "I;16B", "I;16L", "I"}:
        grey = np.asarray(picture).astype(np.uint32) >> 8
        return Image.fromarray(np.minimum(grey, 255).astype(np.uint8))
    if picture.mode in {"RGB", "RGBA", "L", "LA", "CMYK"} and "transparency" not in picture.info:
        return picture
    has_alpha = picture.mode in {"PA", "RGBa", "La"} or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")


def _shrink(picture: Image.Image, longest: int) -> Image.Image:
    scale = longest / max(picture.size)
    if scale >= 1:
        return picture
    width, height = (max(1, round(side * scale)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)


def _to_srgb(picture: Image.Image, icc: bytes) -> Image.Image:
    """Through the file's own profile. One that is broken or of another colour model is ignored."""
    if not icc or len(icc) > _MAX_PROFILE or picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        if "sRGB" in ImageCms.getProfileDescription(profile):
            return picture
        alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
        colours = picture.convert("RGB") if alpha else picture
        managed = ImageCms.profileToProfile(colours, profile, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    if managed is None:
        return picture
    if alpha:
        managed.putalpha(alpha)
    return managed


def _on_white(picture: Image.Image) -> Image.Image:
    """Photos have no holes: what shows through is white, as in every photo viewer."""
    if picture.mode not in {"RGBA", "LA"}:
        return picture.convert("RGB")
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture.convert("RGBA"))
    return white.convert("RGB")
