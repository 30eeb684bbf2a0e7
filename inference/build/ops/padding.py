"""Zeros around a picture."""

from collections.abc import Sequence

import numpy as np

from inference.build.reader import Op
from inference.build.scope import Scope


def same_pads(
    shape: Sequence[int],
    kernel: Sequence[int],
    strides: Sequence[int],
    dilations: Sequence[int] = (1, 1),
) -> list[int]:
    """TFLite's SAME as ONNX pads (top, left, bottom, right) for a channels-last shape.

    The odd zero goes to the end, so a stride of 2 pads unevenly.
    """
    totals = []
    for size, k, stride, dilation in zip(shape[1:3], kernel, strides, dilations, strict=True):
        reach = (k - 1) * dilation + 1
        totals.append(max((-(-size // stride) - 1) * stride + reach - size, 0))
    begin = [total // 2 for total in totals]
    return begin + [total - b for total, b in zip(totals, begin, strict=True)]


def pad(scope: Scope, op: Op) -> None:
    """PAD that no convolution took over; it may widen the channels too."""
    amount = scope.constant(op.inputs[1])
    value = scope.value(op.inputs[0])
    if len(amount) == 4:
        amount = amount[[0, 3, 1, 2]]
        if amount[1, 1] and np.count_nonzero(amount) == 1:
            scope.put(op.outputs[0], _more_channels(scope, op, value))
            return
    pads = scope.writer.constant(amount.T.reshape(-1).astype(np.int64))
    scope.put(op.outputs[0], scope.writer.node("Pad", [value, pads]))


def _more_channels(scope: Scope, op: Op, value: str) -> str:
    """As a convolution that copies: a Pad node would drop onnxruntime out of its blocked layout."""
    before, after = (scope.shape(i)[3] for i in (op.inputs[0], op.outputs[0]))
    copying = np.eye(after, before, dtype=np.float32).reshape(after, before, 1, 1)
    weights = scope.writer.constant(copying)
    return scope.writer.node("Conv", [value, weights], kernel_shape=[1, 1])
