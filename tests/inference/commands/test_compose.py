import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos
from tests.inference.tasks.compose.people import drawn, person

PORTRAIT = DATA / "faces" / "stock" / "001.jpg"
PLACE = {"x": 0.5, "y": 0.95, "height": 0.7}


def _template(folder: Path, **said: object) -> Path:
    """A grey scene of 300×400 with a label."""
    cv2.imwrite(str(folder / "scene.png"), np.full((400, 300, 3), 128, np.uint8))
    path = folder / "template.json"
    told = {"scene": "scene.png", "player": PLACE, "label": {"text": "AI"}}
    path.write_text(json.dumps(told | said))
    return path


def _figure(folder: Path) -> Path:
    path = folder / "figure.png"
    cv2.imwrite(str(path), cv2.cvtColor(drawn(person()), cv2.COLOR_RGBA2BGRA))
    return path


def test_a_drawn_figure_is_composed_and_labelled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.jpg"
    figure = str(_figure(tmp_path))
    assert main(["compose", str(_template(tmp_path)), figure, "-o", str(output), "--drawn"]) == 0
    made = cv2.imread(str(output))
    assert made is not None
    assert made.shape == (400, 300, 3)
    assert np.abs(made[200:350, 120:180].astype(int) - 128).mean() > 20
    assert b"DigitalSourceType" in output.read_bytes()
    assert f"{output}: stage" in capsys.readouterr().out


@needs_photos
def test_the_people_of_a_photo_are_composed(tmp_path: Path) -> None:
    output = tmp_path / "out.jpg"
    assert main(["compose", str(_template(tmp_path)), str(PORTRAIT), "-o", str(output)]) == 0
    made = cv2.imread(str(output))
    assert made is not None
    assert np.abs(made.astype(int) - 128).max() > 60


def test_a_photo_of_nobody_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wall = tmp_path / "wall.png"
    cv2.imwrite(str(wall), np.full((120, 160, 3), 150, np.uint8))
    output = tmp_path / "out.jpg"
    assert main(["compose", str(_template(tmp_path)), str(wall), "-o", str(output)]) == 1
    assert capsys.readouterr().err.startswith("nobody: ")
    assert not output.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"player": {"x": 0.5, "y": 0.9}}, "no_place"),
        ({"scene": "gone.png"}, "no_picture: gone.png"),
        ({"scene": "template.json"}, "bad_picture: template.json"),
        ({"player": {"x": 0.5, "y": 0.9, "depth": 3}}, "malformed"),
        ({"player": None}, "malformed"),
    ],
)
def test_what_is_wrong_in_a_template_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: dict[str, object], why: str
) -> None:
    template = _template(tmp_path, **said)
    command = ["compose", str(template), str(_figure(tmp_path)), "-o", str(tmp_path / "out.jpg")]
    assert main([*command, "--drawn"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(why)
    assert len(told.splitlines()) == 1
