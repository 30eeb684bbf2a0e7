"""A network as it was published in, one ONNX model out."""

from collections.abc import Sequence

from onnx import ModelProto

from inference.build import tinyxception
from inference.build.constants import fold
from inference.build.ops.registry import TRANSLATIONS
from inference.build.prune import fold_pads, keep_outputs
from inference.build.reader import read
from inference.build.scope import Scope
from inference.build.widen import widen
from inference.catalog import Model


def convert(content: bytes, model: Model) -> ModelProto:
    """The network of a catalog row, from the bytes of its members."""
    if len(model.members) > 1:
        return tinyxception.convert(content)
    return from_tflite(content, model.outputs, any_size=model.step > 0)


def from_tflite(content: bytes, outputs: Sequence[str], *, any_size: bool = False) -> ModelProto:
    """The network with the named outputs, in that order.

    Inputs and outputs keep TFLite's names, shapes and channels-last order. any_size: the input may
    have any height and width that all strides divide; answers are as many as it has cells. Raises
    NotImplementedError for an operator that has no translation.
    """
    graph, constants = fold(keep_outputs(read(content), outputs))
    graph, constants = widen(fold_pads(graph, constants), constants)
    scope = Scope(graph, constants, any_size=any_size)
    names = [graph.tensors[i].name for i in graph.inputs]
    for tensor, name in zip(graph.inputs, names, strict=True):
        scope.put_channels_last(tensor, name)
    for op in graph.ops:
        if op.kind not in TRANSLATIONS:
            raise NotImplementedError(f"operator {op.kind}")
        TRANSLATIONS[op.kind](scope, op)
    for tensor, name in zip(graph.outputs, outputs, strict=True):
        scope.writer.rename(scope.channels_last(tensor), name)
    return scope.writer.model(
        [(name, scope.declared(i)) for name, i in zip(names, graph.inputs, strict=True)],
        [(name, scope.declared(i)) for name, i in zip(outputs, graph.outputs, strict=True)],
    )
