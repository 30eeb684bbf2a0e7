"""Makes the graph smaller before it is written: unused outputs and paddings go."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inference.build.reader import Array, Graph, Op

_CONVOLUTIONS = {"CONV_2D", "DEPTHWISE_CONV_2D"}
_VALID = 1


def keep_outputs(graph: Graph, names: Sequence[str]) -> Graph:
    """Only the named outputs, in that order, and the operators they need."""
    by_name = {graph.tensors[i].name: i for i in graph.outputs}
    outputs = tuple(by_name[name] for name in names)
    needed, ops = set(outputs), []
    for op in reversed(graph.ops):
        if needed.intersection(op.outputs):
            needed.update(op.inputs)
            ops.append(op)
    return replace(graph, ops=tuple(reversed(ops)), outputs=outputs)


def fold_pads(graph: Graph, constants: Mapping[int, Array]) -> Graph:
    """Lets convolutions pad for themselves where a PAD of zeros feeds VALID convolutions alone."""
    folded: dict[int, tuple[int, tuple[int, int, int, int]]] = {}
    for op in graph.ops:
        if op.kind == "PAD" and _only_feeds_convolutions(op.outputs[0], graph):
            amount = constants[op.inputs[1]]
            if not amount[[0, 3]].any():
                (top, bottom), (left, right) = amount[1].tolist(), amount[2].tolist()
                folded[op.outputs[0]] = (op.inputs[0], (top, left, bottom, right))
    return graph.with_ops(_take_over(op, folded) for op in graph.ops if op.outputs[0] not in folded)


def _only_feeds_convolutions(tensor: int, graph: Graph) -> bool:
    users = [op for op in graph.ops if tensor in op.inputs]
    return tensor not in graph.outputs and all(
        op.kind in _CONVOLUTIONS and op.options.Padding() == _VALID for op in users
    )


def _take_over(op: Op, folded: Mapping[int, tuple[int, tuple[int, int, int, int]]]) -> Op:
    if op.inputs[0] not in folded:
        return op
    source, pads = folded[op.inputs[0]]
    return replace(op, inputs=(source, *op.inputs[1:]), pads=pads)
