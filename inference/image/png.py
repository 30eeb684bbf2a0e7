"""A PNG's chunks, read before a decoder sees the file (PNG specification, third edition)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from inference.errors import BadPhoto, Reason
from inference.image.exif import orientation

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Text chunks may be compressed bombs and animation chunks lie about frames: neither is passed on.
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"IDAT", b"IEND"})
_MAX_CHUNKS = 20_000


@dataclass(frozen=True, slots=True)
class Png:
    """width, height as stored; turn: EXIF orientation; lean: the bytes for the decoder."""

    width: int
    height: int
    turn: int
    lean: bytes


def parse(data: bytes) -> Png:
    """Reads all chunks. Raises BadPhoto for a file that is cut or malformed."""
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise BadPhoto(Reason.DAMAGED, "the PNG lacks its beginning or its end")
    header = chunks[0][1]
    if len(header) != 25:
        raise BadPhoto(Reason.DAMAGED, "malformed PNG header")
    width, height = struct.unpack_from(">II", header, 8)
    turn = next((orientation(raw[8:-4]) for name, raw in chunks if name == b"eXIf"), 1)
    lean = b"".join([SIGNATURE, *(raw for name, raw in chunks if name in _KEPT)])
    return Png(width, height, turn, lean)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, all its bytes) of each whole chunk, up to IEND; what lies behind is not looked at."""
    at = len(SIGNATURE)
    for _ in range(_MAX_CHUNKS):
        if at + 12 > len(data):
            return
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            return
        yield name, data[at:end]
        if name == b"IEND":
            return
        at = end
    raise BadPhoto(Reason.DAMAGED, "endless chunks")
