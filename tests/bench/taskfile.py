"""MediaPipe's bundles of networks, made of the very files that our pages run.

Its tasks ask for metadata that say how pixels become numbers, which the networks of its wheel lack.
The tables and field numbers are those of metadata_schema.fbs of TensorFlow Lite Support.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence

import flatbuffers
from ai_edge_litert import schema_py_generated as schema

from inference.catalog import CATALOG, Model

HANDS = {"palm_lite": "hand_detector.tflite", "hand_lite": "hand_landmarks_detector.tflite"}
POSE = {
    "pose_detection": "pose_detector.tflite",
    "pose_full": "pose_landmarks_detector.tflite",
}
# Members of unions (what a process unit and what a content are), and a colour space.
_NORMALIZATION, _IMAGE, _RGB = 1, 2, 1


def bundle(members: Mapping[str, str]) -> bytes:
    """A .task file: the networks under the names that a task looks for, unpacked."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, member in members.items():
            archive.writestr(member, described(name))
    return target.getvalue()


def described(name: str) -> bytes:
    """The network with metadata for its picture."""
    row = CATALOG[name]
    network = row.source.read_bytes()
    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(network))
    buffer, entry = schema.BufferT(), schema.MetadataT()
    buffer.data = list(_metadata(row, len(model.subgraphs[0].outputs)))
    entry.name, entry.buffer = b"TFLITE_METADATA", len(model.buffers)
    model.buffers.append(buffer)
    # What some have speaks of files that were packed behind them.
    others = [each for each in model.metadata or [] if each.name != entry.name]
    model.metadata = [*others, entry]
    builder = flatbuffers.Builder(len(network))
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def _metadata(row: Model, outputs: int) -> bytes:
    # Pixels 0 … 255 become (pixel - mean) / std: low … high.
    std = 255 / (row.high - row.low)
    builder = flatbuffers.Builder(1024)
    norm = _table(builder, {0: _floats(builder, -row.low * std), 1: _floats(builder, std)})
    unit = _table(builder, {1: norm}, number=(0, _NORMALIZATION))
    image = _table(builder, {}, number=(0, _RGB))
    content = _table(builder, {1: image}, number=(0, _IMAGE))
    picture = _table(builder, {3: content, 4: _vector(builder, [unit])})
    answers = [_table(builder, {}) for _ in range(outputs)]
    graph = _table(builder, {2: _vector(builder, [picture]), 3: _vector(builder, answers)})
    root = _table(builder, {3: _vector(builder, [graph])})
    builder.Finish(root, file_identifier=b"M001")
    return bytes(builder.Output())


def _table(
    builder: flatbuffers.Builder, parts: dict[int, int], number: tuple[int, int] | None = None
) -> int:
    """Parts already written, by field number; number: a small one, by its field number."""
    builder.StartObject(8)
    if number is not None:
        builder.PrependUint8Slot(*number, 0)
    for field, part in parts.items():
        builder.PrependUOffsetTRelativeSlot(field, part, 0)
    return int(builder.EndObject())


def _vector(builder: flatbuffers.Builder, parts: Sequence[int]) -> int:
    builder.StartVector(4, len(parts), 4)
    for part in reversed(parts):
        builder.PrependUOffsetTRelative(part)
    return int(builder.EndVector())


def _floats(builder: flatbuffers.Builder, value: float) -> int:
    builder.StartVector(4, 1, 4)
    builder.PrependFloat32(value)
    return int(builder.EndVector())
