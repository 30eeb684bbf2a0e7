import csv
import json
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import pytest

from inference.evaluate.attributes import attributes
from inference.evaluate.index import BadIndex
from inference.results import Attributes
from tests.inference.photos import DATA, needs_photos

Gender = Literal["female", "male"]


def _index(folder: Path, *rows: tuple[str, ...], columns: str = "image age_group gender") -> Path:
    cv2.imwrite(str(folder / "a.png"), np.zeros((120, 120, 3), np.uint8))
    path = folder / "index.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([columns.split(), *rows])
    return path


def _guess(age: tuple[int, int] | None, gender: Gender | None) -> Attributes:
    return Attributes(age, 0.8, gender, 0.9)


def test_right_answers_are_shares_of_those_given(tmp_path: Path) -> None:
    index = _index(tmp_path, ("a.png", "20-29", "Female"), ("a.png", "more than 70", "Male"))
    score = attributes(index, lambda _: _guess((25, 41), None))
    assert score.all
    assert (score.photos, score.unmeasured) == (2, 0)
    assert (score.all.age_right, score.all.age_abstained) == (0.5, 0.0)
    assert (score.all.gender_right, score.all.gender_abstained) == (None, 1.0)
    assert score.groups["age_group"]["20-29"].age_right == 1.0
    assert score.groups["race"] == {}


def test_a_photo_without_a_face_counts_as_abstained(tmp_path: Path) -> None:
    score = attributes(_index(tmp_path, ("a.png", "20-29", "Female")), lambda _: None)
    assert score.all
    assert (score.all.age_abstained, score.all.gender_abstained) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("gone.png", "20-29", "Male"), "No such file"),
        (("a.png", "old", "Male"), "unknown age group 'old'"),
        (("a.png", "20-29", "?"), "unknown gender"),
        (("index.csv", "20-29", "Male"), "unsupported"),
    ],
)
def test_a_fault_is_named_and_counted(tmp_path: Path, row: tuple[str, ...], why: str) -> None:
    index = _index(tmp_path, ("a.png", "20-29", "Male"), row)
    score = attributes(index, lambda _: _guess((20, 36), "male"))
    assert (score.photos, score.unmeasured) == (1, 1)
    assert score.faults[0].file == row[0]
    assert why in score.faults[0].why


def test_a_list_without_a_column_is_refused(tmp_path: Path) -> None:
    index = _index(tmp_path, ("a.png", "20-29"), columns="image age_group")
    with pytest.raises(BadIndex, match="lacks gender"):
        attributes(index, lambda _: None)


@needs_photos
def test_most_adults_are_guessed_right(capsys: pytest.CaptureFixture[str]) -> None:
    from inference.__main__ import main

    index = DATA / "faces" / "attributes" / "index.csv"
    assert main(["evaluate", "attributes", str(index), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["all"]
    assert told["gender_right"] >= 0.88
    assert told["age_right"] >= 0.75
    assert told["gender_abstained"] <= 0.3
