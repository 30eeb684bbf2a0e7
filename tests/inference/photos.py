"""Real photos for tests, kept outside the repository; tests skip where they are absent."""

import os
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

_REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MARQUEE_DATA") or _REPOSITORY.parent / "shared" / "data")

needs_photos = pytest.mark.skipif(
    not DATA.is_dir(),
    reason=f"the test photos are not at {DATA} (MARQUEE_DATA names another place)",
)


@cache
def photo(name: str) -> NDArray[np.uint8]:
    """(H, W, 3) RGB of a file under the data folder. Don't write into it."""
    pixels = cv2.imread(str(DATA / name), cv2.IMREAD_COLOR_RGB)
    assert pixels is not None, name
    pixels.flags.writeable = False
    return np.asarray(pixels, np.uint8)
