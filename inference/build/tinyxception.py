"""The age and gender network of face-api, from its weights to ONNX.

The layout is the package's own (a small Xception after Chollet, 2017): its files hold weights by
name, no graph. Weights are bytes with a scale, as TensorFlow.js stores them.
"""

import json
from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np
from onnx import ModelProto

from inference.build.reader import Array
from inference.build.writer import Writer

_SIZE = 112
_MEAN = (122.782, 117.001, 104.298)
# Stride 2 over an even size pads at the end alone.
_HALVING = {"strides": [2, 2], "pads": [0, 0, 1, 1]}


def convert(content: bytes) -> ModelProto:
    """The network out of the weights' manifest followed by the weights.

    Input (1, 112, 112, 3), RGB of 0 … 255. Outputs: age (1, 1) in years, gender (1, 2): the
    chances of male and female.
    """
    net = _Net(_weights(content))
    net.picture("picture")
    net.conv("entry_flow/conv_in", **_HALVING)
    net.relu()
    net.reduction("entry_flow/reduction_block_0", active=False)
    net.reduction("entry_flow/reduction_block_1")
    net.main("middle_flow/main_block_0")
    net.main("middle_flow/main_block_1")
    net.reduction("exit_flow/reduction_block")
    net.separable("exit_flow/separable_conv")
    net.relu()
    return net.heads("picture")


def _weights(content: bytes) -> dict[str, Array]:
    """Arrays by name; both the manifest's order and its shapes rule the bytes behind it."""
    manifest, offset = json.JSONDecoder().raw_decode(content.decode("latin-1"))
    weights = {}
    for each in manifest[0]["weights"]:
        count = prod(each["shape"])
        array, offset = _array(content, offset, count, each.get("quantization"))
        weights[each["name"]] = array.reshape(each["shape"])
    if offset != len(content):
        raise ValueError(f"{len(content) - offset} bytes of weights are left over")
    return weights


def _array(content: bytes, offset: int, count: int, scale: Any) -> tuple[Array, int]:
    if scale is None:
        return np.frombuffer(content, "<f4", count, offset), offset + 4 * count
    steps = np.frombuffer(content, np.uint8, count, offset)
    values = steps.astype(np.float32) * np.float32(scale["scale"]) + np.float32(scale["min"])
    return values, offset + count


class _Net:
    """Grows the graph; `_value` is what the last layer made."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._weights = weights
        self._writer = Writer()
        self._value = ""

    def picture(self, name: str) -> None:
        mean = self._writer.constant(np.array(_MEAN, np.float32))
        centred = self._writer.node("Sub", [name, mean])
        scale = self._writer.constant(np.array(255, np.float32))
        scaled = self._writer.node("Div", [centred, scale])
        self._value = self._writer.node("Transpose", [scaled], perm=(0, 3, 1, 2))

    def relu(self) -> None:
        self._value = self._writer.node("Relu", [self._value])

    def conv(self, name: str, **options: Any) -> None:
        weights = self._weights[f"{name}/filters"].transpose(3, 2, 0, 1)  # HWIO → OIHW
        self._convolve(weights, self._weights[f"{name}/bias"], **options)

    def separable(self, name: str) -> None:
        deep = self._weights[f"{name}/depthwise_filter"].transpose(2, 3, 0, 1)  # HWC1 → C1HW
        self._convolve(deep, None, group=len(deep), pads=[1, 1, 1, 1])
        across = self._weights[f"{name}/pointwise_filter"].transpose(3, 2, 0, 1)
        self._convolve(across, self._weights[f"{name}/bias"])

    def reduction(self, name: str, *, active: bool = True) -> None:
        source = self._value
        if active:
            self.relu()
        self.separable(f"{name}/separable_conv0")
        self.relu()
        self.separable(f"{name}/separable_conv1")
        pooled = self._writer.node("MaxPool", [self._value], kernel_shape=[3, 3], **_HALVING)
        self._value = source
        self.conv(f"{name}/expansion_conv", strides=[2, 2])
        self._value = self._writer.node("Add", [pooled, self._value])

    def main(self, name: str) -> None:
        source = self._value
        for i in range(3):
            self.relu()
            self.separable(f"{name}/separable_conv{i}")
        self._value = self._writer.node("Add", [self._value, source])

    def heads(self, name: str) -> ModelProto:
        pooled = self._writer.node("GlobalAveragePool", [self._value])
        flat = self._writer.node("Flatten", [pooled])
        self._writer.rename(self._dense("fc/age", flat), "age")
        gender = self._dense("fc/gender", flat)
        self._writer.rename(self._writer.node("Softmax", [gender], axis=1), "gender")
        picture = (name, (1, _SIZE, _SIZE, 3))
        return self._writer.model([picture], [("age", (1, 1)), ("gender", (1, 2))])

    def _dense(self, name: str, flat: str) -> str:
        parts = (self._weights[f"{name}/{part}"] for part in ("weights", "bias"))
        return self._writer.node("Gemm", [flat, *map(self._writer.constant, parts)])

    def _convolve(self, weights: Array, bias: Array | None, **options: Any) -> None:
        inputs = [self._value, self._writer.constant(weights)]
        inputs += [] if bias is None else [self._writer.constant(bias)]
        kernel = list(weights.shape[2:])
        self._value = self._writer.node("Conv", inputs, kernel_shape=kernel, **options)
