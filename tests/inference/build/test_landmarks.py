"""The attention mesh's own operators, against the same worked out with angles."""

import math

import numpy as np
import onnxruntime
import pytest
from flatbuffers import flexbuffers
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from inference.build.ops.landmarks import (
    landmarks_to_matrix,
    transform_landmarks,
    transform_tensor,
)
from inference.build.reader import Graph, Op, Tensor, read
from inference.build.scope import Scope
from inference.catalog import CATALOG
from inference.models.face_points import LEFT_EYE, LIPS, RIGHT_EYE

Array = NDArray[np.float32]
CROP = 4
OPTIONS = {
    "left_rotation_idx": 0,
    "right_rotation_idx": 1,
    "subset_idxs": [0, 1, 2, 3],
    "output_width": CROP,
    "output_height": CROP,
    "scale_x": 1.5,
    "scale_y": 1.5,
    "target_rotation_radians": 0.0,
}


def _op(kind: str, inputs: tuple[int, ...], output: int, custom: bytes = b"") -> Op:
    return Op(kind, inputs, (output,), None, custom)


def _run(points: Array, picture: Array) -> tuple[Array, Array, Array]:
    """The matrix, the crop (4, 4) and where its first cell's corner lies."""
    shapes = ((1, len(points), 3), (1, *picture.shape, 1), (1, 1, 2), (1, 4, 4))
    names = ("points", "picture", "cells", "matrix", "crop", "places")
    all_shapes = (*shapes, (1, CROP, CROP, 1), (1, 1, 2))
    tensors = tuple(Tensor(n, s, None) for n, s in zip(names, all_shapes, strict=True))
    scope = Scope(Graph(tensors, (), (0, 1, 2), (3, 4, 5)), {})
    for i in range(3):
        scope.put_channels_last(i, names[i])
    custom = bytes(flexbuffers.Dumps(OPTIONS))
    landmarks_to_matrix(scope, _op("Landmarks2TransformMatrix", (0,), 3, custom))
    transform_tensor(scope, _op("TransformTensorBilinear", (1, 3), 4))
    transform_landmarks(scope, _op("TransformLandmarks", (2, 3), 5))
    for i in range(3, 6):
        scope.writer.rename(scope.channels_last(i), names[i])
    model = scope.writer.model(
        list(zip(names[:3], all_shapes[:3], strict=True)),
        list(zip(names[3:], all_shapes[3:], strict=True)),
    )
    session = onnxruntime.InferenceSession(model.SerializeToString())
    feed = {
        "points": points[None],
        "picture": picture[None, :, :, None],
        "cells": np.zeros((1, 1, 2), np.float32),
    }
    matrix, crop, places = session.run(list(names[3:]), feed)
    return matrix[0], crop[0, :, :, 0], places[0, 0]


def _square(x: float, y: float, side: float, angle: float) -> Array:
    """The corners of a turned square, its upper side first."""
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * side / 2
    cos, sin = math.cos(angle), math.sin(angle)
    turned = corners @ np.array([[cos, sin], [-sin, cos]]) + [x, y]
    return np.column_stack([turned, np.zeros(4)]).astype(np.float32)


@settings(max_examples=20, deadline=None)
@given(st.floats(15, 25), st.floats(15, 25), st.floats(2, 12), st.floats(-3, 3))
def test_the_crop_is_the_turned_square_widened(x: float, y: float, side: float, a: float) -> None:
    matrix, _, corner = _run(_square(x, y, side, a), np.zeros((40, 40), np.float32))
    step = 1.5 * side / CROP
    cos, sin = math.cos(a), math.sin(a)
    linear = np.array([[cos, -sin], [sin, cos]]) * step
    assert matrix[:2, :2] == pytest.approx(linear, abs=1e-3)
    assert corner == pytest.approx([x, y] - linear @ [CROP / 2, CROP / 2], abs=1e-2)


def test_cells_are_read_between_pixels_and_are_0_outside() -> None:
    ramp = np.tile(np.arange(12, dtype=np.float32), (12, 1)) + 1
    _, crop, _ = _run(_square(6, 6, 4, 0), ramp)
    # Six pixels over four cells: centres at 3.75, 5.25 … from the picture's left side.
    assert crop[0] == pytest.approx([4.25, 5.75, 7.25, 8.75], abs=1e-3)
    _, outside, _ = _run(_square(0, 6, 4, 0), ramp)
    assert outside[:, :2].tolist() == [[0, 0]] * CROP
    assert (outside[:, 2:] > 0).all()


def test_the_points_named_are_those_the_network_looks_at() -> None:
    ops = read(CATALOG["face_attention"].source.read_bytes()).ops
    matrices = [op for op in ops if op.kind == "Landmarks2TransformMatrix"]
    chosen = [tuple(flexbuffers.Loads(op.custom)["subset_idxs"]) for op in matrices]
    assert chosen == [LIPS, RIGHT_EYE, LEFT_EYE]
