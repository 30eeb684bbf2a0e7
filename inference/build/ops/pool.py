"""Pooling and means."""

import tflite

from inference.build.ops.activation import fused
from inference.build.ops.padding import same_pads
from inference.build.reader import Op
from inference.build.scope import TO_NHWC, Scope


def max_pool_2d(scope: Scope, op: Op) -> None:
    _pool(scope, op, "MaxPool")


def average_pool_2d(scope: Scope, op: Op) -> None:
    _pool(scope, op, "AveragePool")


def _pool(scope: Scope, op: Op, kind: str) -> None:
    options = op.options
    kernel = [options.FilterHeight(), options.FilterWidth()]
    strides = [options.StrideH(), options.StrideW()]
    pads = [0, 0, 0, 0]
    if options.Padding() == tflite.Padding.SAME:
        pads = same_pads(scope.shape(op.inputs[0]), kernel, strides)
    value = scope.writer.node(
        kind, [scope.value(op.inputs[0])], kernel_shape=kernel, strides=strides, pads=pads
    )
    scope.put(op.outputs[0], fused(scope, value, options.FusedActivationFunction()))


def mean(scope: Scope, op: Op) -> None:
    axes = [int(a) for a in scope.constant(op.inputs[1]).reshape(-1)]
    if len(scope.shape(op.inputs[0])) == 4:
        axes = [TO_NHWC[a] for a in axes]
    scope.put(
        op.outputs[0],
        scope.writer.node(
            "ReduceMean",
            [scope.value(op.inputs[0])],
            axes=axes,
            keepdims=int(op.options.KeepDims()),
        ),
    )
