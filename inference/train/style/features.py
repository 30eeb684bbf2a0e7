"""What a picture looks like to networks that know pictures: the judges of a painting.

Two backbones that the product has anyway (they find bodies and hands) serve; read from their
ONNX files, run in PyTorch so that a painting's faults flow back into the painter.
"""

from collections.abc import Sequence

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor
from torch.nn import functional as f

from inference.catalog import built_path
from inference.results import Pixels

# Networks, and which of their convolutions' answers are compared, fine to coarse.
JUDGES = {"pose_full": (0, 4, 8, 16), "hand_full": (0, 4, 8, 14)}


class Judge:
    """The first convolutions of a network. Raises ModelUnavailable where it is not built."""

    def __init__(self, name: str, places: Sequence[int], device: str = "cpu") -> None:
        graph = onnx.load(str(built_path(name))).graph
        values = {t.name: numpy_helper.to_array(t).copy() for t in graph.initializer}
        self._constants = {name: torch.from_numpy(v).to(device) for name, v in values.items()}
        # Asking a GPU for a bound would be waiting for it.
        self._bounds = {name: v.item() for name, v in values.items() if v.size == 1}
        convolutions = [n for n, node in enumerate(graph.node) if node.op_type == "Conv"]
        self._nodes = list(graph.node)[: convolutions[max(places)] + 1]
        self._input = graph.input[0].name
        self._places = {graph.node[convolutions[place]].output[0] for place in places}
        self._spread: list[Tensor] = []

    def look(self, pictures: Tensor) -> list[Tensor]:
        """Features (n, c, h, w) at each place of pictures (n, 3, H, W), 0 … 1."""
        values: dict[str, Tensor] = {self._input: pictures}
        seen = []
        for node in self._nodes:
            value = self._run(node, values)
            values[node.output[0]] = value
            if node.output[0] in self._places:
                seen.append(value)
        if self._spread:
            return [value / spread for value, spread in zip(seen, self._spread, strict=True)]
        return seen

    def learn_spread(self, pictures: Tensor) -> None:
        """Makes every channel count by how much it varies in pictures."""
        with torch.no_grad():
            spreads = [value.std(dim=(0, 2, 3), keepdim=True) for value in self.look(pictures)]
        self._spread = [spread + 0.1 * spread.mean() for spread in spreads]

    def _run(self, node: onnx.NodeProto, values: dict[str, Tensor]) -> Tensor:
        given = [values[n] if n in values else self._constants[n] for n in node.input]
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        if node.op_type == "Transpose":
            return given[0]
        if node.op_type == "Cast":
            return given[0].float()
        if node.op_type == "Clip":
            return given[0].clamp(*(self._bounds[name] for name in node.input[1:]))
        if node.op_type == "Add":
            return given[0] + given[1]
        if node.op_type == "Conv":
            top, left, bottom, right = attributes["pads"]
            stride, group = attributes["strides"], attributes["group"]
            if top == bottom and left == right:
                return f.conv2d(*given, stride=stride, padding=(top, left), groups=group)
            padded = f.pad(given[0], (left, right, top, bottom))
            return f.conv2d(padded, *given[1:], stride=stride, groups=group)
        raise NotImplementedError(node.op_type)


def tensor(pictures: Pixels) -> Tensor:
    """(n, H, W, 3), 0 … 255 → (n, 3, H, W), 0 … 1."""
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).contiguous() / 255


def gram(features: Tensor) -> Tensor:
    """How channels go together, (n, c, c), wherever in the picture."""
    flat = features.flatten(2)
    return flat @ flat.transpose(1, 2) / flat.shape[2]
