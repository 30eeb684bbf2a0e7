import json

import pytest

from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos


@needs_photos
def test_the_bench_tells_every_step_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    photo = DATA / "faces" / "stock" / "015.jpg"
    assert main(["bench", str(photo), "--json", "--rounds", "1"]) == 0
    report = json.loads(capsys.readouterr().out)
    steps = [row["name"] for row in report["steps"]]
    assert steps == ["intake", "network", "refine", "compose", "encode", "whole star photo"]
    assert {row["name"] for row in report["networks"]} >= {"selfie", "face_detection"}
    assert report["intake_to_decode"] > 0
