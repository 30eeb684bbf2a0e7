import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.geometry import whole
from inference.models.palm_detection import detect, everything
from inference.results import Pixels
from tests.inference.photos import needs_photos, photo

HANDS = [f"hands/hagrid/{name}.jpg" for name in ("palm_00000", "call_00000", "peace_00000")]


def _framed(name: str, width: int, height: int) -> Pixels:
    """The photo as large as it fits, in the middle of a grey frame."""
    pixels = photo(name)
    scale = min(width / pixels.shape[1], height / pixels.shape[0])
    small = cv2.resize(pixels, None, fx=scale, fy=scale)
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    frame = np.full((height, width, 3), 128, np.uint8)
    frame[top : top + small.shape[0], left : left + small.shape[1]] = small
    return frame


@given(st.integers(8, 3000), st.integers(8, 3000))
def test_everything_is_seen_as_large_as_in_a_square(width: int, height: int) -> None:
    pixels = np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (height, width, 3))
    window = everything(pixels)
    assert min(window.width - width, window.height - height) >= -1e-6
    assert max(window.width, window.height) == pytest.approx(max(width, height), rel=1e-5)


@needs_photos
@pytest.mark.parametrize("name", HANDS)
@pytest.mark.parametrize("shape", [(1280, 720), (720, 1280), (960, 720)])
def test_a_wide_or_tall_look_finds_the_palms_of_a_square_one(
    name: str, shape: tuple[int, int]
) -> None:
    frame = _framed(name, *shape)
    found = detect(frame, everything(frame), 0.5)
    expected = detect(frame, whole(frame, 1.0), 0.5)
    assert len(found) == len(expected) >= 1
    side = expected[:, 3] - expected[:, 1]
    assert (np.abs(found[:, 1:5] - expected[:, 1:5]).max(axis=1) < 0.12 * side).all()
