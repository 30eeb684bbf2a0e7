"""What games of movement stand on: a deal that anybody can work out, and fair dice."""

import hashlib
import hmac
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from campaigns.plays.base import Dice, TracePlay
from campaigns.plays.registry import PLAYS


def test_the_dice_are_those_of_the_reference() -> None:
    """Worked out by hand from the reference's C code: state 1, 2, 3, 4."""
    seed = b"".join(n.to_bytes(4, "big") for n in (1, 2, 3, 4))
    dice = Dice(seed)
    # rotl(2 * 5, 7) * 9; then the state is 7, 0, 1026, 12288, and rotl(0 * 5, 7) * 9.
    assert [dice.word(), dice.word()] == [10 * 128 * 9, 0]
    # After that it is 12295, 1029, 1029 ^ 0, …: the third word is rotl(1029 * 5, 7) * 9.
    assert dice.word() == (1029 * 5 << 7) * 9


def test_dice_without_a_seed_fall_all_the_same() -> None:
    dice = Dice(bytes(16))
    assert len({dice.word() for _ in range(50)}) > 40


@given(seed=st.binary(min_size=16, max_size=16), count=st.integers(1, 2**20))
def test_a_throw_is_below_its_count(seed: bytes, count: int) -> None:
    dice = Dice(seed)
    assert all(0 <= dice.below(count) < count for _ in range(20))


def test_every_side_falls_as_often_as_the_others() -> None:
    dice = Dice(hashlib.sha256(b"fair").digest()[:16])
    sides = Counter(dice.below(6) for _ in range(12_000))
    assert all(1800 < sides[side] < 2200 for side in range(6))


@given(seed=st.binary(min_size=32, max_size=32), opening=st.integers(1, 12))
def test_a_game_is_dealt_as_anybody_can_work_out_of_the_seed(seed: bytes, opening: int) -> None:
    wanted = hmac.new(seed, f"deal/{opening}".encode(), hashlib.sha256).digest()
    games = [play for play in PLAYS.values() if isinstance(play, TracePlay)]
    assert games
    for play in games:
        assert play.deal(seed, opening) == wanted
        assert play.deal(seed, opening) != play.deal(seed, opening + 1)
