"""Puts the font for drawn words into the model cache."""

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from inference.build.fetch import download
from inference.build.make import write
from inference.fonts import MEMBER, PACKAGE, font_file


def fetch_font(tell: Callable[[str], None]) -> None:
    """Does nothing where the font is there. Raises BadDownload."""
    if font_file().is_file():
        return
    tell(f"fetching {PACKAGE.name} {PACKAGE.version} ({PACKAGE.licence})")
    font_file().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        archive = download(PACKAGE, Path(folder))
        with zipfile.ZipFile(archive) as opened:
            write(font_file(), opened.read(MEMBER))
