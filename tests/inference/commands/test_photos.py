import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference import session
from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos

PALM = DATA / "hands" / "hagrid" / "palm_00000.jpg"
FIST = DATA / "hands" / "hagrid" / "fist_00000.jpg"
SELFIE = DATA / "faces" / "stock" / "015.jpg"
EACH = ["attributes", "cutout", "face", "gesture", "hands", "pose"]
"""The commands that ask one question of each photo."""


def _wall(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    cv2.imwrite(str(path), np.full((120, 160, 3), 150, np.uint8))
    return path


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
@pytest.mark.parametrize("command", EACH)
def test_the_answer_is_painted_where_it_was_asked_for(tmp_path: Path, command: str) -> None:
    one, folder = tmp_path / "one.png", tmp_path / "many"
    assert main([command, str(SELFIE), "--draw", "-o", str(one)]) == 0
    assert main([command, str(SELFIE), str(FIST), "--draw", "-o", str(folder)]) == 0
    assert sorted(p.name for p in folder.iterdir()) == [
        f"015-{command}.jpg",
        f"fist_00000-{command}.jpg",
    ]
    painted, photo = cv2.imread(str(one)), cv2.imread(str(SELFIE))
    assert painted is not None
    assert photo is not None
    assert painted.shape == photo.shape
    assert np.abs(painted.astype(int) - photo).max() > 100


@needs_photos
@pytest.mark.parametrize("command", EACH)
def test_a_photo_that_cannot_be_read_is_named_and_the_others_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    broken, absent = tmp_path / "broken.jpg", tmp_path / "absent.jpg"
    broken.write_text("no picture")
    faulty = [str(broken), str(absent), str(tmp_path)]
    assert main([command, *faulty, str(SELFIE), "--json"]) == 1
    told = capsys.readouterr()
    *unread, read = json.loads(told.out)
    assert [each["file"] for each in unread] == faulty
    assert [each["error"].split()[0] for each in unread] == ["unsupported:", "[Errno", "[Errno"]
    assert len(told.err.splitlines()) == 3
    assert all(name in line for name, line in zip(faulty, told.err.splitlines(), strict=True))
    assert (read["file"], read["width"], read["height"]) == (str(SELFIE), 800, 800)
    assert "error" not in read


@pytest.mark.parametrize("command", EACH)
def test_a_wall_has_an_answer_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    wall = _wall(tmp_path / "wall.png")
    assert main([command, str(wall), "--draw"]) == 0
    assert capsys.readouterr().out.startswith(f"{wall}: ")
    assert (tmp_path / f"wall-{command}.jpg").is_file()


def test_photos_of_one_name_are_not_painted_over_one_another(tmp_path: Path) -> None:
    walls = [_wall(tmp_path / part / "wall.png") for part in "abc"]
    assert main(["face", *map(str, walls), "--draw", "-o", str(tmp_path / "out")]) == 0
    painted = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert painted == ["wall-face-2.jpg", "wall-face-3.jpg", "wall-face.jpg"]


def test_a_painted_photo_needs_the_name_of_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wall = _wall(tmp_path / "wall.png")
    assert main(["face", str(wall), "--draw", "-o", str(tmp_path / "wall.txt")]) == 1
    assert "unknown file extension: .txt" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["hands", "pose"])
@pytest.mark.parametrize("most", ["0", "-1", "two", ""])
def test_a_number_must_be_one(capsys: pytest.CaptureFixture[str], command: str, most: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "photo.jpg", f"--most={most}"])
    assert ended.value.code == 2
    assert "expected a number from 1 on" in capsys.readouterr().err


def test_a_machine_without_the_networks_says_how_to_build_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    monkeypatch.setattr(session, "_sessions", {})
    assert main(["face", str(_wall(tmp_path / "wall.png"))]) == 1
    assert "make models" in capsys.readouterr().err


def test_the_package_runs_and_its_output_is_json_alone(tmp_path: Path) -> None:
    wall = _wall(tmp_path / "wall.png")
    done = subprocess.run(
        [sys.executable, "-m", "inference", "face", str(wall), str(tmp_path / "gone"), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert [each["file"] for each in json.loads(done.stdout)] == [str(wall), f"{tmp_path}/gone"]
    assert len(done.stderr.splitlines()) == 1
