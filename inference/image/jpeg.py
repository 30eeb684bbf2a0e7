"""What a JPEG's markers say, checked before a decoder sees the file (ITU-T T.81, annex B).

The decoder is given a lean copy: no EXIF, no comments, no previews, nothing behind the picture.
libjpeg only *warns* when the coded data ends before the claimed picture does, pads with grey and
carries on; Pillow does not pass the warning on. Two things make it a refusal here:
- a single-scan file is handed over without its end marker. Out of data, the decoder then asks for
  more instead of padding, and Pillow reports a truncated file;
- a file of several scans must hold all of them, and in the first at least the bits that an empty
  picture of that size takes.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from inference.errors import BadPhoto, Reason
from inference.image.exif import HEADER, orientation

_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_PROGRESSIVE = 0xC2
_SCAN, _END, _RESTART_EVERY, _APP1, _APP2 = 0xDA, 0xD9, 0xDD, 0xE1, 0xE2
# Tables, frame, restart interval, scans, and the JFIF and Adobe marks that say how colours are
# coded.
_KEPT = _FRAMES | {0xC4, 0xDB, _RESTART_EVERY, _SCAN, 0xE0, 0xEE}
_ICC = b"ICC_PROFILE\0"
# Coded data ends at any marker that is neither a stuffed zero, a restart nor a fill byte.
_AFTER_CODED = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_LOOKAHEAD = bytes(16)  # the decoder's bit buffer reads a few bytes past the last code
_MAX_SEGMENTS = 1000
_MAX_SCANS = 40
_MAX_SCANNED = 300_000_000  # pixels × scans: the time that a progressive file may cost
_MAX_COEFFICIENTS = 36_000_000  # two bytes each are kept until the last scan is in


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker: its code, its body, all its bytes; `coded` follows the header of a scan."""

    code: int
    body: bytes
    raw: bytes
    coded: bytes = b""


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture claimed: size as stored, and each component's sampling (across, down)."""

    progressive: bool
    width: int
    height: int
    sampling: tuple[tuple[int, int], ...]

    @property
    def mcu(self) -> tuple[int, int]:
        """Pixels across and down of the unit that an interleaved scan is coded in."""
        return 8 * max(h for h, _ in self.sampling), 8 * max(v for _, v in self.sampling)

    @property
    def units(self) -> int:
        across, down = self.mcu
        return -(-self.width // across) * -(-self.height // down)

    @property
    def coefficients(self) -> int:
        return 64 * self.units * sum(h * v for h, v in self.sampling)


@dataclass(frozen=True, slots=True)
class Jpeg:
    """width, height as stored; turn: EXIF orientation; lean: the bytes for the decoder."""

    width: int
    height: int
    turn: int
    icc: bytes
    lean: bytes


def parse(data: bytes) -> Jpeg:
    """Reads all markers. Raises BadPhoto for a file that is cut, malformed or a burden."""
    try:
        segments = list(_segments(data))
        frame = _frame(segments)
        scans = [segment for segment in segments if segment.code == _SCAN]
        _check_scans(frame, scans)
        _check_restarts(frame, segments)
    except (IndexError, ValueError, struct.error) as error:
        raise BadPhoto(Reason.DAMAGED, "malformed JPEG markers") from error
    several = frame.progressive or len(scans) > 1
    kept = [part for s in segments if s.code in _KEPT for part in (s.raw, s.coded)]
    end = b"\xff\xd9" if several else _LOOKAHEAD
    return Jpeg(
        frame.width,
        frame.height,
        next((orientation(s.body) for s in segments if _is_exif(s)), 1),
        b"".join(s.body[len(_ICC) + 2 :] for s in segments if _is_icc(s)),
        b"".join([b"\xff\xd8", *kept, end]),
    )


def _is_exif(segment: Segment) -> bool:
    return segment.code == _APP1 and segment.body.startswith(HEADER)


def _is_icc(segment: Segment) -> bool:
    return segment.code == _APP2 and segment.body.startswith(_ICC)


def _segments(data: bytes) -> Iterator[Segment]:
    """The markers in order, up to the end marker or, failing that, the end of the bytes."""
    at = 2
    for _ in range(_MAX_SEGMENTS):
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if data[at] != 0xFF:
            raise BadPhoto(Reason.DAMAGED, f"no marker at byte {at}")
        code = data[at + 1]
        if code == _END:
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        start, at = at, at + 2 + length
        if length < 2 or at > len(data):
            raise BadPhoto(Reason.DAMAGED, f"marker {code:#x} is cut")
        coded = b""
        if code == _SCAN:
            following = _AFTER_CODED.search(data, at)
            end = following.start() if following else len(data)
            coded, at = data[at:end], end
        yield Segment(
            code, data[start + 4 : start + 2 + length], data[start : start + 2 + length], coded
        )
        if at == len(data):
            return
    raise BadPhoto(Reason.DAMAGED, "endless markers")


def _frame(segments: list[Segment]) -> Frame:
    frames = [segment for segment in segments if segment.code in _FRAMES]
    if len(frames) != 1:
        raise BadPhoto(Reason.UNSUPPORTED, f"{len(frames)} frames of a coding that is let in")
    body = frames[0].body
    _depth, height, width, count = struct.unpack_from(">BHHB", body)
    sampling = tuple((body[7 + 3 * n] >> 4, body[7 + 3 * n] & 15) for n in range(count))
    if not sampling or not all(1 <= side <= 4 for pair in sampling for side in pair):
        raise BadPhoto(Reason.DAMAGED, "impossible sampling")
    return Frame(frames[0].code == _PROGRESSIVE, width, height, sampling)


def _check_scans(frame: Frame, scans: list[Segment]) -> None:
    """Is there enough data for the claimed size, and is it not too much work?

    In a first scan every unit takes at least one bit per component and block coded in it.
    """
    if not scans:
        raise BadPhoto(Reason.DAMAGED, "no coded data")
    if 8 * len(scans[0].coded) < frame.units * scans[0].body[0]:
        raise BadPhoto(Reason.DAMAGED, "far less data than the header's size needs")
    if not frame.progressive and len(scans) == 1:
        return
    scanned = frame.width * frame.height * len(scans)
    if len(scans) > _MAX_SCANS or scanned > _MAX_SCANNED:
        raise BadPhoto(Reason.TOO_LARGE, f"{len(scans)} scans")
    if frame.coefficients > _MAX_COEFFICIENTS:
        raise BadPhoto(Reason.TOO_LARGE, f"progressive, {frame.width}×{frame.height} px")
    if frame.progressive and not _is_refined(scans):
        raise BadPhoto(Reason.DAMAGED, "the last scans are missing")


def _is_refined(scans: list[Segment]) -> bool:
    """Do the scans bring every coefficient of the first component to its last bit?"""
    first = scans[0].body[1]
    missing = set(range(64))
    for scan in scans:
        count = scan.body[0]
        if first in scan.body[1 : 1 + 2 * count : 2]:
            start, end, bits = scan.body[1 + 2 * count : 4 + 2 * count]
            if bits & 15 == 0:
                missing -= set(range(start, end + 1))
    return not missing


def _check_restarts(frame: Frame, segments: list[Segment]) -> None:
    """Each restart interval but the last ends in a restart; missing ones are padded with grey."""
    every = [struct.unpack(">H", s.body)[0] for s in segments if s.code == _RESTART_EVERY]
    scans = [segment for segment in segments if segment.code == _SCAN]
    if not every or not every[-1] or len(scans) != 1 or scans[0].body[0] != len(frame.sampling):
        return
    wanted = -(-frame.units // every[-1]) - 1
    found = sum(1 for _ in _RESTART.finditer(scans[0].coded))
    if found < wanted:
        raise BadPhoto(Reason.DAMAGED, f"{found} of {wanted} restart marks")
