"""Files that claim more than they hold, or hold more than they claim."""

import struct
import zlib
from typing import Any

import numpy as np
import pytest

from inference.errors import BadPhoto, Reason
from inference.image import encode_jpeg, read_photo
from tests.inference.image.files import answer, encoded, scene

JPEG = encoded(scene(), quality=90)
TAILS = {
    "html": b"<html><script>alert(1)</script></html>",
    "php": b"<?php system($_GET['c']); ?>",
    "zip": b"PK\x03\x04" + bytes(26) + b"evil.exe" + b"PK\x05\x06" + bytes(18),
}


def reason_of(data: bytes) -> Reason:
    with pytest.raises(BadPhoto) as caught:
        read_photo(data)
    return caught.value.reason


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_polyglot_loses_its_tail(form: str, tail: bytes) -> None:
    clean = encode_jpeg(read_photo(encoded(scene(), form) + tail))
    assert tail not in clean
    assert tail[:6] not in clean
    assert clean.endswith(b"\xff\xd9")


def test_a_script_inside_a_comment_or_text_chunk_is_gone() -> None:
    script = b"<?php system('id'); ?>"
    chunk = b"tEXt" + b"Comment\0" + script
    png = encoded(scene(), "PNG")
    png = (
        png[:33]
        + struct.pack(">I", len(chunk) - 4)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + png[33:]
    )
    for data in (encoded(scene(), comment=script), png):
        assert script in data
        assert script not in encode_jpeg(read_photo(data))


@pytest.mark.parametrize("options", [{}, {"subsampling": 0}, {"restart_marker_rows": 1}])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.98])
def test_a_cut_jpeg_is_refused_though_it_ends_like_a_whole_one(
    options: dict[str, Any], share: float
) -> None:
    whole = encoded(scene(640, 480), quality=90, **options)
    assert read_photo(whole).shape == (480, 640, 3)
    assert reason_of(whole[: int(len(whole) * share)] + b"\xff\xd9") is Reason.DAMAGED


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_a_progressive_jpeg_that_lacks_scans_is_refused(share: float) -> None:
    whole = encoded(scene(640, 480), quality=90, progressive=True)
    assert read_photo(whole).shape == (480, 640, 3)
    assert reason_of(whole[: int(len(whole) * share)] + b"\xff\xd9") is Reason.DAMAGED


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_cut_file_is_refused(form: str) -> None:
    whole = encoded(scene(), form)
    assert reason_of(whole[: len(whole) * 2 // 3]) is Reason.DAMAGED


@pytest.mark.parametrize("height", [300, 4000, 60_000])
def test_a_jpeg_header_that_claims_more_rows_is_refused(height: int) -> None:
    frame = JPEG.index(b"\xff\xc0") + 5
    lie = JPEG[:frame] + struct.pack(">H", height) + JPEG[frame + 2 :]
    assert reason_of(lie) in {Reason.DAMAGED, Reason.TOO_LARGE}


def test_a_png_bomb_is_refused_by_its_header() -> None:
    header = b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    png = encoded(scene(), "PNG")
    bomb = png[:12] + header + struct.pack(">I", zlib.crc32(header)) + png[33:]
    assert reason_of(bomb) is Reason.TOO_LARGE


def test_a_jpeg_of_very_many_scans_is_refused() -> None:
    whole = encoded(scene(), progressive=True)
    last = whole.rindex(b"\xff\xda")
    assert reason_of(whole[:last] + whole[last:-2] * 200 + b"\xff\xd9") is Reason.TOO_LARGE


def test_noise_in_the_coded_data_still_gives_a_picture_or_a_reason() -> None:
    start = JPEG.index(b"\xff\xda") + 14
    rng = np.random.default_rng(7)
    for _ in range(40):
        data = bytearray(JPEG)
        for at in rng.integers(start, len(data), 5):
            data[at] = rng.integers(0, 255)
        found = answer(read_photo, bytes(data))
        assert isinstance(found, Reason) or found.shape == (240, 320, 3)
