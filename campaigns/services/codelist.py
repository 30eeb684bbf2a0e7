"""Reading a list of codes as people have it: CSV or plain text, from Excel or a shop's system.

Pure: bytes in, lines out. A line stands for itself, so that a bad one harms no other.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.services.errors import BadUpload, Words

MAX_BYTES = 10 * 1024 * 1024
MAX_LENGTH = 64
_SHOWN = 60
# What divides the columns, the surest sign first: a price may have a comma in it.
_MARKS = "\t;,"
_ENGLISH = {"code", "codes", "coupon", "coupon code", "coupon_code", "voucher", "voucher code"}
_CHINESE = {"券码", "优惠码", "优惠券码", "兑换码", "卡号", "卡密", "编码", "代码", "码"}
_HEADERS = _ENGLISH | _CHINESE
# What a spreadsheet or a picture begins with where a person meant to send a CSV.
_MAGIC = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)
_SPREADSHEETS = _MAGIC[:2]


@dataclass(frozen=True)
class Line:
    """A line of the file that is not blank. Either `code` can be used or `why` says what is bad."""

    number: int
    text: str
    code: str
    why: str = ""


class BadList(BadUpload):
    """The file as a whole cannot be read as a list of codes."""


def read_codes(data: bytes) -> Iterator[Line]:
    """Yield the lines with their number in the file, which starts at 1; a header is left out.

    Raises BadList, before the first line, where the file is none of codes.
    """
    return _lines(_text(data))


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise BadList("too_large", _TOO_LARGE)
    if not data.strip():
        raise BadList("empty", _EMPTY)
    if data.startswith(_SPREADSHEETS):
        raise BadList("format", _SPREADSHEET)
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if data.startswith(_MAGIC) or (b"\x00" in data and not utf16):
        raise BadList("format", _NO_TEXT)
    # Excel in China saves GBK; GB 18030 reads all of it.
    for encoding in ["utf-16"] if utf16 else ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadList("format", _NO_TEXT)


def _lines(text: str) -> Iterator[Line]:
    delimiter, column = "", None
    for number, raw in enumerate(io.StringIO(text, newline=None), start=1):
        line = raw.rstrip("\n")
        if not line.strip():
            continue
        # Spreadsheets write the mark of their country; the first line that has one tells which.
        delimiter = delimiter or next((mark for mark in _MARKS if mark in line.strip()), "")
        cells = [cell.strip() for cell in _cells(line, delimiter or ",")]
        if column is None:
            names = [cell.casefold() for cell in cells]
            header = next((name for name in names if name in _HEADERS), "")
            column = names.index(header) if header else 0
            if header:
                continue
        code = cells[column] if column < len(cells) else ""
        yield Line(number, _shown(line), code, _why_bad(code, delimiter))


def _cells(line: str, delimiter: str) -> list[str]:
    # Longer than csv reads a field; no code can be found in it anyway.
    return next(csv.reader([line], delimiter=delimiter), []) if len(line) < 100_000 else [line]


def _why_bad(code: str, delimiter: str) -> str:
    if not code:
        return _("There is no code in this line.")
    # A code may hold the file's own mark, in quotes; another one divides what nobody meant as one.
    if strange := next((mark for mark in _MARKS if mark in code and mark != delimiter), ""):
        words = _("This line is divided by “%(mark)s”, unlike the lines before it.")
        return words % {"mark": strange}
    if len(code) > MAX_LENGTH:
        return _("The code is longer than %(most)d characters.") % {"most": MAX_LENGTH}
    # Zs: spaces of all kinds; C*: what cannot be seen or is no character at all.
    kinds = {unicodedata.category(character) for character in code}
    if "Zs" in kinds:
        return _("The code has a space in it.")
    if any(kind[0] in "CZ" for kind in kinds):
        return _("The code has characters in it that cannot be seen.")
    return ""


def _shown(line: str) -> str:
    """The line for the report: short, and nothing in it that a page or a terminal obeys."""
    seen = "".join(
        "�" if unicodedata.category(character)[0] == "C" else character
        for character in line[:_SHOWN]
    )
    return seen + "…" if len(line) > _SHOWN else seen


_TOO_LARGE: Words = gettext_lazy("This file is larger than 10 MB. Please split it into several.")
_EMPTY: Words = gettext_lazy("This file is empty.")
_SPREADSHEET: Words = gettext_lazy(
    "This is a spreadsheet. Please save it as CSV, with one code in each line, and try again."
)
_NO_TEXT: Words = gettext_lazy(
    "This file is no text. A CSV or TXT file with one code in each line is needed."
)
