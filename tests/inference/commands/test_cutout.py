import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos

PORTRAIT = DATA / "faces" / "stock" / "001.jpg"
STREET = DATA / "portraits" / "fullbody" / "0009.jpg"

pytestmark = needs_photos


def test_several_cutouts_go_into_a_folder(tmp_path: Path) -> None:
    assert main(["cutout", str(PORTRAIT), str(STREET), "-o", str(tmp_path), "--fast"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "0009-cutout.png",
        "001-cutout.png",
    ]
    for photo in (PORTRAIT, STREET):
        picture, made = (
            cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
            for path in (photo, tmp_path / f"{photo.stem}-cutout.png")
        )
        assert picture is not None
        assert made is not None
        assert made.shape == (*picture.shape[:2], 4)


def test_json_tells_the_share_that_the_alpha_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.png"
    command = ["cutout", str(PORTRAIT), "-o", str(output), "--json", "--longest", "400"]
    assert main(command) == 0
    (told,) = json.loads(capsys.readouterr().out)
    made = cv2.imread(str(output), cv2.IMREAD_UNCHANGED)
    assert made is not None
    assert made.shape == (told["height"], told["width"], 4) == (400, 400, 4)
    assert told["coverage"] == pytest.approx(float(np.mean(made[..., 3])) / 255, abs=0.01)
    assert 0.2 < told["coverage"] < 0.8


def test_drawn_is_dark_behind_the_people_and_as_it_was_where_they_are(tmp_path: Path) -> None:
    output = tmp_path / "out.png"
    assert main(["cutout", str(PORTRAIT), "--draw", "-o", str(output)]) == 0
    photo, painted = cv2.imread(str(PORTRAIT)), cv2.imread(str(output))
    assert photo is not None
    assert painted is not None
    assert np.array_equal(painted[350:450, 350:450], photo[350:450, 350:450])
    assert painted[:60, :60].mean() < 0.4 * photo[:60, :60].mean()


def test_a_cutout_needs_a_format_with_alpha(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.jpg"
    assert main(["cutout", str(PORTRAIT), "-o", str(output), "--fast"]) == 1
    assert capsys.readouterr().err.startswith(f"{output}: cannot write mode RGBA")


def test_bystanders_are_cut_out_where_everyone_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    street = DATA / "poses" / "000000252219.jpg"
    shares = []
    for extra in ([], ["--who", "everyone"]):
        assert main(["cutout", str(street), "--json", "-o", str(tmp_path / "a.png"), *extra]) == 0
        shares.append(json.loads(capsys.readouterr().out)[0]["coverage"])
    assert shares[1] > 0.08
    assert shares[1] > 1.3 * shares[0]
