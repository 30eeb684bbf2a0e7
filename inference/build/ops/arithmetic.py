"""Sums and products of two values, with broadcasting."""

import numpy as np

from inference.build.ops.activation import fused
from inference.build.reader import Op
from inference.build.scope import Scope


def add(scope: Scope, op: Op) -> None:
    _binary(scope, op, "Add")


def multiply(scope: Scope, op: Op) -> None:
    _binary(scope, op, "Mul")


def _binary(scope: Scope, op: Op, kind: str) -> None:
    rank = len(scope.shape(op.outputs[0]))
    value = scope.writer.node(kind, [_operand(scope, i, rank) for i in op.inputs])
    scope.put(op.outputs[0], fused(scope, value, op.options.FusedActivationFunction()))


def _operand(scope: Scope, tensor: int, rank: int) -> str:
    """Lines a constant of fewer dimensions up with a channels-first picture."""
    if not scope.is_constant(tensor) or rank != 4:
        return scope.value(tensor)
    array = scope.constant(tensor)
    array = array.reshape((1,) * (4 - array.ndim) + array.shape).transpose(0, 3, 1, 2)
    return scope.writer.constant(np.ascontiguousarray(array))
