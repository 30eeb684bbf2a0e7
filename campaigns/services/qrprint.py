"""A QR code as a PDF for the printer: the code as vectors, words in Chinese or English below it.

The words are pictures at the printer's resolution: no font is embedded, so none can be missing
where the page is shown or printed.
"""

import io
import unicodedata
from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext as _
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import inference
from campaigns.services.errors import Refusal
from campaigns.services.qr import QUIET, QrStyle, Symbol, fitted, symbol

_WIDTH, _HEIGHT = A5
_SIDE = 110 * mm
_TOP = 22 * mm
_POINT = 600 / 72
_INK = 26


class NoLetter(Refusal):
    """A letter of the caption is in no font of this machine."""

    code = "no_letter"
    status = 422


def pdf(url: str, style: QrStyle, caption: Sequence[str]) -> bytes:
    """Return one A5 page: the code 110 mm wide, the first line of `caption` large, the rest small.

    Raises qr.Unreadable or NoLetter.
    """
    made = symbol(url, style)
    file = io.BytesIO()
    page = Canvas(file, pagesize=A5, invariant=1)
    page.setTitle(caption[0] if caption else url)
    _draw_code(page, made)
    _draw_words(page, caption)
    page.showPage()
    page.save()
    return file.getvalue()


def _draw_code(page: Canvas, made: Symbol) -> None:
    """One path for all modules: no hairlines between neighbours."""
    left, bottom = (_WIDTH - _SIDE) / 2, _HEIGHT - _TOP - _SIDE
    module = _SIDE / made.outer
    page.setFillColor(HexColor(made.style.paper))
    page.rect(left, bottom, _SIDE, _SIDE, stroke=0, fill=1)
    path = page.beginPath()
    for x, y, length in made.runs:
        row = made.outer - QUIET - y - 1
        path.rect(left + (x + QUIET) * module, bottom + row * module, length * module, module)
    page.setFillColor(HexColor(made.style.colour))
    page.drawPath(path, stroke=0, fill=1)
    if made.style.logo is not None:
        _draw_logo(page, made, fitted(made.style.logo, 600), module, bottom)


def _draw_logo(page: Canvas, made: Symbol, logo: Image.Image, module: float, bottom: float) -> None:
    box = (made.hole - 1) * module
    width, height = (box * side / max(logo.size) for side in logo.size)
    page.drawImage(
        ImageReader(logo),
        (_WIDTH - width) / 2,
        bottom + (_SIDE - height) / 2,
        width,
        height,
        mask="auto",
    )


def _draw_words(page: Canvas, caption: Sequence[str]) -> None:
    y = _HEIGHT - _TOP - _SIDE - 14 * mm
    for place, line in enumerate(caption):
        _draw_line(page, line, 22 if place == 0 else 11, y)
        y -= 10 * mm if place == 0 else 6 * mm


def _draw_line(page: Canvas, line: str, size: int, y: float) -> None:
    """Letters of `size` points, or smaller where the line would leave the page."""
    seen = _drawable(line)
    if not seen:
        return
    ink = inference.text_mask(seen, round(size * _POINT))
    picture = Image.fromarray((255 - ink * (255 - _INK)).astype(np.uint8))
    scale = min(1 / _POINT, (_WIDTH - 20 * mm) / picture.width)
    width, height = picture.width * scale, picture.height * scale
    page.drawImage(ImageReader(picture), (_WIDTH - width) / 2, y, width, height)


def _drawable(line: str) -> str:
    """Return the line without signs that no font has, such as emoji. Raises NoLetter."""
    return "".join(letter for letter in line if letter.isspace() or _has(letter)).strip()


def _words(letter: str) -> str:
    return _(
        "No font here has the letter “%(letter)s”, so it cannot be printed below the code. "
        "Use other words, or ask the platform to run “make models”."
    ) % {"letter": letter}


def _has(letter: str) -> bool:
    try:
        inference.text_mask(letter, 16)
    except inference.ModelUnavailable as lacking:
        if unicodedata.category(letter)[0] in "LNP":
            raise NoLetter(_words(letter)) from lacking
        return False
    return True
