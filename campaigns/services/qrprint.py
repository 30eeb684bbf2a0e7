"""A QR code as a PDF for the printer: vectors, with words in Chinese or English below it."""

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from campaigns.services.qr import QUIET, QrStyle, Symbol, fitted, symbol

# Adobe's standard Chinese font: every PDF reader and printer brings it, nothing is embedded.
_FONT = "STSong-Light"
_WIDTH, _HEIGHT = A5
_SIDE = 110 * mm
_TOP = 22 * mm


def pdf(url: str, style: QrStyle, caption: Sequence[str]) -> bytes:
    """Return one A5 page: the code 110 mm wide, the first line of `caption` large, the rest small.

    Raises qr.Unreadable.
    """
    made = symbol(url, style)
    registerFont(UnicodeCIDFont(_FONT))
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
    page.setFillColor(HexColor("#1a1a1a"))
    y = _HEIGHT - _TOP - _SIDE - 14 * mm
    for place, line in enumerate(caption):
        size = _fitting(line, 22.0 if place == 0 else 11.0)
        page.setFont(_FONT, size)
        page.drawCentredString(_WIDTH / 2, y, line)
        y -= 10 * mm if place == 0 else 6 * mm


def _fitting(line: str, size: float) -> float:
    """Return `size`, or as much smaller as the line needs to stay on the page."""
    width = float(stringWidth(line, _FONT, size))
    return size * min(1.0, float(_WIDTH - 20 * mm) / max(width, 1.0))
