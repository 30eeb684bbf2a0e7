"""What the tests of plays look at, and what no play of theirs may ask for."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from campaigns.plays.base import Scene, Verdict

QUIET = Scene(language="en", brand_name="Lumo", logo=None)


def no_art(asset_id: int) -> bytes:
    """The pictures of a brand that has none."""
    raise AssertionError(f"picture {asset_id} was asked for")


def pixels(shown: Verdict | bytes) -> NDArray[np.int16]:
    """(H, W, 3) of a verdict's picture, or of a file."""
    data = shown.picture if isinstance(shown, Verdict) else shown
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGB"), np.int16)
