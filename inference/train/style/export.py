"""Writes a network of `network.Network` as ONNX, its weights as half floats."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from inference.tasks.stylize.canvas import CHANNELS
from inference.train.style.network import STEP, SURE, Network
from inference.train.style.painters.woodcut import INKS, PAPER

_OPSET = 17


class _Graph:
    """Nodes and weights, in the order they are written."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._weights = weights

    def add(self, kind: str, *given: str, **attributes: Any) -> str:
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(given), [name], **attributes))
        return name

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def weight(self, name: str) -> str:
        """Half floats in the file: half its size; they become single ones when it is loaded."""
        half = self._weights[name].detach().numpy().astype(np.float16)
        return self.add("Cast", self.constant(name, half), to=TensorProto.FLOAT)

    def conv(self, name: str, seen: str, dilation: int = 1) -> str:
        filters, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        pads, dilations = [dilation] * 4, [dilation] * 2
        return self.add("Conv", seen, filters, bias, pads=pads, dilations=dilations)

    def block(self, name: str, seen: str, dilation: int) -> str:
        inner = self.add("Relu", self.conv(f"{name}.first", seen, dilation))
        return self.add("Add", seen, self.conv(f"{name}.second", inner))


def export(network: Network, file: Path) -> None:
    """Inputs: picture (1, 3, H, W), brush (1, 1, H/4, W/4), canvas (1, CHANNELS, H/4, W/4).

    Output: painting (1, 3, H, W). All 0 … 1; H and W multiples of 4.
    """
    weights = dict(network.state_dict())
    # PyTorch folds a picture colour by colour, ONNX px by px.
    order = torch.arange(3 * STEP**2).reshape(3, -1).T.flatten()
    stem = weights["stem.weight"]
    weights["stem.weight"] = torch.cat([stem[:, order], stem[:, len(order) :]], 1)
    graph = _Graph(weights)
    half, one = (
        graph.constant(n, np.asarray(v, np.float32)) for n, v in (("half", 0.5), ("one", 1.0))
    )
    two, nought = (
        graph.constant(n, np.asarray(v, np.float32)) for n, v in (("two", 2.0), ("nought", 0.0))
    )
    folded = graph.add("SpaceToDepth", graph.add("Sub", "picture", half), blocksize=STEP)
    seen = graph.conv("stem", graph.add("Concat", folded, "canvas", "brush", axis=1))
    for index in range(len(network.shared)):
        seen = graph.block(f"shared.{index}", seen, 1)
    wider = graph.block("wider", seen, 2)
    widest = graph.block("widest", wider, 3)
    stroke = graph.add("Mul", "brush", two)
    below = graph.add("Clip", graph.add("Sub", one, stroke), nought, one)
    above = graph.add("Clip", graph.add("Sub", stroke, one), nought, one)
    middle = graph.add("Sub", graph.add("Sub", one, below), above)
    parts = [graph.add("Mul", *pair) for pair in ((seen, below), (wider, middle), (widest, above))]
    blended = graph.add("Relu", graph.add("Add", graph.add("Add", *parts[:2]), parts[2]))
    coarse = graph.add("Relu", graph.conv("coarse", blended))
    halved = graph.add("DepthToSpace", coarse, blocksize=2, mode="CRD")
    fine = graph.add("DepthToSpace", graph.conv("fine", halved), blocksize=2, mode="CRD")
    laid = _on_ground(graph, fine, network.ground, half) if network.ground else _print(graph, fine)
    painting = graph.add("Clip", laid, nought, one)
    graph.nodes.append(helper.make_node("Identity", [painting], ["painting"]))
    _write(graph, file)


def _on_ground(graph: _Graph, fine: str, planes: slice, half: str) -> str:
    start, end, axis = (
        graph.constant(f"ground_{number}", np.asarray([number], np.int64))
        for number in (planes.start, planes.stop, 1)
    )
    cells = graph.add("Slice", "canvas", start, end, axis)
    flat = graph.add("DepthToSpace", cells, blocksize=2, mode="CRD")
    scales = graph.constant("scales", np.asarray([1, 1, 2, 2], np.float32))
    ground = graph.add("Add", graph.add("Resize", flat, "", scales, mode="linear"), half)
    return graph.add("Add", fine, ground)


def _print(graph: _Graph, fine: str) -> str:
    """Inks one after the other on paper."""
    sure, cuts = (
        graph.constant(n, np.asarray(v, t))
        for n, v, t in (("sure", SURE, np.float32), ("cuts", [1] * len(INKS), np.int64))
    )
    blocks = [f"block_{number}" for number in range(len(INKS))]
    stands = graph.add("Sigmoid", graph.add("Mul", fine, sure))
    graph.nodes.append(helper.make_node("Split", [stands, cuts], blocks, axis=1))
    sheet, *inks = (
        graph.constant(f"colour_{n}", np.asarray(colour, np.float32).reshape(1, 3, 1, 1))
        for n, colour in enumerate((PAPER, *INKS))
    )
    for ink, block in zip(inks, blocks, strict=True):
        sheet = graph.add("Add", sheet, graph.add("Mul", graph.add("Sub", ink, sheet), block))
    return sheet


def _write(graph: _Graph, file: Path) -> None:
    shapes: dict[str, list[int | str | None]] = {
        "picture": [1, 3, "H", "W"],
        "brush": [1, 1, "h", "w"],
        "canvas": [1, CHANNELS, "h", "w"],
    }
    inputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
    output = helper.make_tensor_value_info("painting", TensorProto.FLOAT, [1, 3, "H", "W"])
    made = helper.make_graph(graph.nodes, "style", inputs, [output], graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(file))
