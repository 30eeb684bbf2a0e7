"""What is no picture is refused by every task in the same words; what shows nobody by none."""

import inspect
from itertools import product
from typing import Any

import numpy as np
import pytest

import inference
from inference.errors import BadPhoto
from tests.inference.asked import ASKED, OTHERS

NO_PICTURES: dict[str, Any] = {
    "nothing": None,
    "a path": "photo.jpg",
    "bytes": b"\xff\xd8\xff",
    "a list": [[[0, 0, 0]]],
    "grey": np.zeros((64, 64), np.uint8),
    "grey with an axis": np.zeros((64, 64, 1), np.uint8),
    "RGBA": np.zeros((64, 64, 4), np.uint8),
    "channels first": np.zeros((3, 64, 64), np.uint8),
    "a batch": np.zeros((1, 64, 64, 3), np.uint8),
    "16 bits": np.zeros((64, 64, 3), np.uint16),
    "signed": np.zeros((64, 64, 3), np.int8),
    "yes and no": np.zeros((64, 64, 3), bool),
    "float 0 to 1": np.zeros((64, 64, 3), np.float32),
    "NaN": np.full((64, 64, 3), np.nan),
    "objects": np.full((64, 64, 3), None),
}
SIZES = {
    (0, 64): "empty",
    (64, 0): "empty",
    (1, 1): "too_small",
    (7, 500): "too_small",
    (8, 16385): "too_large",
    (12000, 12000): "too_large",
}


def _flat(height: int, width: int, level: int = 0) -> Any:
    """One pixel, seen over and over: it takes no memory whatever its size is."""
    return np.broadcast_to(np.full((1, 1, 3), level, np.uint8), (height, width, 3))


def test_every_public_function_is_asked_or_takes_no_picture() -> None:
    public = {n for n in inference.__all__ if inspect.isfunction(getattr(inference, n))}
    assert public == ASKED.keys() | OTHERS
    assert not ASKED.keys() & OTHERS


@pytest.mark.parametrize(
    ("name", "kind"),
    # Composing without a photo is a matter of the template.
    [each for each in product(ASKED, NO_PICTURES) if each != ("compose", "nothing")],
)
def test_what_is_no_picture_is_refused_by_what_was_expected(name: str, kind: str) -> None:
    with pytest.raises(BadPhoto, match=r"unsupported: expected \(H, W, 3\) RGB of uint8, got"):
        ASKED[name].ask(NO_PICTURES[kind])


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("shape", SIZES, ids=str)
def test_a_size_beyond_use_is_refused_by_what_was_expected(
    name: str, shape: tuple[int, int]
) -> None:
    with pytest.raises(BadPhoto, match=rf"^{SIZES[shape]}: expected .* got {shape[1]}×{shape[0]}"):
        ASKED[name].ask(_flat(*shape))


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("level", [0, 180, 255])
def test_an_empty_picture_has_an_empty_answer(name: str, level: int) -> None:
    answer = ASKED[name].ask(_flat(240, 320, level))
    assert ASKED[name].nobody(answer)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("shape", [(8, 8), (8, 400), (400, 9)], ids=str)
def test_the_smallest_pictures_are_no_error(name: str, shape: tuple[int, int]) -> None:
    ASKED[name].ask(_flat(*shape, 120))


@pytest.mark.parametrize("name", ASKED)
def test_noise_is_no_error_and_the_picture_stays_as_it_was(name: str) -> None:
    noise = np.random.default_rng(8).integers(0, 256, (96, 128, 3)).astype(np.uint8)
    before = noise.copy()
    ASKED[name].ask(noise)
    assert np.array_equal(noise, before)
