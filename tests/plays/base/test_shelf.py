from collections.abc import Callable

import numpy as np
import pytest

from campaigns.plays.base.shelf import shelved
from inference.results import Rgba

# Half a megabyte each.
SIDE, PICTURE = 353, 353 * 353 * 4


@pytest.fixture
def asked() -> list[bytes]:
    return []


@pytest.fixture
def decoded(asked: list[bytes]) -> Callable[[bytes], Rgba]:
    """Room for two pictures; the larger one of them all has none."""

    @shelved(megabytes=1)
    def decoded(data: bytes) -> Rgba:
        asked.append(data)
        side = 2 * SIDE if data == b"large" else SIDE
        return np.zeros((side, side, 4), np.uint8)

    return decoded


def test_a_picture_is_decoded_once(decoded: Callable[[bytes], Rgba], asked: list[bytes]) -> None:
    assert decoded(b"one") is decoded(b"one")
    assert asked == [b"one"]


def test_the_one_that_nobody_asked_for_the_longest_makes_room(
    decoded: Callable[[bytes], Rgba], asked: list[bytes]
) -> None:
    for data in (b"one", b"two", b"one", b"three"):
        decoded(data)
    assert asked == [b"one", b"two", b"three"]
    decoded(b"one")
    assert asked == [b"one", b"two", b"three"]
    decoded(b"two")
    assert asked[-1] == b"two"


def test_one_that_is_larger_than_the_room_is_answered_and_not_kept(
    decoded: Callable[[bytes], Rgba], asked: list[bytes]
) -> None:
    for _ in range(2):
        assert decoded(b"large").shape == (2 * SIDE, 2 * SIDE, 4)
    assert asked == [b"large", b"large"]


def test_nobody_paints_on_what_is_kept(decoded: Callable[[bytes], Rgba]) -> None:
    with pytest.raises(ValueError, match="read-only"):
        decoded(b"one")[0, 0, 0] = 1
