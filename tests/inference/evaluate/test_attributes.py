import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import pytest

from inference.evaluate.attributes import Known, attributes, unseen
from inference.evaluate.index import BadIndex
from inference.results import Attributes
from inference.tasks.attribute_scale import Looks, Scale
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
    assert (score.counts["age_right"], score.counts["gender_right"]) == (2, 0)


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
    assert told["gender_right"] >= 0.9
    assert told["age_right"] >= 0.9
    assert told["gender_abstained"] <= 0.3


@needs_photos
def test_faces_that_nothing_was_learned_from_are_told_nearly_as_well(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from inference.__main__ import main

    index = DATA / "faces" / "attributes" / "index.csv"
    assert main(["evaluate", "attributes", str(index), "--json", "--folds", "5"]) == 0
    told = json.loads(capsys.readouterr().out)["all"]
    assert told["gender_right"] >= 0.89
    assert told["age_right"] >= 0.9
    assert told["gender_abstained"] <= 0.3


def test_every_photo_is_measured_by_what_was_learned_from_the_others(tmp_path: Path) -> None:
    """Learning by heart does not help: each face is asked of a scale that never saw it."""
    index = _index(tmp_path, *[("a.png", "20-29", "Male")] * 6)
    numbers = iter(range(6))
    learned_from: list[set[float]] = []

    def learn(known: Sequence[Known]) -> Scale:
        seen = {looks.years for _, looks in known}
        learned_from.append(seen)
        # Ages that were seen are told as 25; the one that was not, as over 80.
        unknown = (set(range(6)) - seen).pop()
        return Scale((0.0, 25.0 if unknown in seen else 80.0), (1.0, 0.0), 0.9)

    score = unseen(index, lambda _: Looks(next(numbers), 0.0, 5.0), learn, folds=6)
    assert sorted(len(seen) for seen in learned_from) == [5] * 6
    assert score.all
    assert (score.photos, score.all.age_right, score.all.gender_right) == (6, 0.0, 1.0)


@pytest.mark.parametrize("folds", [1, 3, -1])
def test_folds_need_as_many_photos(tmp_path: Path, folds: int) -> None:
    index = _index(tmp_path, *[("a.png", "20-29", "Male")] * 2)
    with pytest.raises(BadIndex, match=r"expected 2 to 2 folds"):
        unseen(index, lambda _: None, lambda _: Scale((1, 0), (1, 0), 0.9), folds)
