"""Makes channels whole blocks, so that what pads them between convolutions falls away.

onnxruntime computes channels in blocks of 8 or 16 whatever their number is, but a padding of
channels drops it out of its blocked layout. BlazeFace pads them in every other residual block;
with channels of zeros from the start it takes a quarter less time.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from inference.build.reader import Array, Graph, Op, Tensor

_BLOCK = 16
_CONVOLUTIONS = {"CONV_2D", "DEPTHWISE_CONV_2D"}
# What keeps a channel of zeros a channel of zeros.
_KEEPING = {"ADD", "DEPTHWISE_CONV_2D", "MAX_POOL_2D", "PAD", "RELU"}

Shape = tuple[int, ...]


def widen(graph: Graph, constants: Mapping[int, Array]) -> tuple[Graph, dict[int, Array]]:
    """The same function with channels of zeros added, if it pads channels; else as it was."""
    known = dict(constants)
    if not any(op.kind == "PAD" and known[op.inputs[1]][-1].any() for op in graph.ops):
        return graph, known
    tensors = _wider(graph)
    gone: dict[int, int] = {}
    ops = []
    for op in graph.ops:
        source, target = op.inputs[0], op.outputs[0]
        if op.kind == "PAD" and tensors[source].shape == tensors[target].shape:
            gone[target] = gone.get(source, source)
            continue
        inputs = list(op.inputs)
        for place, array in _grown(op, tensors, known).items():
            # In its own right: another operator may use the same numbers in another width.
            inputs[place] = len(tensors)
            known[len(tensors)] = array
            tensors.append(Tensor("", array.shape, array))
        ops.append(replace(op, inputs=tuple(gone.get(i, i) for i in inputs)))
    return replace(graph, tensors=tuple(tensors), ops=tuple(ops)), known


def _wider(graph: Graph) -> list[Tensor]:
    loose = _loose(graph)
    return [
        replace(tensor, shape=(*tensor.shape[:3], -(-tensor.shape[3] // _BLOCK) * _BLOCK))
        if i in loose
        else tensor
        for i, tensor in enumerate(graph.tensors)
    ]


def _loose(graph: Graph) -> set[int]:
    """Pictures to which channels of zeros can be added without anybody outside noticing."""
    made = {op.outputs[0] for op in graph.ops if len(graph.tensors[op.outputs[0]].shape) == 4}
    loose = made - set(graph.outputs)
    while tied := loose & {i for op in graph.ops for i in _tied(op, loose)}:
        loose -= tied
    return loose


def _tied(op: Op, loose: set[int]) -> set[int]:
    """The pictures of an operator that must stay as they are."""
    if op.kind == "CONV_2D":
        return set()
    pictures = {*(op.inputs if op.kind == "ADD" else op.inputs[:1]), op.outputs[0]}
    if op.kind in _KEEPING and pictures <= loose:
        return set()
    return pictures | set(op.inputs)


def _grown(op: Op, tensors: list[Tensor], known: Mapping[int, Array]) -> dict[int, Array]:
    """An operator's constants, by place, with the zeros that its wider pictures ask for."""
    if op.kind not in _CONVOLUTIONS | {"PAD"}:
        return {}
    before, after = (tensors[i].shape[-1] for i in (op.inputs[0], op.outputs[0]))
    first = known[op.inputs[1]]
    if op.kind == "PAD":
        amount = first.copy()
        amount[-1, 1] = after - before - amount[-1, 0]
        return {1: amount}
    shape: Shape = (
        (after, *first.shape[1:3], before) if op.kind == "CONV_2D" else (*first.shape[:3], after)
    )
    biases = {place: _to(known[i], (after,)) for place, i in enumerate(op.inputs[2:], 2) if i >= 0}
    return {1: _to(first, shape), **biases}


def _to(array: Array, shape: Shape) -> Array:
    return np.pad(array, [(0, new - old) for new, old in zip(shape, array.shape, strict=True)])
