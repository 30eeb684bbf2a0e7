"""The list of photos to measure on: a CSV file beside them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class BadIndex(ValueError):  # noqa: N818 - named like BadPhoto, by what is to be mended
    """The list itself cannot be used; says which column it lacks."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be measured, and why."""

    file: str
    why: str


def rows(index: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of the list. Raises BadIndex where a column or every row is missing, OSError."""
    try:
        with index.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, restval="")
            named = reader.fieldnames or ()
            found = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadIndex(f"{index}: not a CSV file: {error}") from error
    missing = [name for name in columns if name not in named]
    if missing:
        raise BadIndex(
            f"{index}: expected the columns {', '.join(columns)}; lacks {', '.join(missing)}"
        )
    if not found:
        raise BadIndex(f"{index}: holds no rows")
    return found
