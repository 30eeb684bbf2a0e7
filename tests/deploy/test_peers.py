import sys
from pathlib import Path

import pytest

from deploy.run import peers
from deploy.run.console import Trouble


def a_python(path: Path, version: str) -> Path:
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)
    return path


def test_a_python_that_mediapipe_was_built_for_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(a_python(tmp_path / "python3", "3 12")))
    assert peers._python() == str(tmp_path / "python3")


def test_beside_one_too_new_an_older_one_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(a_python(tmp_path / "python3", "3 14")))
    a_python(tmp_path / "python3.12", "3 14")
    a_python(tmp_path / "python3.11", "3 11")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert peers._python() == str(tmp_path / "python3.11")


def test_without_any_it_is_said_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(a_python(tmp_path / "python3", "3 14")))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match=r"needs Python 3\.11 or 3\.12"):
        peers._python()
