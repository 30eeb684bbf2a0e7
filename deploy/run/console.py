"""What the person at the terminal reads, and the errors that are theirs to mend."""

from __future__ import annotations

import sys
import unicodedata


class Trouble(Exception):  # noqa: N818 - theirs to mend, not an error of the code
    """Something the person can mend. The text says what happened and what to do next."""


def say(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def padded(text: str, width: int) -> str:
    """Fills up to a width in columns: a Chinese character takes two."""
    columns = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
    return text + " " * max(0, width - columns)


def step(text: str) -> None:
    """Announces work that takes a while."""
    say(f"· {text}")


def complain(text: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"\n{text}\n")
    sys.stderr.flush()
