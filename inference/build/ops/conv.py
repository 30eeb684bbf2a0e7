"""Convolutions."""

import struct
from typing import Any

import tflite

from inference.build.ops.activation import fused
from inference.build.ops.padding import same_pads
from inference.build.reader import Op
from inference.build.scope import Scope


def conv_2d(scope: Scope, op: Op) -> None:
    weights = scope.constant(op.inputs[1]).transpose(0, 3, 1, 2)  # OHWI → OIHW
    _convolve(scope, op, weights, group=1)


def depthwise_conv_2d(scope: Scope, op: Op) -> None:
    weights = scope.constant(op.inputs[1]).transpose(3, 0, 1, 2)  # 1HWC → C1HW
    _convolve(scope, op, weights, group=scope.shape(op.inputs[0])[3])


def _convolve(scope: Scope, op: Op, weights: Any, group: int) -> None:
    options = op.options
    strides = [options.StrideH(), options.StrideW()]
    dilations = [options.DilationHFactor(), options.DilationWFactor()]
    kernel = list(weights.shape[2:])
    pads = list(op.pads)
    if options.Padding() == tflite.Padding.SAME:
        pads = same_pads(scope.shape(op.inputs[0]), kernel, strides, dilations)
    inputs = [scope.value(op.inputs[0]), scope.writer.constant(weights)]
    inputs += [scope.writer.constant(scope.constant(i)) for i in op.inputs[2:] if i >= 0]
    value = scope.writer.node(
        "Conv",
        inputs,
        group=group,
        kernel_shape=kernel,
        strides=strides,
        dilations=dilations,
        pads=pads,
    )
    scope.put(op.outputs[0], fused(scope, value, options.FusedActivationFunction()))


def transpose_conv_bias(scope: Scope, op: Op) -> None:
    """MediaPipe's Convolution2DTransposeBias: three little-endian ints (padding, strides w, h)."""
    _, stride_w, stride_h = struct.unpack_from("<iii", op.custom)
    weights = scope.constant(op.inputs[1]).transpose(3, 0, 1, 2)  # OHWI → IOHW
    kernel = list(weights.shape[2:])
    if kernel != [stride_h, stride_w]:
        raise NotImplementedError("transposed convolution with overlapping windows")
    inputs = [scope.value(op.inputs[0]), scope.writer.constant(weights)]
    inputs.append(scope.writer.constant(scope.constant(op.inputs[2])))
    scope.put(
        op.outputs[0],
        scope.writer.node(
            "ConvTranspose", inputs, kernel_shape=kernel, strides=[stride_h, stride_w]
        ),
    )


def fully_connected(scope: Scope, op: Op) -> None:
    weights = scope.constant(op.inputs[1])
    flat = scope.reshape(scope.channels_last(op.inputs[0]), (-1, weights.shape[1]))
    inputs = [flat, scope.writer.constant(weights)]
    inputs += [scope.writer.constant(scope.constant(i)) for i in op.inputs[2:] if i >= 0]
    value = scope.writer.node("Gemm", inputs, transB=1)
    value = fused(scope, value, op.options.FusedActivationFunction())
    scope.put_channels_last(op.outputs[0], scope.reshape(value, scope.shape(op.outputs[0])))
