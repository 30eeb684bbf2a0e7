"""Channels of zeros change no answer, and take the paddings of channels away."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import onnxruntime
import pytest
import tflite
from numpy.typing import NDArray

from inference.build.convert import from_tflite
from inference.build.ops.registry import TRANSLATIONS
from inference.build.reader import Array, Graph, Op, Tensor
from inference.build.scope import Scope
from inference.build.widen import widen
from inference.catalog import CATALOG

RNG = np.random.default_rng(6)
NONE, RELU = tflite.ActivationFunctionType.NONE, tflite.ActivationFunctionType.RELU


class _Graph:
    """Grows a small network of 6×6 px by the tensors' numbers."""

    def __init__(self, channels: int) -> None:
        self.tensors = [Tensor("input", (1, 6, 6, channels), None)]
        self.constants: dict[int, Array] = {}
        self.ops: list[Op] = []

    def add(
        self, kind: str, sources: list[int], channels: int, *constants: Array, **said: Any
    ) -> int:
        inputs = list(sources)
        for array in constants:
            inputs.append(self._tensor(array.shape))
            self.constants[inputs[-1]] = array
        output = self._tensor((1, 6, 6, channels))
        options = SimpleNamespace(
            **{name: lambda value=value: value for name, value in said.items()}
        )
        self.ops.append(Op(kind, tuple(inputs), (output,), options, b""))
        return output

    def conv(self, source: int, channels: int, activation: int = NONE) -> int:
        before = self.tensors[source].shape[3]
        weights = RNG.normal(0, 1, (channels, 1, 1, before)).astype(np.float32)
        bias = RNG.normal(0, 1, channels).astype(np.float32)
        return self.add("CONV_2D", [source], channels, weights, bias, **_plain(activation))

    def depthwise(self, source: int) -> int:
        channels = self.tensors[source].shape[3]
        weights = RNG.normal(0, 1, (1, 3, 3, channels)).astype(np.float32)
        bias = RNG.normal(0, 1, channels).astype(np.float32)
        said = _plain(NONE) | {"Padding": tflite.Padding.SAME}
        return self.add("DEPTHWISE_CONV_2D", [source], channels, weights, bias, **said)

    def pad(self, source: int, more: np.ndarray | int) -> int:
        amount = np.array([[0, 0], [0, 0], [0, 0], [0, more]], np.int32)
        channels = self.tensors[source].shape[3] + int(amount[3, 1])
        return self.add("PAD", [source], channels, amount)

    def sum(self, a: int, b: int) -> int:
        channels = self.tensors[a].shape[3]
        return self.add("ADD", [a, b], channels, FusedActivationFunction=RELU)

    def done(self, *outputs: int) -> Graph:
        return Graph(tuple(self.tensors), tuple(self.ops), (0,), outputs)

    def _tensor(self, shape: tuple[int, ...]) -> int:
        self.tensors.append(Tensor(f"t{len(self.tensors)}", shape, None))
        return len(self.tensors) - 1


def _plain(activation: int) -> dict[str, int]:
    names = ("StrideH", "StrideW", "DilationHFactor", "DilationWFactor")
    return dict.fromkeys(names, 1) | {
        "Padding": tflite.Padding.VALID,
        "FusedActivationFunction": activation,
    }


def _blaze() -> tuple[Graph, dict[int, Array]]:
    """Residual blocks of 5, 9, 13 and 17 channels, each padding the one before by four: the same
    constant serves them all, as in BlazeFace. The answer is a convolution's."""
    net = _Graph(3)
    flow = net.conv(0, 5, RELU)
    first_pad: int | None = None
    for channels in (9, 13, 17):
        padded = net.pad(flow, 4)
        first_pad = first_pad or net.ops[-1].inputs[1]
        op = net.ops[-1]
        net.ops[-1] = Op(op.kind, (op.inputs[0], first_pad), op.outputs, op.options, b"")
        flow = net.sum(padded, net.conv(net.depthwise(flow), channels))
    return net.done(net.conv(flow, 2)), net.constants


def _run(graph: Graph, constants: dict[int, Array]) -> list[NDArray[np.float32]]:
    scope = Scope(graph, constants)
    scope.put_channels_last(0, "input")
    for op in graph.ops:
        TRANSLATIONS[op.kind](scope, op)
    names = [f"out{i}" for i in range(len(graph.outputs))]
    for tensor, name in zip(graph.outputs, names, strict=True):
        scope.writer.rename(scope.channels_last(tensor), name)
    model = scope.writer.model(
        [("input", scope.shape(0))],
        [(name, scope.shape(i)) for name, i in zip(names, graph.outputs, strict=True)],
    )
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    pixels = np.random.default_rng(1).random((1, 6, 6, 3), dtype=np.float32)
    return list(session.run(names, {"input": pixels}))


def test_zeros_in_all_channels_change_no_answer() -> None:
    graph, constants = _blaze()
    wide, more = widen(graph, constants)
    for plain, widened in zip(_run(graph, constants), _run(wide, more), strict=True):
        assert plain.shape == widened.shape
        assert np.abs(plain - widened).max() < 1e-5 * np.abs(plain).max()


def test_paddings_within_a_block_are_gone_and_channels_are_whole_blocks() -> None:
    graph, constants = _blaze()
    wide, _ = widen(graph, constants)
    kinds = [op.kind for op in wide.ops]
    # 5, 9 and 13 channels share a block of 16; 17 take two.
    assert kinds.count("PAD") == 1
    assert {wide.tensors[op.outputs[0]].shape[3] for op in wide.ops[:-1]} == {16, 32}
    assert wide.tensors[wide.outputs[0]].shape[3] == 2


def test_a_network_that_pads_no_channels_is_left_alone() -> None:
    net = _Graph(3)
    graph = net.done(net.conv(net.depthwise(net.conv(0, 5)), 2))
    wide, constants = widen(graph, net.constants)
    assert wide is graph
    assert constants == net.constants


def test_what_other_operators_see_keeps_its_channels() -> None:
    """A reshape counts elements: the picture it sees, and all that it is made of, must stay."""
    net = _Graph(3)
    flow = net.conv(0, 5)
    flow = net.sum(net.pad(flow, 4), net.conv(flow, 9))
    net.add("RESHAPE", [flow], 9)
    wide, _ = widen(net.done(len(net.tensors) - 1), net.constants)
    assert [wide.tensors[op.outputs[0]].shape[3] for op in wide.ops] == [5, 9, 9, 9, 9]


@pytest.mark.parametrize("name", ["face_detection", "face_landmark"])
def test_no_padding_of_channels_is_left_to_break_the_layout(name: str) -> None:
    row = CATALOG[name]
    model = from_tflite(row.source.read_bytes(), row.outputs)
    assert "Pad" not in {node.op_type for node in model.graph.node}
