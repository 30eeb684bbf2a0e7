"""Sparse constants, built with the FlatBuffer library as a file would hold them."""

import flatbuffers
import numpy as np
import tflite
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from inference.build.sparse import densify


def _vector(builder: flatbuffers.Builder, start: object, numbers: NDArray[np.int32]) -> int:
    start(builder, len(numbers))  # type: ignore[operator]
    for number in reversed(numbers.tolist()):
        builder.PrependInt32(number)
    return int(builder.EndVector())


def _indices(builder: flatbuffers.Builder, numbers: NDArray[np.int32]) -> int:
    values = _vector(builder, tflite.Int32VectorStartValuesVector, numbers)
    tflite.Int32VectorStart(builder)
    tflite.Int32VectorAddValues(builder, values)
    return int(tflite.Int32VectorEnd(builder))


def _sparse_rows(dense: NDArray[np.float32]) -> tuple[NDArray[np.float32], object]:
    """A matrix as (dense rows, CSR columns): its stored values and its SparsityParameters."""
    rows, columns = np.nonzero(dense)
    segments = np.searchsorted(rows, np.arange(len(dense) + 1)).astype(np.int32)
    builder = flatbuffers.Builder(0)
    segment_table = _indices(builder, segments)
    index_table = _indices(builder, columns.astype(np.int32))
    tflite.DimensionMetadataStart(builder)
    tflite.DimensionMetadataAddFormat(builder, tflite.DimensionType.DENSE)
    tflite.DimensionMetadataAddDenseSize(builder, len(dense))
    first = tflite.DimensionMetadataEnd(builder)
    tflite.DimensionMetadataStart(builder)
    tflite.DimensionMetadataAddFormat(builder, tflite.DimensionType.SPARSE_CSR)
    tflite.DimensionMetadataAddArraySegmentsType(builder, tflite.SparseIndexVector.Int32Vector)
    tflite.DimensionMetadataAddArraySegments(builder, segment_table)
    tflite.DimensionMetadataAddArrayIndicesType(builder, tflite.SparseIndexVector.Int32Vector)
    tflite.DimensionMetadataAddArrayIndices(builder, index_table)
    second = tflite.DimensionMetadataEnd(builder)
    tflite.SparsityParametersStartDimMetadataVector(builder, 2)
    builder.PrependUOffsetTRelative(second)
    builder.PrependUOffsetTRelative(first)
    levels = builder.EndVector()
    order = _vector(
        builder, tflite.SparsityParametersStartTraversalOrderVector, np.array([0, 1], np.int32)
    )
    tflite.SparsityParametersStart(builder)
    tflite.SparsityParametersAddTraversalOrder(builder, order)
    tflite.SparsityParametersAddDimMetadata(builder, levels)
    builder.Finish(tflite.SparsityParametersEnd(builder))
    return dense[rows, columns], tflite.SparsityParameters.GetRootAs(builder.Output(), 0)


@given(st.integers(1, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_sparse_matrix_comes_back_as_it_was(height: int, width: int, random: object) -> None:
    seed = random.getrandbits(32)  # type: ignore[attr-defined]
    dense = np.random.default_rng(seed).integers(0, 3, (height, width)).astype(np.float32)
    values, sparsity = _sparse_rows(dense)
    assert np.array_equal(densify(values, dense.shape, sparsity), dense)
