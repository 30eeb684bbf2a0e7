"""Every converted network against the .tflite's own runtime, on real photos."""

import cv2
import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from inference import session
from inference.catalog import CATALOG, Model
from tests.inference.photos import needs_photos, photo

TOLERANCE = 1e-3
PHOTOS = [
    "faces/stock/003.jpg",
    "faces/stock/031.jpg",
    "poses/000000000790.jpg",
    "portraits/fullbody/0009.jpg",
]


def _input(model: Model, name: str) -> NDArray[np.float32]:
    height, width = model.size
    small = cv2.resize(photo(name), (width, height), interpolation=cv2.INTER_AREA)
    scale = np.float32((model.high - model.low) / 255)
    return np.asarray(small[None] * scale + np.float32(model.low), np.float32)


def _reference(model: Model, pixels: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    interpreter = Interpreter(model_path=str(model.source), num_threads=1)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], pixels)
    interpreter.invoke()
    by_name = {d["name"]: d["index"] for d in interpreter.get_output_details()}
    return [interpreter.get_tensor(by_name[name]) for name in model.outputs]


@needs_photos
@pytest.mark.parametrize("name", [n for n, row in CATALOG.items() if row.accuracy is not None])
def test_a_converted_network_answers_as_the_original_does(name: str) -> None:
    model = CATALOG[name]
    for file in PHOTOS:
        pixels = _input(model, file)
        for ours, theirs in zip(session.run(name, pixels), _reference(model, pixels), strict=True):
            assert ours.shape == theirs.shape
            scale = max(float(np.abs(theirs).max()), 1e-2)
            assert float(np.abs(ours - theirs).max()) <= TOLERANCE * scale, file
