"""A .tflite without the work for answers that nobody reads.

A browser's runtime works out every output that the file names; of a body's network that is a mask
which takes a third of the time. The file is a FlatBuffer: tables whose fields are found by a list
of offsets, and lists that begin with their length.
"""

import struct
from collections.abc import Iterable, Sequence

import tflite

# Where the offsets of these fields stand in a table's own list, by TFLite's schema.fbs.
_SUBGRAPHS = 8
_OUTPUTS, _OPERATORS = 8, 10


def with_outputs(file: bytes, names: Sequence[str]) -> bytes:
    """The file with the named outputs alone, in its own order, and the operators they need.

    Nothing is moved: the lists of outputs and of operators are shortened where they lie. Weights
    that are not used any more stay. Raises KeyError for an output that the file lacks.
    """
    data = bytearray(file)
    graph = tflite.Model.GetRootAs(file, 0).Subgraphs(0)
    places = {graph.Tensors(at).Name().decode(): at for at in graph.OutputsAsNumpy().tolist()}
    wanted = {places[name] for name in names}
    table = _pointed(data, _list(data, _pointed(data, 0), _SUBGRAPHS))
    outputs = [at for at in graph.OutputsAsNumpy().tolist() if at in wanted]
    _write(data, _list(data, table, _OUTPUTS), outputs)
    start = _list(data, table, _OPERATORS)
    kept = [_pointed(data, start + 4 * at) for at in _needed(graph, wanted)]
    # A pointer is the way from where it stands.
    _write(data, start, [to - (start + 4 * at) for at, to in enumerate(kept)])
    return bytes(data)


def _needed(graph: tflite.SubGraph, outputs: Iterable[int]) -> Sequence[int]:
    """The operators, in order, without which the outputs cannot be worked out."""
    needed, operators = set(outputs), []
    for at in reversed(range(graph.OperatorsLength())):
        operator = graph.Operators(at)
        if needed.intersection(operator.OutputsAsNumpy().tolist()):
            needed.update(operator.InputsAsNumpy().tolist())
            operators.append(at)
    return operators[::-1]


def _pointed(data: bytearray, place: int) -> int:
    return place + int(struct.unpack_from("<I", data, place)[0])


def _list(data: bytearray, table: int, field: int) -> int:
    """Where the first item of the table's list stands, its length before it."""
    offsets = table - struct.unpack_from("<i", data, table)[0]
    return _pointed(data, table + struct.unpack_from("<H", data, offsets + field)[0]) + 4


def _write(data: bytearray, start: int, items: Sequence[int]) -> None:
    struct.pack_into(f"<I{len(items)}I", data, start - 4, len(items), *items)
