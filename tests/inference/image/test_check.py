from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference import find_hands, read_gesture
from inference.errors import BadPhoto, BadTemplate
from inference.image.check import check_art, check_pixels

WRONG: list[Any] = [
    None,
    "photo.jpg",
    [[0, 0, 0]],
    np.zeros((64, 64), np.uint8),
    np.zeros((64, 64, 4), np.uint8),
    np.zeros((64, 64, 1), np.uint8),
    np.zeros((2, 64, 64, 3), np.uint8),
    np.zeros((64, 64, 3), np.uint16),
    np.zeros((64, 64, 3), bool),
    np.full((64, 64, 3), np.nan),
]


@pytest.mark.parametrize("ask", [check_pixels, find_hands, read_gesture])
@pytest.mark.parametrize("pixels", WRONG, ids=lambda p: f"{type(p).__name__}-{np.shape(p)}")
def test_what_is_no_picture_is_refused_by_what_was_expected(ask: Any, pixels: Any) -> None:
    with pytest.raises(BadPhoto, match=r"unsupported: expected \(H, W, 3\) RGB of uint8"):
        ask(pixels)


@pytest.mark.parametrize(
    ("shape", "reason"),
    [((0, 9), "empty"), ((1, 1), "too_small"), ((7, 900), "too_small"), ((8, 16385), "too_large")],
)
def test_a_size_beyond_use_is_refused(shape: tuple[int, int], reason: str) -> None:
    with pytest.raises(BadPhoto, match=f"^{reason}: expected"):
        check_pixels(np.zeros((*shape, 3), np.uint8))


@given(st.integers(8, 300), st.integers(8, 300))
def test_any_other_picture_is_accepted(height: int, width: int) -> None:
    check_pixels(np.zeros((height, width, 3), np.uint8))


@pytest.mark.parametrize(
    "picture", [None, np.zeros((9, 9), np.uint8), np.zeros((9, 9, 3), np.uint8), np.ones((9, 9, 4))]
)
def test_art_that_is_none_is_refused_by_the_name_of_its_layer(picture: Any) -> None:
    with pytest.raises(BadTemplate, match=r"frame: expected \(H, W, 4\) RGBA of uint8, got"):
        check_art("frame", picture)


def test_art_may_be_small_but_not_empty() -> None:
    check_art("scene", np.zeros((1, 1, 3), np.uint8), (3, 4))
    with pytest.raises(BadTemplate, match="scene: expected a picture, got 0×9 px"):
        check_art("scene", np.zeros((9, 0, 4), np.uint8), (3, 4))


def test_a_picture_of_too_many_pixels_is_refused_by_the_most_there_may_be() -> None:
    many = np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (8001, 8000, 3))
    with pytest.raises(BadPhoto, match="too_large: expected at most 64000000 px, got 8000×8001"):
        check_pixels(many)
