"""Letters for the words that the server draws into pictures, Chinese ones too.

A machine need not have any font: `make models` fetches one. Where it is missing, Debian's Noto
CJK serves if it is there, and Pillow's own font for Latin letters.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from inference.catalog import Package, models_dir
from inference.errors import ModelUnavailable
from inference.results import Floats

PACKAGE = Package(
    name="pylopdf-fonts-zh-cn",
    version="0.1.1",
    file="pylopdf_fonts_zh_cn-0.1.1-py3-none-any.whl",
    sha256="e2661ef3790cbe0f0f6aa5338b6859b7cd288ee75bc88cd4239c62cd025d4fb3",
    licence="OFL-1.1",
)
MEMBER = "pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf"
_DEBIAN = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_DEBIAN_SIMPLIFIED = 2
_NO_CHARACTER = "\U0010ffff"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def font_file() -> Path:
    """Where the fetched font lies, or will lie."""
    return models_dir() / f"noto-sans-sc-{PACKAGE.sha256[:12]}.otf"


def text_mask(text: str, size: int) -> Floats:
    """(h, w) 0 … 1: one line of text, `size` px high letters, cropped to the ink.

    Each character takes the first font that has it. Raises ModelUnavailable for one that none has.
    """
    runs = _runs(text, size)
    width = sum(int(font.getlength(run)) + 2 for run, font in runs) + size
    picture = Image.new("L", (max(width, 1), size * 2))
    pen, x = ImageDraw.Draw(picture), size / 4
    for run, font in runs:
        pen.text((x, size * 1.4), run, fill=255, font=font, anchor="ls")
        x += font.getlength(run)
    box = picture.getbbox()
    return np.asarray(picture.crop(box) if box else picture, np.float32) / np.float32(255)


def _runs(text: str, size: int) -> list[tuple[str, Font]]:
    runs: list[tuple[str, Font]] = []
    fonts = _fonts(size)
    for character in text:
        font = next((font for opened in fonts if _has(font := opened(), character)), None)
        if font is None:
            raise ModelUnavailable("noto_sans_sc")
        if runs and runs[-1][1] is font:
            runs[-1] = (runs[-1][0] + character, font)
        else:
            runs.append((character, font))
    return runs


def _fonts(size: int) -> list[Callable[[], Font]]:
    """How each that is there is opened: that takes memory, and the first has nearly everything."""
    there: list[Callable[[], Font]] = []
    if font_file().is_file():
        there.append(partial(_opened, font_file(), size, 0))
    if _DEBIAN.is_file():
        there.append(partial(_opened, _DEBIAN, size, _DEBIAN_SIMPLIFIED))
    return [*there, partial(_latin, size)]


@cache
def _opened(file: Path, size: int, index: int) -> Font:
    return ImageFont.truetype(file, size, index=index)


@cache
def _latin(size: int) -> Font:
    return ImageFont.load_default(size)


@cache
def _has(font: Font, character: str) -> bool:
    """A font draws the same box for every character that it lacks."""
    if character.isspace():
        return True
    return bytes(font.getmask(character)) != bytes(font.getmask(_NO_CHARACTER))
