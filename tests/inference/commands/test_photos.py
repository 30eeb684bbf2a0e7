import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos

PALM = DATA / "hands" / "hagrid" / "palm_00000.jpg"
FIST = DATA / "hands" / "hagrid" / "fist_00000.jpg"


@needs_photos
def test_hands_are_told_as_json_in_pixels_of_the_photo(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hands", str(PALM), str(FIST), "--json"]) == 0
    palm, fist = json.loads(capsys.readouterr().out)
    assert (palm["file"], fist["file"]) == (str(PALM), str(FIST))
    (hand,) = palm["hands"]
    assert hand["handedness"] == "right"
    assert np.shape(hand["landmarks"]) == np.shape(hand["world"]) == (21, 3)
    x, y, _ = hand["landmarks"][0]
    assert 0 < x < palm["width"]
    assert 0 < y < palm["height"]


@needs_photos
def test_a_large_photo_is_answered_in_its_own_pixels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = cv2.imread(str(PALM))
    assert small is not None
    large = tmp_path / "large.png"
    cv2.imwrite(str(large), cv2.resize(small, None, fx=6, fy=6))
    assert main(["hands", str(PALM), str(large), "--json"]) == 0
    near, far = (each["hands"][0]["landmarks"][0] for each in json.loads(capsys.readouterr().out))
    assert np.array(far[:2]) / 6 == pytest.approx(np.array(near[:2]), abs=12)


@needs_photos
def test_a_gesture_is_told_with_all_its_chances(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "answers.json"
    assert main(["gesture", str(FIST), "-o", str(output)]) == 0
    assert "rock" in capsys.readouterr().out
    (answer,) = json.loads(output.read_text())
    assert answer["gesture"] == "rock"
    assert sum(answer["chances"].values()) == pytest.approx(1, abs=1e-3)


@needs_photos
@pytest.mark.parametrize("command", ["hands", "gesture"])
def test_the_answer_is_painted_where_it_was_asked_for(tmp_path: Path, command: str) -> None:
    one, folder = tmp_path / "one.png", tmp_path / "many"
    assert main([command, str(PALM), "--draw", "-o", str(one)]) == 0
    assert main([command, str(PALM), str(FIST), "--draw", "-o", str(folder)]) == 0
    assert sorted(p.name for p in folder.iterdir()) == [
        f"fist_00000-{command}.jpg",
        f"palm_00000-{command}.jpg",
    ]
    painted, photo = cv2.imread(str(one)), cv2.imread(str(PALM))
    assert painted is not None
    assert photo is not None
    assert painted.shape == photo.shape
    assert np.abs(painted.astype(int) - photo).max() > 100


@needs_photos
def test_a_photo_that_cannot_be_read_is_named_and_the_others_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_text("no picture")
    absent = tmp_path / "absent.jpg"
    assert main(["gesture", str(broken), str(absent), str(FIST), "--json"]) == 1
    told = capsys.readouterr()
    first, second, third = json.loads(told.out)
    assert first["error"].startswith("unsupported")
    assert "error" in second
    assert third["gesture"] == "rock"
    assert str(broken) in told.err
    assert str(absent) in told.err
