"""A QR code is offered only after it was read again."""

import io
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from campaigns.services import qr
from campaigns.services.qr import QrStyle, Unreadable
from tests.codes import read_code

URL = "https://marquee.example.com/q/ABCD2345"
BRAND = QrStyle("#16131f", "#fff3df")


def a_logo() -> bytes:
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, 299, 199), fill="#c9402f")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@given(st.from_regex(r"[2-9A-HJKMNPQRSTVWXYZ]{8}", fullmatch=True), st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_code_of_any_place_is_read_from_its_picture(code: str, with_logo: bool) -> None:
    url = f"https://go.brand.example/q/{code}"
    style = QrStyle("#16131f", "#fff3df", a_logo() if with_logo else None)
    assert read_code(qr.png(url, style, 600)) == url


@pytest.mark.parametrize("size", [300, 1000, 1200])
def test_a_picture_has_the_size_asked_for(size: int) -> None:
    with Image.open(io.BytesIO(qr.png(URL, BRAND, size))) as image:
        assert image.size == (size, size)
        assert image.getpixel((0, 0)) == (255, 243, 223)


def test_the_drawing_has_the_same_modules_as_the_picture() -> None:
    text = qr.svg(URL, BRAND).decode()
    made = qr.symbol(URL, BRAND)
    image = Image.new("L", (made.outer, made.outer), 255)
    draw = ImageDraw.Draw(image)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", text):
        draw.line((int(x), int(y), int(x) + int(length) - 1, int(y)), fill=0)
    small = qr.raster(made, made.outer).convert("L").point(lambda value: 255 if value > 128 else 0)
    assert image.tobytes() == small.tobytes()


def test_the_quiet_zone_of_four_modules_is_kept() -> None:
    made = qr.symbol(URL, BRAND)
    pixels = np.asarray(qr.raster(made, made.outer).convert("L"))
    dark = np.argwhere(pixels < 128)
    assert dark.min() == qr.QUIET
    assert dark.max() == made.outer - qr.QUIET - 1


def test_a_light_code_on_a_dark_ground_is_refused_in_words() -> None:
    with pytest.raises(Unreadable) as refused:
        qr.svg(URL, QrStyle("#ffffff", "#000000"))
    assert "dark ground" in str(refused.value.words)


def test_colours_that_are_too_close_are_refused_in_words() -> None:
    with pytest.raises(Unreadable) as refused:
        qr.png(URL, QrStyle("#999999", "#ffffff"), 400)
    assert "too close" in str(refused.value.words)


def test_a_logo_leaves_the_code_readable_and_is_drawn_in_the_middle() -> None:
    style = QrStyle("#16131f", "#fff3df", a_logo())
    picture = qr.png(URL, style, 900)
    with Image.open(io.BytesIO(picture)) as image:
        assert image.getpixel((450, 450)) == (201, 64, 47)
    assert read_code(picture) == URL
    assert b"data:image/png;base64," in qr.svg(URL, style)


def test_a_drawing_has_no_other_picture_than_the_logo() -> None:
    assert b"<image" not in qr.svg(URL, BRAND)
