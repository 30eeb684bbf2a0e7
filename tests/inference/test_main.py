import json
from pathlib import Path

import cv2
import pytest

from inference.__main__ import COMMANDS, main
from tests.inference.photos import DATA, needs_photos

SELFIE = DATA / "faces" / "stock" / "015.jpg"


@needs_photos
@pytest.mark.parametrize("extra", [[], ["--fast"]])
def test_a_cutout_is_written_with_alpha(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], extra: list[str]
) -> None:
    output = tmp_path / "out.png"
    assert main(["cutout", str(SELFIE), "-o", str(output), *extra]) == 0
    picture = cv2.imread(str(output), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    assert picture.shape == (800, 800, 4)
    assert "% of the picture is person" in capsys.readouterr().out


def test_a_file_that_is_no_photo_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jpg"
    path.write_text("not a photo")
    assert main(["cutout", str(path), "-o", str(tmp_path / "out.png")]) == 1
    assert capsys.readouterr().err.startswith(f"{path}: unsupported")


def test_a_missing_file_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cutout", str(tmp_path / "none.jpg"), "-o", str(tmp_path / "out.png")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_missing_models_are_listed_and_answer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models"]) == 0
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    assert main(["models"]) == 1
    assert "missing" in capsys.readouterr().out


@needs_photos
def test_an_evaluation_speaks_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = DATA / "portraits" / "fullbody"
    index = tmp_path / "index.csv"
    index.write_text(f"image,mask\n{folder / '0009.jpg'},{folder / '0009_mask.png'}\n")
    assert main(["evaluate", "portraits", str(index), "--fast", "--json"]) == 0
    score = json.loads(capsys.readouterr().out)
    assert set(score) == {
        "photos",
        "miou",
        "fg_iou",
        "boundary_error",
        "unmeasured",
        "faults",
    }


def test_commands_are_listed_in_order() -> None:
    names = [command.NAME for command in COMMANDS]
    assert names == sorted(names)
