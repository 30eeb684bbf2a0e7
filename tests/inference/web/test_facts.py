import base64
import json
from pathlib import Path

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from inference.__main__ import main
from inference.catalog import CATALOG
from inference.models.tensor import tensor
from inference.tasks.gesture.network import network
from inference.web.answers import picture
from inference.web.facts import MODELS, facts
from inference.web.trim import with_outputs


def test_the_command_writes_the_numbers_and_the_networks_as_they_came(tmp_path: Path) -> None:
    assert main(["web", str(tmp_path / "made")]) == 0
    written = json.loads((tmp_path / "made" / "facts.json").read_text())
    assert written == json.loads(json.dumps(facts()))
    for name in MODELS:
        source = CATALOG[name].source.read_bytes()
        made = (tmp_path / "made" / f"{name}.tflite").read_bytes()
        assert made == with_outputs(source, CATALOG[name].outputs)


def test_without_built_networks_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("inference.session._sessions", {})
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    assert main(["web", str(tmp_path / "made")]) == 1
    assert "hand_lite" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", MODELS)
def test_the_known_answer_is_that_of_the_networks_own_runtime(name: str) -> None:
    runtime = Interpreter(str(CATALOG[name].source))
    runtime.allocate_tensors()
    given = tensor(name, picture(CATALOG[name].size))
    runtime.set_tensor(runtime.get_input_details()[0]["index"], given)
    runtime.invoke()
    places = {each["name"]: each["index"] for each in runtime.get_output_details()}
    told = facts()["models"][name]
    for output, known in zip(told["outputs"], told["answer"], strict=True):
        values = runtime.get_tensor(places[output]).reshape(-1)
        assert len(values) == known["length"]
        kept = values[:: known["step"]]
        assert np.abs(kept - known["values"]).max() <= 1e-3 * max(np.abs(kept).max(), 1e-2)


def test_the_known_picture_is_not_flat() -> None:
    drawn = picture((224, 224))
    assert drawn.shape == (224, 224, 3)
    assert drawn.std() > 50
    assert not np.array_equal(drawn[..., 0], drawn[..., 1])


def test_the_gesture_weights_are_those_that_are_kept() -> None:
    first = facts()["gesture"]["seeds"][0][0]
    unpacked = np.frombuffer(base64.b64decode(first["weights"]), "<f2").astype(np.float32)
    weights, _ = network().seeds[0].layers[0]
    assert np.array_equal(unpacked.reshape(first["inputs"], first["outputs"]), weights)


@pytest.mark.parametrize(
    ("detector", "network"), [("palms", "palm_lite"), ("people", "pose_detection")]
)
def test_there_is_an_anchor_for_every_row_of_a_detector(detector: str, network: str) -> None:
    told = facts()
    rows = told["models"][network]["answer"][1]["length"]
    assert sum(cells * cells * count for cells, count in told[detector]["grids"]) == rows
