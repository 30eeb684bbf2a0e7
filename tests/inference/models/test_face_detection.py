import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.geometry import Window, whole
from inference.models import ssd
from inference.models.face_detection import detect, everything, size_for
from inference.results import Floats, Pixels
from tests.inference.photos import needs_photos, photo


def _best(pixels: Pixels, window: Window) -> Floats:
    return np.asarray(ssd.merge(detect(pixels, window, 0.5), 0.3)[0], np.float32)


def _wide(width: int, height: int, face: int = 160) -> Pixels:
    """A portrait, its face of about so many px, somewhere in a wide or tall grey picture."""
    portrait = photo("faces/stock/001.jpg")
    scale = face / 310
    small = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    canvas = np.full((height, width, 3), 120, np.uint8)
    canvas[60 : 60 + small.shape[0], 90 : 90 + small.shape[1]] = small
    return canvas


@pytest.mark.parametrize(
    ("aspect", "size"), [(1.0, (128, 128)), (16 / 9, (96, 176)), (9 / 16, (176, 96))]
)
def test_the_input_takes_the_shape_of_the_window(aspect: float, size: tuple[int, int]) -> None:
    assert size_for(aspect) == size


@given(st.floats(0.05, 20))
def test_no_shape_costs_more_or_shows_less_than_the_square(aspect: float) -> None:
    height, width = size_for(aspect)
    assert height % 16 == width % 16 == 0
    assert height * width <= 1.05 * 128 * 128
    assert min(height, width / aspect) >= min(128, 128 / aspect) - 1e-3


@given(st.integers(8, 3000), st.integers(8, 3000))
def test_everything_is_seen_and_nothing_is_stretched(width: int, height: int) -> None:
    window = everything(np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (height, width, 3)))
    assert window.width >= width - 1e-6
    assert window.height >= height - 1e-6
    rows, columns = size_for(window.width / window.height)
    assert window.width / columns == pytest.approx(window.height / rows)


@needs_photos
@pytest.mark.parametrize("shape", [(1280, 720), (720, 1280)])
def test_a_wide_look_places_a_face_where_a_square_one_does_and_is_surer(
    shape: tuple[int, int],
) -> None:
    pixels = _wide(*shape)
    square, wide = _best(pixels, whole(pixels, 1.0)), _best(pixels, everything(pixels))
    assert wide[0] > square[0]
    nearer = _best(pixels, Window(90 + 200, 60 + 200, 420, 420))
    off = [np.abs(each[1:] - nearer[1:]).mean() for each in (wide, square)]
    assert off[0] < 8
    assert off[0] < off[1] + 1
