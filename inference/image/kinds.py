"""Which uploads are let in at all: their size in bytes, their first bytes, their size in pixels."""

from collections.abc import Callable
from dataclasses import dataclass

from inference.errors import BadPhoto, Reason

MAX_BYTES = 20_000_000
MAX_SIDE = 16_384
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A format that is let in.

    max_pixels: what decodes within 100 MB. JPEG is decoded at a reduced size, so it may be the
        largest; a progressive JPEG must keep all its coefficients, see `jpeg.py`.
    """

    name: str
    matches: Callable[[bytes], bool]
    max_pixels: int


def _is_heic(head: bytes) -> bool:
    """ISO media file whose major brand, or a compatible one beside `mif1`, is HEVC-coded."""
    if head[4:8] != b"ftyp":
        return False
    if head[8:12] in HEIC_BRANDS:
        return True
    compatible = {head[at : at + 4] for at in range(16, min(len(head), 48), 4)}
    return head[8:12] == b"mif1" and bool(compatible & HEIC_BRANDS)


KINDS = (
    Kind("jpeg", lambda head: head.startswith(b"\xff\xd8\xff"), 64_000_000),
    Kind("png", lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), 12_500_000),
    Kind("webp", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", 10_000_000),
    Kind("heic", _is_heic, 25_000_000),
)


def kind_of(data: bytes) -> Kind:
    """The kind that the first bytes claim. Raises BadPhoto for none, for nothing, for too much."""
    if not data:
        raise BadPhoto(Reason.EMPTY, "no bytes")
    if len(data) > MAX_BYTES:
        raise BadPhoto(Reason.TOO_LARGE, f"{len(data)} bytes")
    for kind in KINDS:
        if kind.matches(data[:64]):
            return kind
    raise BadPhoto(Reason.UNSUPPORTED, "the first bytes are of no known format")


def check_size(width: int, height: int, max_pixels: int) -> None:
    """Raises BadPhoto for a picture whose header claims more than we are willing to decode."""
    if width < 1 or height < 1:
        raise BadPhoto(Reason.DAMAGED, f"{width}×{height} px")
    if max(width, height) > MAX_SIDE or width * height > max_pixels:
        raise BadPhoto(Reason.TOO_LARGE, f"{width}×{height} px")
