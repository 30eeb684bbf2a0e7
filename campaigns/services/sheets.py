"""Tables for spreadsheets: UTF-8 that Excel recognises, and no cell that it would run."""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Iterable[object]]) -> bytes:
    """Return the rows as a CSV file with a byte order mark."""
    file = io.StringIO()
    csv.writer(file).writerows([safe_cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def safe_cell(value: object) -> str:
    """Return the value as text; what a spreadsheet would take for a formula gets a quote first."""
    text = "" if value is None else str(value)
    number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(_FORMULA) and not number else text
