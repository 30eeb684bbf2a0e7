import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """A picture that is nobody's: bands of colour, 400 × 300."""
    pixels = np.repeat((np.arange(400) // 2).astype(np.uint8)[None], 300, axis=0)
    path = tmp_path / "bands.png"
    Image.fromarray(np.dstack([pixels, 255 - pixels, pixels // 2])).save(path)
    return path


def test_the_painting_lies_beside_the_photo_and_is_as_large(
    drawing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stylize", str(drawing), "--style", "mosaic", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["style"] == "mosaic"
    assert told["brush"] == 0.5
    painting = cv2.imread(str(drawing.with_name("bands-stylize.jpg")))
    before = cv2.imread(str(drawing))
    assert painting is not None
    assert before is not None
    assert painting.shape == before.shape
    assert np.abs(painting.astype(int) - before).mean() > 4


def test_each_brush_paints_another_picture(drawing: Path, tmp_path: Path) -> None:
    paintings = []
    for brush in ("0", "1"):
        output = tmp_path / f"{brush}.png"
        assert (
            main(["stylize", str(drawing), "--style=oil", f"--brush={brush}", "-o", str(output)])
            == 0
        )
        paintings.append(np.asarray(Image.open(output), int))
    assert np.abs(paintings[0] - paintings[1]).max() > 4


@needs_photos
def test_faces_are_painted_finer_unless_the_brush_is_to_be_even(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = DATA / "faces" / "stock" / "001.jpg"
    found = []
    for more in ([], ["--even"]):
        output = str(tmp_path / "out.jpg")
        assert main(["stylize", str(photo), "--style=ink", "-o", output, "--json", *more]) == 0
        found += [told["finer_faces"] for told in json.loads(capsys.readouterr().out)]
    assert found == [1, 0]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (["--style=crochet"], "invalid choice: 'crochet'"),
        (["--style=oil", "--brush=2"], "expected a number from 0 to 1, got '2'"),
        (["--style=oil", "--brush=nan"], "expected a number from 0 to 1, got 'nan'"),
        (["--style=oil", "--brush=bold"], "expected a number from 0 to 1, got 'bold'"),
    ],
)
def test_a_style_or_brush_that_is_none_is_named(
    drawing: Path, wrong: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["stylize", str(drawing), *wrong])
    assert why in capsys.readouterr().err


def test_a_file_that_is_no_photo_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("no picture")
    assert main(["stylize", str(path), "--style=oil"]) == 1
    assert str(path) in capsys.readouterr().err
