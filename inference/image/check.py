"""What every task may rely on, asked of the array it is given."""

from typing import Any

import numpy as np

from inference.errors import BadPhoto, Reason
from inference.image.kinds import MAX_SIDE

_SMALLEST = 8


def check_pixels(pixels: Any) -> None:
    """Raises BadPhoto unless this is a picture: (H, W, 3) of uint8, 8 to 16384 px a side."""
    if not isinstance(pixels, np.ndarray):
        raise _unlike(type(pixels).__name__)
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
        raise _unlike(f"{pixels.dtype} {pixels.shape}")
    height, width = pixels.shape[:2]
    if not height or not width:
        raise BadPhoto(Reason.EMPTY, f"expected a picture, got {width}×{height} px")
    if min(height, width) < _SMALLEST:
        raise BadPhoto(
            Reason.TOO_SMALL, f"expected at least {_SMALLEST} px a side, got {width}×{height}"
        )
    if max(height, width) > MAX_SIDE:
        raise BadPhoto(
            Reason.TOO_LARGE, f"expected at most {MAX_SIDE} px a side, got {width}×{height}"
        )


def _unlike(what: str) -> BadPhoto:
    return BadPhoto(Reason.UNSUPPORTED, f"expected (H, W, 3) RGB of uint8, got {what}")
