"""Collections of files that broke decoders, and any bytes at all."""

import resource
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from inference.errors import Reason
from inference.image import encode_jpeg, read_photo, read_picture
from inference.image.jpeg import parse
from tests.inference.image.files import answer, encoded, scene
from tests.inference.photos import DATA, needs_photos

SEEDS = [
    b"",
    *(encoded(scene(160, 120), form) for form in ("JPEG", "PNG", "WEBP")),
    encoded(scene(160, 120), progressive=True),
]
# In a process of its own, so that its peak of memory is that of reading alone.
MEASURED = """
import resource, sys
from pathlib import Path
from inference.image import read_photo, read_picture
from tests.inference.image.files import answer, encoded, scene
read_photo(encoded(scene()))  # libraries and tables are in memory before we look
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in sorted(Path(sys.argv[1]).iterdir()):
    for read in (read_photo, read_picture):
        answer(read, path.read_bytes())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@needs_photos
def test_files_that_broke_decoders_give_a_clean_picture_or_a_reason() -> None:
    for path in sorted((DATA / "uploads" / "hostile").iterdir()):
        before = resource.getrusage(resource.RUSAGE_SELF)
        found = answer(read_photo, path.read_bytes())
        if not isinstance(found, Reason):
            assert parse(encode_jpeg(found)).turn == 1
        after = resource.getrusage(resource.RUSAGE_SELF)
        assert after.ru_utime - before.ru_utime < 0.5, path.name


@needs_photos
def test_none_of_them_takes_a_hundred_megabytes() -> None:
    command = [sys.executable, "-c", MEASURED, str(DATA / "uploads" / "hostile")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(answer.stdout) < 100_000, "KiB"


@pytest.mark.parametrize("read", [read_photo, read_picture])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_bytes_give_a_picture_or_a_reason(
    read: Callable[[bytes], NDArray[np.uint8]], data: st.DataObject
) -> None:
    seed = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(seed)))
        seed[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    found = answer(read, bytes(seed))
    assert isinstance(found, Reason) or found.ndim == 3
