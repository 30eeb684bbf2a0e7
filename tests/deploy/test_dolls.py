"""The dolls' pictures are their drawings, as a browser sees them, in any colour."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page

from deploy.dolls import FOLDER, heads, layers, poster
from deploy.run.paths import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def opaque(picture: Image.Image) -> NDArray[np.float32]:
    """(h, w, 3), on grey, so that what nobody sees does not count."""
    pixels = np.asarray(picture.convert("RGBA"), np.float32)
    alpha = pixels[..., 3:] / 255
    return np.asarray(pixels[..., :3] * alpha + 128 * (1 - alpha), np.float32)


def kept(name: str) -> Image.Image:
    return Image.open(FOLDER / f"{name}.webp")


def test_every_layer_that_the_worker_lays_is_the_pages_drawing(page: Page) -> None:
    names = []
    for name, drawn in layers(page):
        names.append(name)
        assert np.abs(opaque(drawn) - opaque(kept(name))).mean() < 2.5, name
    assert {path.stem for path in FOLDER.glob("*-back.webp")} <= set(names)
    assert {"ground", "sign"} <= set(names)


def test_every_drawn_head_is_the_drawing(page: Page) -> None:
    numbers = []
    for number, drawn in heads(page):
        numbers.append(number)
        assert np.abs(opaque(drawn) - opaque(kept(f"head-{number}"))).mean() < 2.5, number
    assert numbers == ["1", "2", "3"]


def test_the_demos_poster_is_made_of_them() -> None:
    shown = Image.open(ROOT / "campaigns" / "demo" / "art" / "fortune-poster.webp")
    made = poster()
    assert made.size == shown.size == (800, 1000)
    assert np.abs(opaque(made) - opaque(shown)).mean() < 3
