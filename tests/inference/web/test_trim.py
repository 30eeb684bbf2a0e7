from collections.abc import Mapping

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from inference.catalog import CATALOG
from inference.models.tensor import tensor
from inference.results import Floats
from inference.web.answers import picture
from inference.web.trim import with_outputs

_BODY = CATALOG["pose_full"]


def answers(file: bytes) -> Mapping[str, Floats]:
    runtime = Interpreter(model_content=file)
    runtime.allocate_tensors()
    given = tensor(_BODY.name, picture(_BODY.size))
    runtime.set_tensor(runtime.get_input_details()[0]["index"], given)
    runtime.invoke()
    told = runtime.get_output_details()
    return {each["name"]: runtime.get_tensor(each["index"]) for each in told}


def operators(file: bytes) -> int:
    return len(Interpreter(model_content=file)._get_ops_details())


def test_the_answers_that_are_kept_stay_as_they_were_for_less_work() -> None:
    whole = _BODY.source.read_bytes()
    kept = with_outputs(whole, _BODY.outputs)
    before, after = answers(whole), answers(kept)
    assert set(after) == set(_BODY.outputs) < set(before)
    assert all(np.array_equal(after[name], before[name]) for name in after)
    assert operators(kept) < operators(whole) - 40


@pytest.mark.parametrize("name", ["hand_lite", "palm_lite", "pose_detection", "selfie"])
def test_a_network_all_of_which_is_needed_stays_byte_for_byte(name: str) -> None:
    whole = CATALOG[name].source.read_bytes()
    assert with_outputs(whole, CATALOG[name].outputs) == whole


def test_an_output_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        with_outputs(_BODY.source.read_bytes(), ["nothing"])
