"""What falls in the catch looks on canvas and card as it is drawn."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser

from deploy.catch import FOLDER, POSTER, SIZES, poster, things


def opaque(picture: Image.Image) -> NDArray[np.float32]:
    """(h, w, 3), on grey, so that what nobody sees does not count."""
    pixels = np.asarray(picture.convert("RGBA"), np.float32)
    alpha = pixels[..., 3:] / 255
    return np.asarray(pixels[..., :3] * alpha + 128 * (1 - alpha), np.float32)


@pytest.mark.browser
def test_every_picture_is_its_drawing(browser: Browser) -> None:
    page = browser.new_page()
    names = []
    for name, drawn in things(page):
        names.append(name)
        kept = Image.open(FOLDER / f"{name}.webp")
        assert np.abs(opaque(drawn) - opaque(kept)).mean() < 2.5, name
    page.close()
    assert names == list(SIZES)
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(names)


def test_the_poster_is_what_is_drawn_of_them() -> None:
    assert np.abs(opaque(poster()) - opaque(Image.open(POSTER))).mean() < 2.5
