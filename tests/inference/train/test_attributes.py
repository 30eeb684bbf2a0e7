"""What is learned from made-up looks whose truth is known."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from inference.__main__ import main
from inference.evaluate.attributes import Known, Truth
from inference.evaluate.index import BadIndex
from inference.tasks.attribute_scale import Looks, Scale
from inference.train.attributes import fit
from tests.inference.photos import DATA, needs_photos

FACES = DATA / "faces" / "attributes"


def _known(age: int, gender: str, years: float, male: float) -> Known:
    low = age // 10 * 10
    return Truth({}, (low, low + 9), gender), Looks(years, 1.0, male)


def _crowd(count: int = 400) -> list[Known]:
    """The network says 2·(age - 20) years, and takes everybody a little for a man."""
    rng = np.random.default_rng(4)
    crowd = []
    for age, man, doubt in zip(
        rng.integers(20, 60, count), rng.random(count) < 0.5, rng.normal(0, 1.5, count), strict=True
    ):
        odds = (2 if man else -2) + 1 + float(doubt)
        crowd.append(_known(int(age), "male" if man else "female", 2.0 * (age - 20), odds))
    return crowd


def test_a_network_that_spreads_ages_is_taken_back() -> None:
    slope, offset = fit(_crowd()).age
    for age in (25, 40, 55):
        assert slope * 2 * (age - 20) + offset == pytest.approx(age, abs=2)


def test_a_network_that_sees_men_everywhere_is_taken_back() -> None:
    slope, offset = fit(_crowd()).male
    assert -offset / slope == pytest.approx(1, abs=0.3)


def test_confidence_is_the_share_of_right_answers() -> None:
    scale = fit(_crowd())
    told = [(truth, scale.guess(looks)) for truth, looks in _crowd(2000)]
    sure = [(t, g) for t, g in told if g.gender]
    right = float(np.mean([t.gender == g.gender for t, g in sure]))
    assert right == pytest.approx(float(np.mean([g.gender_confidence for _, g in sure])), abs=0.03)
    ages = float(np.mean([t.holds(g.age) for t, g in told if g.age]))
    assert ages == pytest.approx(scale.age_right, abs=0.03)


def test_a_rare_age_group_is_not_drowned() -> None:
    """The few old whom the network sees rightly keep the line from following the many young."""
    young = [_known(25, gender, 35, 0) for gender in ("male", "female")] * 100
    old = [_known(65, gender, 65, 0) for gender in ("male", "female")] * 3
    scale = fit(young + old)
    assert abs(scale.age[0] * 65 + scale.age[1] - 65) < 3


@pytest.mark.parametrize("gender", ["male", "female"])
def test_one_gender_teaches_nothing(gender: str) -> None:
    with pytest.raises(BadIndex, match="women and of men"):
        fit([_known(25, gender, 25, 0)] * 20)


@needs_photos
def test_training_writes_the_scale_and_names_what_it_could_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (FACES / "index.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))[:12]
    lines = [[FACES / row["image"], row["age_group"], row["gender"]] for row in rows]
    index, output = tmp_path / "index.csv", tmp_path / "scale.json"
    with index.open("w", newline="") as file:
        head = ["image", "age_group", "gender"]
        csv.writer(file).writerows([head, *lines, ["gone.jpg", "20-29", "Male"]])
    assert main(["train", "attributes", str(index), "-o", str(output)]) == 0
    said = json.loads(output.read_text())
    assert Scale(**said).age_right > 0.5
    assert "gone.jpg: [Errno 2]" in capsys.readouterr().out


def test_a_list_that_cannot_teach_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = tmp_path / "index.csv"
    index.write_text("image,age_group\na.png,20-29\n")
    assert main(["train", "attributes", str(index), "-o", str(tmp_path / "out.json")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("lacks gender")
