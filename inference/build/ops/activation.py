"""Activations, alone or fused into the operator before them."""

import numpy as np
import tflite

from inference.build.reader import Op
from inference.build.scope import Scope


def fused(scope: Scope, value: str, kind: int) -> str:
    """Applies the activation an operator carries in its options."""
    if kind == tflite.ActivationFunctionType.NONE:
        return value
    if kind == tflite.ActivationFunctionType.RELU:
        return scope.writer.node("Relu", [value])
    if kind == tflite.ActivationFunctionType.RELU6:
        low, high = (scope.writer.constant(np.array(n, np.float32)) for n in (0, 6))
        return scope.writer.node("Clip", [value, low, high])
    raise NotImplementedError(f"fused activation {kind}")


def relu(scope: Scope, op: Op) -> None:
    _simple(scope, op, "Relu")


def logistic(scope: Scope, op: Op) -> None:
    _simple(scope, op, "Sigmoid")


def hard_swish(scope: Scope, op: Op) -> None:
    _simple(scope, op, "HardSwish")


def _simple(scope: Scope, op: Op, kind: str) -> None:
    scope.put(op.outputs[0], scope.writer.node(kind, [scope.value(op.inputs[0])]))


def prelu(scope: Scope, op: Op) -> None:
    """a·x + (1-a)·relu(x), as two depthwise 1x1 convolutions.

    A PRelu node would drop onnxruntime out of its blocked layout at every occurrence, which made
    these networks 1.6 to 4.7 times slower. Where no slope is above 1 it is relu((1-a)·x), which
    onnxruntime makes one operator of.
    """
    slope = scope.constant(op.inputs[1]).reshape(-1, 1, 1, 1)
    rest = (1 - slope).astype(np.float32)
    value = scope.value(op.inputs[0])
    if (slope <= 1).all():
        positive = scope.writer.node("Relu", [_scaled(scope, value, rest)])
    else:
        positive = _scaled(scope, scope.writer.node("Relu", [value]), rest)
    both = [_scaled(scope, value, slope), positive]
    scope.put(op.outputs[0], scope.writer.node("Add", both))


def _scaled(scope: Scope, value: str, factors: np.ndarray) -> str:
    weights = scope.writer.constant(factors)
    return scope.writer.node("Conv", [value, weights], group=len(factors), kernel_shape=[1, 1])
