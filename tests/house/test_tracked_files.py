"""What must not stand in the repository."""

import re
from pathlib import Path

import pytest

from deploy.run.paths import ROOT
from tests.house.files import tracked

# Split, so that this file does not hold what it forbids.
_REGISTRIES = ("registry." + "npmjs", "pypi" + ".org", "files." + "pythonhosted", "deb." + "debian")
_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home)/[a-z.]")
_LEFT_BEHIND = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
_MOST_BYTES = 1_500_000


def text(path: Path) -> str:
    return (ROOT / path).read_bytes().decode(errors="ignore")


@pytest.fixture(scope="module")
def files() -> dict[Path, str]:
    return {path: text(path) for path in tracked()}


def test_no_file_names_a_package_registry(files: dict[Path, str]) -> None:
    assert [str(p) for p, t in files.items() if any(name in t for name in _REGISTRIES)] == []


def test_no_file_names_a_path_of_somebodys_machine(files: dict[Path, str]) -> None:
    assert [(str(p), m[0]) for p, t in files.items() if (m := _MACHINE.search(t))] == []


def test_nothing_is_left_for_later(files: dict[Path, str]) -> None:
    code = {p: t for p, t in files.items() if p.suffix in {".py", ".js", ".html", ".css"}}
    assert [(str(p), m[0]) for p, t in code.items() if (m := _LEFT_BEHIND.search(t))] == []


def test_nothing_large_is_kept_in_the_repository() -> None:
    assert [str(p) for p in tracked() if (ROOT / p).stat().st_size > _MOST_BYTES] == []
