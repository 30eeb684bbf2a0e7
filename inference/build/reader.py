"""Reads a .tflite file (a FlatBuffer) into a small graph of our own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import tflite
from numpy.typing import NDArray

Array = NDArray[Any]

_DTYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
    tflite.TensorType.INT64: np.int64,
    tflite.TensorType.UINT8: np.uint8,
    tflite.TensorType.INT8: np.int8,
}
_KINDS = {v: k for k, v in vars(tflite.BuiltinOperator).items() if isinstance(v, int)}
_OPTIONS = {v: k for k, v in vars(tflite.BuiltinOptions).items() if isinstance(v, int)}


@dataclass(frozen=True, slots=True, eq=False)
class Tensor:
    """data is None for an activation; flat values where `sparsity` says how they spread."""

    name: str
    shape: tuple[int, ...]
    data: Array | None
    sparsity: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class Op:
    """kind: TFLite's name of the operator (a custom one's own name).

    pads: top, left, bottom, right zeros that were folded in from a PAD before it.
    """

    kind: str
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    options: Any
    custom: bytes
    pads: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    tensors: tuple[Tensor, ...]
    ops: tuple[Op, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]

    def with_ops(self, ops: Iterable[Op]) -> "Graph":
        return replace(self, ops=tuple(ops))


def read(content: bytes) -> Graph:
    """The first subgraph of the file; these networks have one."""
    model = tflite.Model.GetRootAs(content, 0)
    table = model.Subgraphs(0)
    return Graph(
        tensors=tuple(_tensor(model, table.Tensors(i)) for i in range(table.TensorsLength())),
        ops=tuple(_op(model, table.Operators(i)) for i in range(table.OperatorsLength())),
        inputs=tuple(int(i) for i in table.InputsAsNumpy()),
        outputs=tuple(int(i) for i in table.OutputsAsNumpy()),
    )


def _tensor(model: Any, table: Any) -> Tensor:
    shape = tuple(int(n) for n in table.ShapeAsNumpy()) if table.ShapeLength() else ()
    data = None
    if model.Buffers(table.Buffer()).DataLength():
        raw = model.Buffers(table.Buffer()).DataAsNumpy().tobytes()
        data = np.frombuffer(raw, _DTYPES[table.Type()])
    sparsity = table.Sparsity()
    if data is not None and sparsity is None:
        data = data.reshape(shape)
    return Tensor(table.Name().decode(), shape, data, sparsity)


def _op(model: Any, table: Any) -> Op:
    code = model.OperatorCodes(table.OpcodeIndex())
    # Old files keep the number in the deprecated byte, new ones in the wide field; the other is 0.
    number = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
    custom = number == tflite.BuiltinOperator.CUSTOM
    return Op(
        kind=code.CustomCode().decode() if custom else _KINDS[number],
        inputs=tuple(int(i) for i in table.InputsAsNumpy()),
        outputs=tuple(int(i) for i in table.OutputsAsNumpy()),
        options=_options(table),
        custom=table.CustomOptionsAsNumpy().tobytes() if table.CustomOptionsLength() else b"",
    )


def _options(table: Any) -> Any:
    if not table.BuiltinOptionsType():
        return None
    options = getattr(tflite, _OPTIONS[table.BuiltinOptionsType()])()
    union = table.BuiltinOptions()
    options.Init(union.Bytes, union.Pos)
    return options
