"""A network as it was published in, one ONNX model out."""

from collections.abc import Sequence

from onnx import ModelProto

from inference.build import tinyxception
from inference.build.constants import fold
from inference.build.ops.registry import TRANSLATIONS
from inference.build.prune import fold_pads, keep_outputs
from inference.build.reader import read
from inference.build.scope import Scope
from inference.catalog import Model


def convert(content: bytes, model: Model) -> ModelProto:
    """The network of a catalog row, from the bytes of its members."""
    if len(model.members) > 1:
        return tinyxception.convert(content)
    return from_tflite(content, model.outputs)


def from_tflite(content: bytes, outputs: Sequence[str]) -> ModelProto:
    """The network with the named outputs, in that order.

    Inputs and outputs keep TFLite's names, shapes and channels-last order. Raises
    NotImplementedError for an operator that has no translation.
    """
    graph, constants = fold(keep_outputs(read(content), outputs))
    graph = fold_pads(graph, constants)
    scope = Scope(graph, constants)
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
        [(name, scope.shape(i)) for name, i in zip(names, graph.inputs, strict=True)],
        [(name, scope.shape(i)) for name, i in zip(outputs, graph.outputs, strict=True)],
    )
