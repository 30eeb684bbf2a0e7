"""What painting costs, beside the network that first painted in one go (Johnson et al., 2016).

Of that network only the architecture is needed: its speed does not depend on what it learned.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from inference import session
from inference.bench.report import Row
from inference.bench.timing import cpu_ms
from inference.catalog import STYLES
from inference.models.style import STEP
from inference.results import Floats
from inference.tasks.stylize.canvas import canvas

SIDE = 1024
# Filters: kernel, channels in and out, stride; below them the blocks, and the way back up.
_DOWN = ((9, 3, 32, 1), (3, 32, 64, 2), (3, 64, 128, 2))
_BLOCKS, _WIDE = 5, 128
_UP = ((3, 128, 64), (3, 64, 32))


def styles(rounds: int = 3, side: int = SIDE) -> Sequence[Row]:
    """CPU ms of every style's network on a picture of side × side px, in turns with Johnson's."""
    rng = np.random.default_rng(2)
    picture = rng.random((1, 3, side, side), np.float32)
    brush = np.full((side // STEP, side // STEP), 0.5, np.float32)
    told = canvas((picture[0].transpose(1, 2, 0) * 255).astype(np.uint8), brush)
    ours = {"picture": picture, "brush": brush[None, None], "canvas": told[None]}
    with tempfile.TemporaryDirectory() as folder:
        peer = Path(folder) / "johnson.onnx"
        write_johnson(peer)
        return [_beside(name, file, ours, peer, rounds) for name, file in STYLES.items()]


def _beside(name: str, file: Path, ours: dict[str, Floats], peer: Path, rounds: int) -> Row:
    def paint() -> object:
        return session.run_own(file, ours)

    def beside() -> object:
        return session.run_own(peer, {"picture": ours["picture"]})

    return Row(f"style_{name}", cpu_ms(paint, rounds), cpu_ms(beside, rounds))


def write_johnson(file: Path) -> None:
    """1.68 million random weights: picture (1, 3, H, W) → (1, 3, H, W)."""
    net = _Net()
    seen = "picture"
    for kernel, given, made, stride in _DOWN:
        seen = net.normed(net.conv(seen, kernel, given, made, stride), made, relu=True)
    for _ in range(_BLOCKS):
        inner = net.normed(net.conv(seen, 3, _WIDE, _WIDE), _WIDE, relu=True)
        outer = net.normed(net.conv(inner, 3, _WIDE, _WIDE), _WIDE, relu=False)
        seen = net.add("Add", seen, outer)
    for kernel, given, made in _UP:
        twice = net.add("Resize", seen, "", net.scales, mode="nearest")
        seen = net.normed(net.conv(twice, kernel, given, made), made, relu=True)
    net.add("Identity", net.conv(seen, 9, 32, 3), to="painting")
    shape: list[int | str | None] = [1, 3, "H", "W"]
    ends = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n in ("picture", "painting")
    ]
    graph = helper.make_graph(net.nodes, "johnson", ends[:1], ends[1:], net.weights)
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), str(file))


class _Net:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._rng = np.random.default_rng(1)
        self.scales = self.weight(np.asarray([1, 1, 2, 2], np.float32))

    def weight(self, values: Floats) -> str:
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def add(self, kind: str, *given: str, to: str = "", **attributes: Any) -> str:
        name = to or f"node_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(given), [name], **attributes))
        return name

    def conv(self, seen: str, kernel: int, given: int, made: int, stride: int = 1) -> str:
        shape = (made, given, kernel, kernel)
        spread = np.float32((given * kernel**2) ** -0.5)
        filters = self.weight(self._rng.standard_normal(shape, np.float32) * spread)
        return self.add("Conv", seen, filters, pads=[kernel // 2] * 4, strides=[stride] * 2)

    def normed(self, seen: str, channels: int, *, relu: bool) -> str:
        ones, noughts = (self.weight(make(channels, np.float32)) for make in (np.ones, np.zeros))
        normed = self.add("InstanceNormalization", seen, ones, noughts)
        return self.add("Relu", normed) if relu else normed
