"""A WebP's size and coded data, read before a decoder sees the file (RFC 9649)."""

import struct

from inference.errors import BadPhoto, Reason


def size(data: bytes) -> tuple[int, int]:
    """(width, height) that the first chunk claims. Raises BadPhoto where the file is cut."""
    try:
        (length,) = struct.unpack_from("<I", data, 4)
        if length + 8 > len(data):
            raise BadPhoto(Reason.DAMAGED, "the file ends before its container does")
        return _claimed(data)
    except struct.error as error:
        raise BadPhoto(Reason.DAMAGED, "the file ends within its header") from error


def _claimed(data: bytes) -> tuple[int, int]:
    name = data[12:16]
    if name == b"VP8X":
        low_w, high_w, low_h, high_h = struct.unpack_from("<HBHB", data, 24)
        return 1 + (low_w | high_w << 16), 1 + (low_h | high_h << 16)
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if name == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    raise BadPhoto(Reason.DAMAGED, "no picture in the container")
