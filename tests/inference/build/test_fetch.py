import zipfile
from pathlib import Path

import pytest

from inference.build.fetch import BadDownload, checked, download, member
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


def test_a_network_swapped_inside_the_package_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "package.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(SELFIE.member, b"not this one")
    with pytest.raises(BadDownload, match="damaged or not the file that was pinned"):
        member(path, SELFIE)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off"])
def test_a_broken_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "package.whl"
    path.write_bytes(content)
    with pytest.raises(BadDownload, match="cannot be read"):
        member(path, SELFIE)
