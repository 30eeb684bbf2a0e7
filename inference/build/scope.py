"""What an operator's translation can see: its inputs' values, in either layout."""

from collections.abc import Mapping

import numpy as np

from inference.build.reader import Array, Graph
from inference.build.writer import Writer

TO_NCHW = (0, 3, 1, 2)
TO_NHWC = (0, 2, 3, 1)


class Scope:
    """Translates tensor indices to ONNX values.

    TFLite is channels-last. Here every activation of four dimensions is kept channels-first, as
    onnxruntime wants it, and turned back only where an operator looks at the flat order.
    """

    def __init__(
        self, graph: Graph, constants: Mapping[int, Array], *, any_size: bool = False
    ) -> None:
        self.writer = Writer()
        self._any_size = any_size
        self._graph = graph
        self._constants = constants
        self._values: dict[int, str] = {}

    def shape(self, tensor: int) -> tuple[int, ...]:
        """The channels-last shape, as in the file."""
        return self._graph.tensors[tensor].shape

    def declared(self, tensor: int) -> list[int | None]:
        """The shape as the model shows it; None where it depends on the picture's size."""
        shape: list[int | None] = list(self.shape(tensor))
        if self._any_size:
            shape[1:-1] = [None] * len(shape[1:-1])
        return shape

    def is_constant(self, tensor: int) -> bool:
        return tensor in self._constants

    def constant(self, tensor: int) -> Array:
        return self._constants[tensor]

    def value(self, tensor: int) -> str:
        """The value of a tensor, channels first where it has four dimensions."""
        if tensor not in self._values:
            array = self._constants[tensor]
            if array.ndim == 4:
                array = array.transpose(TO_NCHW)
            self._values[tensor] = self.writer.constant(array)
        return self._values[tensor]

    def channels_last(self, tensor: int) -> str:
        """The value in the file's own order, for operators that count elements."""
        value = self.value(tensor)
        if len(self.shape(tensor)) != 4:
            return value
        return self.writer.node("Transpose", [value], perm=TO_NHWC)

    def put(self, tensor: int, value: str) -> None:
        """Binds a result, channels first where it has four dimensions."""
        self._values[tensor] = value

    def put_channels_last(self, tensor: int, value: str) -> None:
        """Binds a result that is in the file's order."""
        if len(self.shape(tensor)) == 4:
            value = self.writer.node("Transpose", [value], perm=TO_NCHW)
        self._values[tensor] = value

    def reshape(self, value: str, shape: tuple[int, ...]) -> str:
        if self._any_size:
            shape = (shape[0], -1, *shape[2:])
        return self.writer.node("Reshape", [value, self.writer.constant(np.array(shape, np.int64))])
