"""QR codes in a brand's colours, as SVG, PNG and print PDF: none is offered that was not read.

Lengths are in modules, the small squares of a code, unless said otherwise. Row 0 is the top.
"""

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import qrcode
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M

from campaigns.services.colours import READABLE, contrast, luminance
from campaigns.services.errors import Refusal

# ISO/IEC 18004 asks for four light modules around a code.
QUIET = 4
# Side of the logo's square as a share of the code's: 6 % of the area, where level H mends 30 %.
_LOGO = 0.24
_PROOF_PIXELS = 8


class Unreadable(Refusal):
    """The code cannot be read, or a camera would struggle: it is not offered."""

    code = "unreadable"
    status = 422


@dataclass(frozen=True)
class QrStyle:
    """Colours as `#rrggbb`; `logo` a picture's bytes, laid in the middle."""

    colour: str = "#000000"
    paper: str = "#ffffff"
    logo: bytes | None = None


@dataclass(frozen=True)
class Symbol:
    """A proven code. `runs`: dark modules as (column, row, length) in a square of `side`."""

    side: int
    runs: tuple[tuple[int, int, int], ...]
    style: QrStyle

    @property
    def outer(self) -> int:
        """Side with the quiet zone."""
        return self.side + 2 * QUIET

    @property
    def hole(self) -> int:
        """Side of the square that is left free for the logo; of the code's own parity."""
        wanted = round(self.side * _LOGO)
        return wanted + (self.side - wanted) % 2


@lru_cache(maxsize=256)
def symbol(url: str, style: QrStyle) -> Symbol:
    """Make the code of `url` and read it again. Raises Unreadable, worded for the operator."""
    _check_colours(style)
    for mask in (None, *range(8)):
        made = _make(url, style, mask)
        if _read(raster(made, _PROOF_PIXELS * made.outer)) == url:
            return made
    raise Unreadable(_("This code could not be read again. Try it without the logo."))


def svg(url: str, style: QrStyle) -> bytes:
    """Return the code as an SVG drawing of unit modules."""
    made = symbol(url, style)
    path = "".join(f"M{x + QUIET} {y + QUIET}h{n}v1h-{n}z" for x, y, n in made.runs)
    logo = "" if style.logo is None else _svg_logo(made, style.logo)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {made.outer} {made.outer}" '
        f'shape-rendering="crispEdges"><rect width="100%" height="100%" fill="{style.paper}"/>'
        f'<path fill="{style.colour}" d="{path}"/>{logo}</svg>'
    ).encode()


def png(url: str, style: QrStyle, size: int) -> bytes:
    """Return the code as a PNG of `size` × `size` pixels, modules on whole pixels.

    Where that is too small for the code, it is as large as it must be: one pixel a module.
    """
    file = io.BytesIO()
    raster(symbol(url, style), size).save(file, "PNG", optimize=True)
    return file.getvalue()


def raster(made: Symbol, size: int) -> Image.Image:
    """Draw the code in the middle of a square of `size` pixels, with at least its quiet zone."""
    scale = max(1, size // made.outer)
    size = max(size, scale * made.outer)
    start = (size - scale * made.side) // 2
    image = Image.new("RGB", (size, size), made.style.paper)
    draw = ImageDraw.Draw(image)
    for x, y, length in made.runs:
        left, top = start + x * scale, start + y * scale
        draw.rectangle(
            (left, top, left + length * scale - 1, top + scale - 1), fill=made.style.colour
        )
    if made.style.logo is not None:
        box = (made.hole - 1) * scale
        logo = fitted(made.style.logo, box)
        image.paste(logo, ((size - logo.width) // 2, (size - logo.height) // 2), logo)
    return image


def fitted(logo: bytes, box: int) -> Image.Image:
    """Return the logo as RGBA, scaled to fit a square of `box` pixels."""
    with Image.open(io.BytesIO(logo)) as opened:
        image = opened.convert("RGBA")
    scale = box / max(image.size)
    return image.resize(
        (max(1, round(image.width * scale)), max(1, round(image.height * scale))),
        Image.Resampling.LANCZOS,
    )


def _make(url: str, style: QrStyle, mask: int | None) -> Symbol:
    level = ERROR_CORRECT_M if style.logo is None else ERROR_CORRECT_H
    code = qrcode.QRCode(error_correction=level, border=0, mask_pattern=mask)
    code.add_data(url)
    code.make(fit=True)
    rows: list[list[bool]] = [list(map(bool, row)) for row in code.get_matrix()]
    if style.logo is not None:
        _clear_middle(rows, Symbol(len(rows), (), style).hole)
    return Symbol(len(rows), tuple(_runs(rows)), style)


def _clear_middle(rows: list[list[bool]], hole: int) -> None:
    start = (len(rows) - hole) // 2
    for row in rows[start : start + hole]:
        row[start : start + hole] = [False] * hole


def _runs(rows: Sequence[Sequence[bool]]) -> Iterator[tuple[int, int, int]]:
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = next((n for n, dark in enumerate(row[x:]) if not dark), len(row) - x)
            if length:
                yield x, y, length
            x += max(1, length)


def _check_colours(style: QrStyle) -> None:
    if luminance(style.colour) > luminance(style.paper):
        raise Unreadable(_("Many cameras cannot read a light code on a dark ground. Swap the two."))
    if contrast(style.colour, style.paper) < READABLE:
        raise Unreadable(
            _("The two colours are too close (%(ratio).1f, wanted 4.5 or more).")
            % {"ratio": contrast(style.colour, style.paper)}
        )


def _read(image: Image.Image) -> str:
    import cv2
    import numpy as np

    text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(
        np.asarray(image)[:, :, ::-1].copy()
    )
    return str(text)


def _svg_logo(made: Symbol, logo: bytes) -> str:
    file = io.BytesIO()
    fitted(logo, 240).save(file, "PNG")
    data = base64.b64encode(file.getvalue()).decode()
    side = made.hole - 1
    start = (made.outer - side) / 2
    return (
        f'<image x="{start}" y="{start}" width="{side}" height="{side}" '
        f'href="data:image/png;base64,{data}"/>'
    )
