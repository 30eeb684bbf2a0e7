"""Spreads a sparse constant out: TFLite's blocked, ordered levels, dense or CSR.

The format is described in TensorFlow Lite's schema (SparsityParameters), after the TACO paper
(Kjolstad et al., OOPSLA 2017).
"""

from typing import Any

import numpy as np
import tflite
from numpy.typing import NDArray

Array = NDArray[Any]

_VECTORS = {
    tflite.SparseIndexVector.Int32Vector: (tflite.Int32Vector, np.int32),
    tflite.SparseIndexVector.Uint16Vector: (tflite.Uint16Vector, np.uint16),
    tflite.SparseIndexVector.Uint8Vector: (tflite.Uint8Vector, np.uint8),
}


def densify(values: Array, shape: tuple[int, ...], sparsity: Any) -> Array:
    """The dense array of `shape` that the flat `values` stand for."""
    order = [int(n) for n in sparsity.TraversalOrderAsNumpy()]
    block_map = _numbers(sparsity.BlockMapAsNumpy()) if sparsity.BlockMapLength() else []
    levels = [sparsity.DimMetadata(i) for i in range(sparsity.DimMetadataLength())]
    sizes = _level_sizes(shape, order, block_map, levels)
    places = _coordinates(levels, sizes)
    spread = np.zeros(sizes, values.dtype)
    spread[tuple(places.T)] = values[: len(places)]
    return _unblock(spread, shape, order, block_map)


def _numbers(vector: Array) -> list[int]:
    return [int(n) for n in vector]


def _level_sizes(
    shape: tuple[int, ...], order: list[int], block_map: list[int], levels: list[Any]
) -> list[int]:
    """How many steps each level of the traversal has, blocks at the end."""
    rank = len(shape)
    blocks = {order[rank + i] - rank: levels[rank + i].DenseSize() for i in range(len(block_map))}
    outer = list(shape)
    for block, dim in enumerate(block_map):
        outer[dim] //= blocks[block]
    return [outer[d] if d < rank else blocks[d - rank] for d in order]


def _coordinates(levels: list[Any], sizes: list[int]) -> NDArray[np.int64]:
    """Where each stored value lies: (values, levels), in the order they are stored."""
    places = np.zeros((1, 0), np.int64)
    for level, size in zip(levels, sizes, strict=True):
        if level.Format() == tflite.DimensionType.DENSE:
            parents = np.repeat(np.arange(len(places)), size)
            steps = np.tile(np.arange(size), len(places))
        else:
            segments = _vector(level.ArraySegmentsType(), level.ArraySegments())
            parents = np.repeat(np.arange(len(places)), np.diff(segments))
            steps = _vector(level.ArrayIndicesType(), level.ArrayIndices())
        places = np.column_stack([places[parents], steps])
    return places


def _vector(kind: int, union: Any) -> NDArray[np.int64]:
    table, dtype = _VECTORS[kind]
    vector = table()
    vector.Init(union.Bytes, union.Pos)
    return np.asarray(vector.ValuesAsNumpy(), dtype).astype(np.int64)


def _unblock(
    spread: Array, shape: tuple[int, ...], order: list[int], block_map: list[int]
) -> Array:
    """Levels in traversal order → dimensions, each block beside the dimension it divides."""
    levels_of_dim = [
        [d] + [len(shape) + b for b, dim in enumerate(block_map) if dim == d]
        for d in range(len(shape))
    ]
    axes = [order.index(level) for levels in levels_of_dim for level in levels]
    return spread.transpose(axes).reshape(shape)
