"""An operator's short film: MP4 with H.264, which every phone plays; checked without decoding it.

The boxes of an MP4 file are those of ISO/IEC 14496-12. Where a phone wrote down where and by whom
a film was taken (`udta`, `meta`), nothing is left of it.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.services.errors import BadUpload

# A phone on a mall's network loads it while somebody waits.
MAX_BYTES = 8_000_000
_SHORTEST, _LONGEST = 240, 1920
# Boxes that tell of the one who filmed, not of the film.
_TELLING = (b"udta", b"meta", b"uuid")
_HOLDING = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_H264 = (b"avc1", b"avc3")
# In a visual sample entry: its width and height, after its own header.
_SIDES = 24
# In a track header of version 0 and 1: its matrix, of which the first two numbers turn the picture.
_MATRIX = {0: 40, 1: 52}


@dataclass(frozen=True)
class Film:
    """The file, silent about who took it. width, height: px, as it is seen."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class _Box:
    kind: bytes
    at: int
    inner: int
    end: int


def read_film(upload: bytes) -> Film:
    """Raises BadUpload, worded for the operator."""
    if not upload:
        raise BadUpload("empty", _("The file is empty."))
    if len(upload) > MAX_BYTES:
        raise BadUpload("too_large", _("The film is too large: 8 MB at most. Export it smaller."))
    if upload[4:8] != b"ftyp":
        raise BadUpload("unsupported", _("Use an MP4 film with H.264."))
    data = bytearray(upload)
    try:
        boxes = list(_boxes(data, 0, len(data)))
        tracks = [_pictures(data, box) for box in boxes if box.kind == b"trak"]
    except (struct.error, ValueError, IndexError) as error:
        raise _damaged() from error
    if not {box.kind for box in boxes} & {b"mdat", b"moof"}:
        raise _damaged()
    codec, width, height = next((found for found in tracks if found), (b"", 0, 0))
    _check(codec, width, height)
    for box in boxes:
        if box.kind in _TELLING:
            data[box.at + 4 : box.at + 8] = b"free"
            data[box.inner : box.end] = bytes(box.end - box.inner)
    return Film(bytes(data), width, height)


def _check(codec: bytes, width: int, height: int) -> None:
    if not codec:
        raise BadUpload("no_picture", _("There is no picture in this film, only sound."))
    if codec not in _H264:
        raise BadUpload(
            "codec",
            _("This film is not H.264, and many phones could not play it. Export it as H.264."),
        )
    if min(width, height) < _SHORTEST or max(width, height) > _LONGEST:
        raise BadUpload(
            "size",
            _("The film is %(width)d × %(height)d; its sides need 240 to 1920.")
            % {"width": width, "height": height},
        )


def _damaged() -> BadUpload:
    return BadUpload("damaged", _("The file is damaged. Export it again."))


def _boxes(data: bytearray, start: int, end: int, depth: int = 0) -> Iterator[_Box]:
    """All boxes in order, each before those it holds. Raises ValueError where they do not fit."""
    if depth > len(_HOLDING):
        raise ValueError("boxes in boxes without an end")
    while start < end:
        size, kind = struct.unpack_from(">I4s", data, start)
        inner = start + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, inner)
            inner += 8
        stop = start + size if size else end
        if not inner <= stop <= end:
            raise ValueError(f"box {kind!r} does not fit")
        yield _Box(kind, start, inner, stop)
        if kind in _HOLDING:
            yield from _boxes(data, inner, stop, depth + 1)
        start = stop


def _pictures(data: bytearray, track: _Box) -> tuple[bytes, int, int] | None:
    """The codec, width and height of a track of pictures; None for one of anything else."""
    parts = {box.kind: box for box in _boxes(data, track.inner, track.end)}
    handler, header, samples = (parts.get(kind) for kind in (b"hdlr", b"tkhd", b"stsd"))
    if not handler or not header or not samples:
        raise ValueError("a track tells too little")
    if data[handler.inner + 8 : handler.inner + 12] != b"vide":
        return None
    _size, codec = struct.unpack_from(">I4s", data, samples.inner + 8)
    width, height = struct.unpack_from(">HH", data, samples.inner + 16 + _SIDES)
    matrix = header.inner + _MATRIX[min(data[header.inner], 1)]
    upright = struct.unpack_from(">i", data, matrix)[0] != 0
    return (codec, width, height) if upright else (codec, height, width)
