from pathlib import Path

import pytest

from deploy.run import stamps
from deploy.run.stamps import Stamp, fingerprint


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "a.py").write_text("1")
    return tmp_path


def test_a_touched_file_changes_nothing_and_a_changed_one_does(root: Path) -> None:
    before = fingerprint([root / "code"])
    (root / "code" / "a.py").touch()
    assert fingerprint([root / "code"]) == before
    (root / "code" / "a.py").write_text("2")
    assert fingerprint([root / "code"]) != before


def test_a_renamed_file_counts_and_what_is_built_beside_it_does_not(root: Path) -> None:
    before = fingerprint([root / "code"])
    (root / "code" / "__pycache__").mkdir()
    (root / "code" / "__pycache__" / "a.pyc").write_text("x")
    (root / "code" / "django.mo").write_text("x")
    assert fingerprint([root / "code"]) == before
    (root / "code" / "a.py").rename(root / "code" / "b.py")
    assert fingerprint([root / "code"]) != before


def test_a_file_that_is_not_there_is_an_empty_input(root: Path) -> None:
    assert fingerprint([root / "none"]) == fingerprint([])


def test_a_stamp_holds_each_content_it_was_put_for_until_cleared(root: Path) -> None:
    stamp = Stamp(root / "made" / ".stamp")
    assert not stamp.holds("one")
    stamp.put("one", "two")
    assert stamp.holds("one")
    assert stamp.holds("two")
    assert not stamp.holds("on")
    stamp.clear()
    assert not stamp.holds("one")
