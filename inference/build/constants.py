"""Works out, once and for all, what does not depend on the picture."""

import numpy as np

from inference.build.reader import Array, Graph
from inference.build.sparse import densify


def fold(graph: Graph) -> tuple[Graph, dict[int, Array]]:
    """The graph without DENSIFY and DEQUANTIZE, and its constants by tensor index, as fp32."""
    constants = {
        i: t.data for i, t in enumerate(graph.tensors) if t.data is not None and t.sparsity is None
    }
    ops = []
    for op in graph.ops:
        source, target = op.inputs[0], op.outputs[0]
        if op.kind == "DENSIFY":
            tensor = graph.tensors[source]
            assert tensor.data is not None
            constants[target] = densify(tensor.data, tensor.shape, tensor.sparsity)
        elif op.kind == "DEQUANTIZE":
            constants[target] = constants[source].astype(np.float32)
        else:
            ops.append(op)
    return graph.with_ops(ops), constants
