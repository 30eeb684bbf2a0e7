"""MediaPipe's own operators of the attention mesh: look closely at a part of what was found.

What each does is laid down by MediaPipe's source, mediapipe/util/tflite/operations. The options
are FlexBuffers.
"""

from typing import Any

import numpy as np
from flatbuffers import flexbuffers

from inference.build.reader import Op
from inference.build.scope import Scope


def landmarks_to_matrix(scope: Scope, op: Op) -> None:
    """(1, n, 3) points → (1, 4, 4): from cells of a crop to the points' plane.

    The crop holds the chosen points, widened, with the line from one point to another level.
    """
    options: dict[str, Any] = flexbuffers.Loads(op.custom)
    if options["target_rotation_radians"] != 0:
        raise NotImplementedError("a crop that is not level")
    flat = _columns(scope, scope.value(op.inputs[0]), 0, 2)
    cos, sin = _direction(scope, flat, options["left_rotation_idx"], options["right_rotation_idx"])
    level = _levelled(scope, _pick(scope, flat, options["subset_idxs"]), cos, sin)
    low, high = (_reduce(scope, kind, level) for kind in ("ReduceMin", "ReduceMax"))
    size = np.array([options["output_width"], options["output_height"]], np.float32)
    widen = np.array([options["scale_x"], options["scale_y"]], np.float32) / size
    step = _node(scope, "Mul", _node(scope, "Sub", high, low), _constant(scope, widen))
    middle = _node(scope, "Mul", _node(scope, "Add", high, low), _constant(scope, 0.5))
    corner = _node(scope, "Sub", middle, _node(scope, "Mul", step, _constant(scope, size / 2)))
    zero = _constant(scope, np.zeros((1, 1, 1), np.float32))
    across, down = _halves(scope, step)
    x, y = _halves(scope, corner)
    back = scope.writer.node("Neg", [sin])
    rows = (
        (_node(scope, "Mul", cos, across), _node(scope, "Mul", back, down), zero),
        (_node(scope, "Mul", sin, across), _node(scope, "Mul", cos, down), zero),
    )
    shifts = (
        _node(scope, "Sub", _node(scope, "Mul", cos, x), _node(scope, "Mul", sin, y)),
        _node(scope, "Add", _node(scope, "Mul", sin, x), _node(scope, "Mul", cos, y)),
    )
    lines = [_concat(scope, [*row, shift], 2) for row, shift in zip(rows, shifts, strict=True)]
    rest = _constant(scope, np.eye(4, dtype=np.float32)[None, 2:])
    scope.put(op.outputs[0], _concat(scope, [*lines, rest], 1))


def transform_tensor(scope: Scope, op: Op) -> None:
    """Samples the crop of a matrix out of a picture; what lies outside it is 0."""
    _, height, width, _ = scope.shape(op.inputs[0])
    _, rows, columns, _ = scope.shape(op.outputs[0])
    y, x = np.mgrid[0:rows, 0:columns].reshape(2, 1, -1).astype(np.float32) + np.float32(0.5)
    cells = _constant(scope, np.stack([x, y], axis=-1))
    # Cell and pixel centres lie at halves.
    half = _constant(scope, 0.5)
    places = _node(scope, "Sub", _transformed(scope, cells, scope.value(op.inputs[1])), half)
    last = np.array([width - 1, height - 1], np.float32)
    unit = _node(scope, "Mul", places, _constant(scope, 2 / last))
    grid = scope.reshape(_node(scope, "Sub", unit, _constant(scope, 1)), (1, rows, columns, 2))
    sampled = scope.writer.node("GridSample", [scope.value(op.inputs[0]), grid], align_corners=1)
    inside = _node(
        scope,
        "And",
        _node(scope, "GreaterOrEqual", places, _constant(scope, 0)),
        _node(scope, "LessOrEqual", places, _constant(scope, last)),
    )
    both = _reduce(scope, "ReduceMin", scope.writer.node("Cast", [inside], to=1), axis=2)
    mask = scope.reshape(both, (1, 1, rows, columns))
    scope.put(op.outputs[0], _node(scope, "Mul", sampled, mask))


def transform_landmarks(scope: Scope, op: Op) -> None:
    """(1, n, 2) points of a crop → the plane the matrix leads to."""
    points, matrix = (scope.value(i) for i in op.inputs)
    scope.put(op.outputs[0], _transformed(scope, points, matrix))


def _transformed(scope: Scope, points: str, matrix: str) -> str:
    upper = _slice(scope, matrix, 1, 0, 2)
    linear = scope.writer.node("Transpose", [_columns(scope, upper, 0, 2)], perm=(0, 2, 1))
    shift = scope.writer.node("Transpose", [_columns(scope, upper, 3, 4)], perm=(0, 2, 1))
    return _node(scope, "Add", _node(scope, "MatMul", points, linear), shift)


def _direction(scope: Scope, flat: str, left: int, right: int) -> tuple[str, str]:
    """Cosine and sine, (1, 1, 1) each, of the line from one point to another."""
    way = _node(scope, "Sub", _pick(scope, flat, [right]), _pick(scope, flat, [left]))
    length = scope.writer.node("ReduceL2", [way], axes=[2], keepdims=1)
    return _halves(scope, _node(scope, "Div", way, length))


def _levelled(scope: Scope, points: str, cos: str, sin: str) -> str:
    x, y = _halves(scope, points)
    along = _node(scope, "Add", _node(scope, "Mul", cos, x), _node(scope, "Mul", sin, y))
    down = _node(scope, "Sub", _node(scope, "Mul", cos, y), _node(scope, "Mul", sin, x))
    return _concat(scope, [along, down], 2)


def _halves(scope: Scope, pairs: str) -> tuple[str, str]:
    return _columns(scope, pairs, 0, 1), _columns(scope, pairs, 1, 2)


def _columns(scope: Scope, value: str, begin: int, end: int) -> str:
    return _slice(scope, value, 2, begin, end)


def _slice(scope: Scope, value: str, axis: int, begin: int, end: int) -> str:
    bounds = (scope.writer.constant(np.array([n], np.int64)) for n in (begin, end, axis))
    return scope.writer.node("Slice", [value, *bounds])


def _pick(scope: Scope, points: str, indices: list[int]) -> str:
    chosen = scope.writer.constant(np.array(indices, np.int64))
    return scope.writer.node("Gather", [points, chosen], axis=1)


def _reduce(scope: Scope, kind: str, value: str, axis: int = 1) -> str:
    return scope.writer.node(kind, [value], axes=[axis], keepdims=1)


def _concat(scope: Scope, values: list[str], axis: int) -> str:
    return scope.writer.node("Concat", values, axis=axis)


def _constant(scope: Scope, value: Any) -> str:
    return scope.writer.constant(np.asarray(value, np.float32))


def _node(scope: Scope, kind: str, a: str, b: str) -> str:
    return scope.writer.node(kind, [a, b])
