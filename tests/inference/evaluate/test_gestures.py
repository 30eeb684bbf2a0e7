from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.evaluate.gestures import NAMES, gestures
from inference.evaluate.index import BadIndex
from inference.results import Gesture, Pixels


def _by_brightness(pixels: Pixels) -> Gesture:
    """Black is rock, grey is paper, white is scissors."""
    name = ("rock", "paper", "scissors")[round(float(pixels.mean()) / 127.5)]
    return Gesture(name, 0.9, {}, None)


def _index(folder: Path, rows: list[tuple[str, int, str]]) -> Path:
    for file, level, _ in rows:
        cv2.imwrite(str(folder / file), np.full((100, 100, 3), level, np.uint8))
    lines = ["file,label", *(f"{file},{label}" for file, _, label in rows)]
    index = folder / "index.csv"
    index.write_text("\n".join(lines))
    return index


def test_recall_is_by_class_and_its_mean_over_the_three(tmp_path: Path) -> None:
    rows = [
        ("a.png", 0, "rock"),
        ("b.png", 127, "paper"),
        ("c.png", 255, "paper"),
        ("d.png", 255, "none"),
    ]
    score = gestures(_index(tmp_path, rows), _by_brightness)
    expected = {"rock": 1.0, "paper": 0.5, "scissors": None, "other": None, "none": 0.0}
    assert score.recall == expected
    assert (score.photos, score.macro_recall, score.false_on_none) == (4, 0.75, 1.0)
    assert score.counts == {"macro_recall": 3, "false_on_none": 1}
    assert score.confusion["paper"]["scissors"] == 1
    assert score.calibration_error == pytest.approx(0.4)
    assert score.unmeasured == 0


def test_photos_can_be_measured_as_hard_light_leaves_them(tmp_path: Path) -> None:
    index = _index(tmp_path, [("a.png", 127, "paper"), ("b.png", 255, "paper")])
    score = gestures(index, _by_brightness, lambda pixels: pixels // np.uint8(2))
    assert score.confusion["paper"] == {**dict.fromkeys(NAMES, 0), "rock": 1, "paper": 1}


def test_what_cannot_be_measured_is_named_and_counted(tmp_path: Path) -> None:
    index = _index(tmp_path, [("a.png", 0, "rock"), ("b.png", 0, "spock")])
    (tmp_path / "broken.jpg").write_text("no picture")
    with index.open("a") as file:
        file.write("\nbroken.jpg,rock\nabsent.jpg,rock\n")
    score = gestures(index, _by_brightness)
    assert score.photos == 1
    assert [fault.file for fault in score.faults] == ["b.png", "broken.jpg", "absent.jpg"]
    assert score.unmeasured == 3
    assert "spock" in score.faults[0].why


@pytest.mark.parametrize(
    ("text", "why"),
    [("image,label\na,rock", "lacks file"), ("file,label\n", "no rows"), ("", "lacks file, label")],
)
def test_a_list_that_is_none_says_what_it_lacks(tmp_path: Path, text: str, why: str) -> None:
    index = tmp_path / "index.csv"
    index.write_text(text)
    with pytest.raises(BadIndex, match=why):
        gestures(index, _by_brightness)


def test_bytes_are_no_list(tmp_path: Path) -> None:
    index = tmp_path / "index.csv"
    index.write_bytes(b"\xff\xfe\x00file,label")
    with pytest.raises(BadIndex, match="not a CSV file"):
        gestures(index, _by_brightness)
