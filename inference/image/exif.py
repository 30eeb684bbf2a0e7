"""The one thing we want from EXIF: which way is up. Nothing else of it is ever looked at."""

import struct

HEADER = b"Exif\0\0"
_ORIENTATION = 0x0112
_MAX_ENTRIES = 512


def orientation(block: bytes) -> int:
    """1 … 8 as TIFF defines them, of an EXIF block with or without its header; 1 if in doubt."""
    tiff = block.removeprefix(HEADER)
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        return _from_first_directory(tiff, order)
    except struct.error:
        return 1


def _from_first_directory(tiff: bytes, order: str) -> int:
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for index in range(min(count, _MAX_ENTRIES)):
        tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * index)
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else 1
    return 1
