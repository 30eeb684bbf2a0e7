"""MP4 files, box by box (ISO/IEC 14496-12): what tells of a film, without its frames."""

import struct

WHERE = b"+31.2304+121.4737/"


def a_film(
    codec: bytes = b"avc1",
    size: tuple[int, int] = (720, 960),
    *,
    turned: bool = False,
    handler: bytes = b"vide",
    long: bool = False,
) -> bytes:
    """size: px as it is stored. turned: a phone was held upright. long: 64-bit times and sizes."""
    track = _box(
        b"trak",
        _tkhd(turned=turned, long=long),
        _box(b"mdia", _hdlr(handler), _box(b"minf", _box(b"stbl", _stsd(codec, size)))),
        _box(b"udta", _box(b"name", b"by somebody")),
    )
    moov = _box(b"moov", _box(b"mvhd", bytes(100)), track, _box(b"udta", _box(b"\xa9xyz", WHERE)))
    mdat = b"\0\0\0\x01mdat" + struct.pack(">Q", 20) + b"data" if long else _box(b"mdat", b"data")
    return _box(b"ftyp", b"isom\0\0\2\0isomavc1") + moov + mdat


def nested(depth: int) -> bytes:
    """A file whose boxes hold each other."""
    held = b""
    for _level in range(depth):
        held = _box(b"moov", held)
    return _box(b"ftyp", b"isom\0\0\2\0") + held


def _box(kind: bytes, *parts: bytes) -> bytes:
    inner = b"".join(parts)
    return struct.pack(">I4s", 8 + len(inner), kind) + inner


def _tkhd(*, turned: bool, long: bool) -> bytes:
    one = 1 << 16
    matrix = (0, one, 0, -one, 0, 0, 0, 0, 1 << 30) if turned else (one, 0, 0, 0, one, 0, 0, 0, 1)
    times = bytes(32 if long else 20)
    return _box(b"tkhd", bytes([long, 0, 0, 7]), times, bytes(16), struct.pack(">9i", *matrix))


def _hdlr(handler: bytes) -> bytes:
    return _box(b"hdlr", bytes(8), handler, bytes(13))


def _stsd(codec: bytes, size: tuple[int, int]) -> bytes:
    entry = _box(codec, bytes(6), b"\0\1", bytes(16), struct.pack(">HH", *size), bytes(50))
    return _box(b"stsd", bytes(4), struct.pack(">I", 1), entry)
