"""Collects nodes and constants and writes them out as an ONNX model."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, checker, helper, numpy_helper

from inference.build.reader import Array

OPSET = 17
_IR_VERSION = 8
# Below this many values a half-precision copy and its Cast cost more than they save.
_SMALL = 256


class Writer:
    """Grows a graph; every method answers the name of the value it made."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []
        self._count = 0

    def node(self, kind: str, inputs: Sequence[str], **attributes: Any) -> str:
        """Adds an operator with one output."""
        output = self._name(kind)
        self._nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def constant(self, array: Array) -> str:
        """Stores an array: in half precision where nothing is lost, widened again at load time."""
        array = np.ascontiguousarray(array)
        if array.dtype == np.float32 and array.size >= _SMALL and _fits_half(array):
            return self.node("Cast", [self._store(array.astype(np.float16))], to=TensorProto.FLOAT)
        return self._store(array)

    def rename(self, value: str, name: str) -> None:
        """Gives a value the name under which the model shows it."""
        self._nodes.append(helper.make_node("Identity", [value], [name], name=f"out_{name}"))

    def model(
        self,
        inputs: Sequence[tuple[str, Sequence[int | None]]],
        outputs: Sequence[tuple[str, Sequence[int | None]]],
    ) -> ModelProto:
        """inputs, outputs: by name, with their shapes; None for a length that is not fixed."""
        graph = helper.make_graph(
            self._nodes, "marquee", _infos(inputs), _infos(outputs), self._constants
        )
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=_IR_VERSION,
            producer_name="marquee",
        )
        checker.check_model(model, full_check=True)
        return model

    def _store(self, array: Array) -> str:
        name = self._name("const")
        self._constants.append(numpy_helper.from_array(array, name))
        return name

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind.lower()}_{self._count}"


def _fits_half(array: Array) -> bool:
    with np.errstate(over="ignore"):
        return bool(np.array_equal(array.astype(np.float16).astype(np.float32), array))


def _infos(values: Sequence[tuple[str, Sequence[int | None]]]) -> list[ValueInfoProto]:
    return [helper.make_tensor_value_info(n, TensorProto.FLOAT, list(s)) for n, s in values]
