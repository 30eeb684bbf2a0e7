from pathlib import Path

import pytest

from inference.__main__ import main
from inference.commands import train
from inference.train.style.recipes import RECIPES


def test_an_unknown_style_is_told_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "style", "fresco", str(tmp_path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert all(name in line for name in RECIPES)


def test_without_pytorch_it_is_told_how_to_come_by_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "find_spec", lambda _: None)
    assert main(["train", "style", "oil", str(tmp_path)]) == 1
    assert "make train" in capsys.readouterr().err
