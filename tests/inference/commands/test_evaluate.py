import csv
import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from inference.__main__ import main

COLUMNS = {
    "attributes": ("image", "age_group", "gender"),
    "gestures": ("file", "label"),
    "portraits": ("image", "mask"),
}
TRUTHS = {"attributes": ("20-29", "Female"), "gestures": ("none",), "portraits": ("mask.png",)}
WHAT = [*COLUMNS, "poses"]


def _index(folder: Path, what: str, photos: list[str], columns: tuple[str, ...] = ()) -> Path:
    """A list of photos with answers; a.png is a wall, mask.png says that nobody is on it."""
    cv2.imwrite(str(folder / "a.png"), np.full((120, 160, 3), 150, np.uint8))
    cv2.imwrite(str(folder / "mask.png"), np.zeros((120, 160), np.uint8))
    if what == "poses":
        images = [{"id": i, "file_name": name} for i, name in enumerate(photos)]
        index = folder / "coco.json"
        index.write_text(json.dumps({"images": images, "annotations": []}))
        return index
    index = folder / "index.csv"
    rows = [(name, *TRUTHS[what]) for name in photos]
    with index.open("w", newline="") as file:
        csv.writer(file).writerows([columns or COLUMNS[what], *rows])
    return index


def _score(capsys: pytest.CaptureFixture[str], what: str, index: Path, status: int = 0) -> Any:
    assert main(["evaluate", what, str(index), "--json"]) == status
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("what", WHAT)
def test_photos_that_cannot_be_measured_are_named_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    (tmp_path / "broken.jpg").write_text("no picture")
    index = _index(tmp_path, what, ["a.png", "gone.png", "broken.jpg"])
    score = _score(capsys, what, index)
    assert (score["photos"], score["unmeasured"]) == (1, 2)
    gone, broken = score["faults"]
    assert gone["file"] == "gone.png"
    assert "No such file" in gone["why"]
    assert broken["file"] == "broken.jpg"
    assert "unsupported" in broken["why"]


@pytest.mark.parametrize("what", WHAT)
def test_without_a_single_photo_it_is_a_failure_with_its_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    score = _score(capsys, what, _index(tmp_path, what, ["gone.png"]), status=1)
    assert (score["photos"], score["unmeasured"]) == (0, 1)


@pytest.mark.parametrize("what", WHAT)
def test_a_missing_list_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    assert main(["evaluate", what, str(tmp_path / "gone.csv")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert "gone.csv" in line


@pytest.mark.parametrize("what", COLUMNS)
def test_a_missing_column_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    *columns, last = COLUMNS[what]
    index = _index(tmp_path, what, ["a.png"], columns=(*columns, "note"))
    assert main(["evaluate", what, str(index)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(f"lacks {last}")


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x01", b"{"])
def test_a_file_that_is_no_list_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, content: bytes
) -> None:
    index = tmp_path / "index"
    index.write_bytes(content)
    assert main(["evaluate", what, str(index)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(str(index))


@pytest.mark.parametrize("what", WHAT)
def test_people_read_one_figure_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    assert main(["evaluate", what, str(_index(tmp_path, what, ["a.png"]))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["photos", "1"]
    assert len(lines) > 4
