"""Remembers for which content a step was done, inside the very thing the step made.

Deleting the thing deletes the memory with it; changing an input changes the fingerprint. Times
play no part: a fresh checkout and a `touch` mean nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from deploy.run.paths import ROOT


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest of names and contents; a folder stands for all files below it."""
    digest = hashlib.sha256()
    for path in sorted(_files(paths)):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(paths: Iterable[Path]) -> set[Path]:
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found |= {file for file in path.rglob("*") if file.is_file() and _counts(file)}
        elif path.is_file():
            found.add(path)
    return found


def _counts(file: Path) -> bool:
    return "__pycache__" not in file.parts and file.suffix != ".mo"


class Stamp:
    """The contents for which something has been made, one a line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def holds(self, content: str) -> bool:
        return self.path.is_file() and content in self.path.read_text().split("\n")

    def clear(self) -> None:
        """To be called before the work, so that a step cut short counts as not done."""
        self.path.unlink(missing_ok=True)

    def put(self, *contents: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("\n".join(contents))
