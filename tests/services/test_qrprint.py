"""The printed page shows the code and its words, whatever fonts the viewer has."""

import io
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from campaigns.services import qrprint
from campaigns.services.qr import QrStyle
from inference import fonts
from tests.codes import read_code

URL = "https://marquee.example.com/q/ABCD2345"
BRAND = QrStyle("#16131f", "#ffffff")


def printed(page: bytes, dpi: int = 72) -> NDArray[np.uint8]:
    """The page in grey as poppler draws it, which brings no font of its own."""
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-"]
    done = subprocess.run(command, input=page, capture_output=True, check=True)
    with Image.open(io.BytesIO(done.stdout)) as image:
        return np.asarray(image)


def lines(picture: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """The rows of ink from the top: (first, last) of each."""
    inked = (picture < 128).any(axis=1).astype(int)
    edges = np.flatnonzero(np.diff(np.pad(inked, 1)))
    return [(int(first), int(last) - 1) for first, last in edges.reshape(-1, 2)]


@pytest.mark.parametrize("caption", [["夏日星光合影", "入口", URL], ["Glow", "door", URL]])
def test_code_and_caption_are_there_for_a_viewer_without_fonts(caption: list[str]) -> None:
    picture = printed(qrprint.pdf(URL, BRAND, caption), 150)
    height, width = picture.shape
    file = io.BytesIO()
    Image.fromarray(picture[: height * 2 // 3]).convert("RGB").save(file, "PNG")
    assert read_code(file.getvalue()) == URL
    below = lines(picture[height * 2 // 3 :])
    large, small, address = (last - first + 1 for first, last in below)
    assert large > 1.5 * small
    assert address >= 10
    inked = np.flatnonzero((picture[height * 2 // 3 :] < 128).any(axis=0))
    assert abs(inked.min() - (width - 1 - inked.max())) <= 3


def test_the_code_itself_is_no_picture() -> None:
    page = qrprint.pdf(URL, BRAND, [])
    assert page.startswith(b"%PDF")
    assert page.count(b"/Type /Page\n") == 1
    assert b"/Subtype /Image" not in page


def test_a_long_name_stays_on_the_page() -> None:
    picture = printed(qrprint.pdf(URL, BRAND, ["一二三四五六七八九十" * 8]))
    inked = np.flatnonzero((picture[picture.shape[0] * 2 // 3 :] < 200).any(axis=0))
    assert inked.min() >= 25
    assert inked.max() <= picture.shape[1] - 25


def test_an_emoji_is_left_out_and_the_rest_is_printed() -> None:
    plain, deer = (printed(qrprint.pdf(URL, BRAND, [name])) for name in ("Glow", "Glow \U0001f98c"))
    assert np.array_equal(plain, deer)


def test_a_letter_without_a_font_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "_DEBIAN", tmp_path / "none.ttc")
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    with pytest.raises(qrprint.NoLetter) as refused:
        qrprint.pdf(URL, BRAND, ["夏日"])
    assert "“夏”" in str(refused.value.words)


def test_the_print_is_the_same_each_time() -> None:
    assert qrprint.pdf(URL, BRAND, ["A"]) == qrprint.pdf(URL, BRAND, ["A"])
