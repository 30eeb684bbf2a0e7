"""Operators that move values about."""

from typing import Any

import numpy as np

from inference.build.reader import Op
from inference.build.scope import TO_NHWC, Scope


def reshape(scope: Scope, op: Op) -> None:
    value = scope.reshape(scope.channels_last(op.inputs[0]), scope.shape(op.outputs[0]))
    scope.put_channels_last(op.outputs[0], value)


def whole_slice(scope: Scope, op: Op) -> None:
    """STRIDED_SLICE where it takes everything, as these networks' only one does."""
    if scope.shape(op.inputs[0]) != scope.shape(op.outputs[0]):
        raise NotImplementedError("a slice of a part")
    scope.put(op.outputs[0], scope.value(op.inputs[0]))


def concatenation(scope: Scope, op: Op) -> None:
    rank = len(scope.shape(op.outputs[0]))
    axis = op.options.Axis() % rank
    if rank == 4:
        axis = TO_NHWC[axis]
    values = [scope.value(i) for i in op.inputs]
    scope.put(op.outputs[0], scope.writer.node("Concat", values, axis=axis))


def resize_bilinear(scope: Scope, op: Op) -> None:
    # Of which picture it is does not matter to how many times it grows.
    before, after = (np.array(scope.shape(i))[[0, 3, 1, 2]] for i in (op.inputs[0], op.outputs[0]))
    scales = scope.writer.constant((after / before).astype(np.float32))
    scope.put(
        op.outputs[0],
        scope.writer.node(
            "Resize",
            [scope.value(op.inputs[0]), "", scales],
            mode="linear",
            coordinate_transformation_mode=_sampling(op.options),
        ),
    )


def _sampling(options: Any) -> str:
    if options.AlignCorners():
        return "align_corners"
    return "half_pixel" if options.HalfPixelCenters() else "asymmetric"


def depth_to_space(scope: Scope, op: Op) -> None:
    scope.put(
        op.outputs[0],
        scope.writer.node(
            "DepthToSpace",
            [scope.value(op.inputs[0])],
            blocksize=op.options.BlockSize(),
            mode="DCR",
        ),
    )
