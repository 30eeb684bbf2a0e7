"""What every task may rely on, asked of the arrays it is given."""

from typing import Any

import numpy as np

from inference.errors import BadPhoto, BadTemplate, Reason
from inference.image.kinds import KINDS, MAX_SIDE

_SMALLEST = 8
# As many as the largest photo that is let in has.
_MOST = max(kind.max_pixels for kind in KINDS)
_FORMS = {3: "(H, W, 3) RGB of uint8", 4: "(H, W, 4) RGBA of uint8"}


def check_pixels(pixels: Any) -> None:
    """Raises BadPhoto unless this is a picture: (H, W, 3) of uint8, 8 to 16384 px a side and at
    most 64 million px in all."""
    unlike = _unlike(pixels, (3,))
    if unlike:
        raise BadPhoto(Reason.UNSUPPORTED, unlike)
    height, width = pixels.shape[:2]
    size = f"got {width}×{height} px"
    if not height or not width:
        raise BadPhoto(Reason.EMPTY, f"expected a picture, {size}")
    if min(height, width) < _SMALLEST:
        raise BadPhoto(Reason.TOO_SMALL, f"expected at least {_SMALLEST} px a side, {size}")
    if max(height, width) > MAX_SIDE:
        raise BadPhoto(Reason.TOO_LARGE, f"expected at most {MAX_SIDE} px a side, {size}")
    if height * width > _MOST:
        raise BadPhoto(Reason.TOO_LARGE, f"expected at most {_MOST} px, {size}")


def check_art(name: str, picture: Any, channels: tuple[int, ...] = (4,)) -> None:
    """Raises BadTemplate, by the name of the layer, unless this is a picture of any size with so
    many channels: (H, W, channels) of uint8."""
    unlike = _unlike(picture, channels)
    if not unlike and not picture.size:
        unlike = f"expected a picture, got {picture.shape[1]}×{picture.shape[0]} px"
    if unlike:
        raise BadTemplate("malformed", f"{name}: {unlike}")


def _unlike(picture: Any, channels: tuple[int, ...]) -> str:
    """What was expected and what came instead; "" where they are of one kind."""
    if not isinstance(picture, np.ndarray):
        found = type(picture).__name__
    elif picture.ndim == 3 and picture.shape[2] in channels and picture.dtype == np.uint8:
        return ""
    else:
        found = f"{picture.dtype} {picture.shape}"
    return f"expected {' or '.join(_FORMS[n] for n in channels)}, got {found}"
