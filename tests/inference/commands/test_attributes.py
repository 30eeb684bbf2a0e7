import json
from pathlib import Path

import cv2
import pytest

from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos

PORTRAIT = DATA / "faces" / "stock" / "001.jpg"

pytestmark = needs_photos


def _far(folder: Path) -> Path:
    """The portrait so small that the face is of some 40 px."""
    portrait = cv2.imread(str(PORTRAIT))
    assert portrait is not None
    path = folder / "far.png"
    cv2.imwrite(str(path), cv2.resize(portrait, (100, 100), interpolation=cv2.INTER_AREA))
    return path


def test_a_guess_is_told_with_its_confidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attributes", str(PORTRAIT), "--json"]) == 0
    ((face,),) = (each["faces"] for each in json.loads(capsys.readouterr().out))
    low, high = face["age"]
    assert 18 <= low < high
    assert face["gender"] in {"female", "male"}
    assert min(face["age_confidence"], face["gender_confidence"]) > 0.5


def test_what_cannot_be_told_is_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = _far(tmp_path)
    assert main(["attributes", str(small), "--json"]) == 0
    ((face,),) = (each["faces"] for each in json.loads(capsys.readouterr().out))
    assert (face["age"], face["age_confidence"]) == (None, 0)
    assert (face["gender"], face["gender_confidence"]) == (None, 0)
    assert main(["attributes", str(small)]) == 0
    assert capsys.readouterr().out == f"{small}: age unsure, gender unsure\n"
