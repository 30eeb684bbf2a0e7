"""The committed figures, and how they are kept."""

from pathlib import Path

import pytest

from inference.__main__ import main
from inference.bench.tasks import TASKS
from inference.cards import GESTURE
from inference.catalog import CATALOG
from inference.measured import measured, record_quality, record_speed
from tests.inference.photos import DATA, needs_photos


@pytest.fixture
def _nothing_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was measured so far, and what is goes elsewhere."""
    monkeypatch.setattr("inference.measured.FILE", tmp_path / "measured.json")


def test_every_network_and_task_has_been_measured_beside_the_peer() -> None:
    speed = measured()["speed"]
    assert {row["name"] for row in speed["networks"]} == {*CATALOG, GESTURE}
    assert [row["name"] for row in speed["tasks"]] == list(TASKS)
    beside = {row["name"] for row in speed["tasks"] if "ratio" in row}
    assert beside == {name for name, task in TASKS.items() if task.peer}


def test_every_question_that_a_card_tells_of_has_been_measured() -> None:
    assert set(measured()["quality"]) >= {"attributes", "gestures", "portraits", "poses"}


@pytest.mark.usefixtures("_nothing_yet")
def test_what_was_never_measured_is_empty() -> None:
    assert measured() == {}


@pytest.mark.usefixtures("_nothing_yet")
def test_figures_are_kept_beside_those_that_are_there() -> None:
    record_speed({"networks": []})
    score = {
        "photos": 3,
        "all": {"age_right": 0.123456},
        "groups": {"x": 1},
        "faults": (),
        "counts": {"age_right": 2},
    }
    record_quality("attributes", Path("faces/attributes/index.csv"), score)
    record_quality("poses", Path("poses/index.json"), {"photos": 1, "pck": None})
    told = measured()
    assert told["speed"] == {"networks": []}
    assert set(told["kilobytes"]) == set(CATALOG)
    assert told["quality"]["attributes"] == {
        "index": "faces/attributes/index.csv",
        "photos": 3,
        "age_right": 0.1235,
        "counts": {"age_right": 2},
    }
    assert told["quality"]["poses"]["photos"] == 1


@needs_photos
@pytest.mark.usefixtures("_nothing_yet")
def test_an_evaluation_is_kept_when_it_is_asked_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = DATA / "hands" / "hagrid" / "palm_00000.jpg"
    index = tmp_path / "index.csv"
    index.write_text(f"file,label\n{photo},paper\n")
    assert main(["evaluate", "gestures", str(index), "--json"]) == 0
    assert measured() == {}
    assert main(["evaluate", "gestures", str(index), "--json", "--save"]) == 0
    capsys.readouterr()
    assert measured()["quality"]["gestures"]["macro_recall"] == 1.0
