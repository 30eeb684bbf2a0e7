"""Plays by moving: dealt from the round's seed, scored from the trace that the player left."""

import hashlib
import hmac
from abc import abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from campaigns.plays.base.contract import LivePlay, Trace

_32 = 0xFFFFFFFF


class BadTrace(Exception):  # noqa: N818 - it is an answer
    """A trace that nobody can have left; `code` is worded by campaigns.services.errors."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class TracePlay(LivePlay):
    """A game of one turn. What happens in it follows from its deal, which follows from the round's
    seed; its score follows from the deal and the trace. Everything here is pure."""

    # Each is another game: a script that looks for a rich one shall not have many to look at.
    openings = 4

    def deal(self, seed: bytes, opening: int) -> bytes:
        """Return the 32 bytes that a game is dealt from: HMAC-SHA256(seed, "deal/<opening>").

        A game that is opened anew (opening: counted from 1) is another one: nobody can rehearse.
        """
        return hmac.digest(seed, f"deal/{opening}".encode(), hashlib.sha256)

    @abstractmethod
    def lasts(self, settings: Mapping[str, Any]) -> timedelta:
        """Return how long a game goes on: an honest trace cannot be sent sooner."""

    @abstractmethod
    def points(self, deal: bytes, trace: Trace, settings: Mapping[str, Any]) -> int:
        """Return what a trace scores. Raises BadTrace."""


class Dice:
    """xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain).

    seed: 16 bytes, the four words of the state, big-endian; all zero becomes 1, 0, 0, 0.
    static/core/dice.js throws the same.
    """

    def __init__(self, seed: bytes) -> None:
        words = [int.from_bytes(seed[at : at + 4], "big") for at in range(0, 16, 4)]
        self._state = words if any(words) else [1, 0, 0, 0]

    def word(self) -> int:
        """Return the next 32 bits."""
        a, b, c, d = self._state
        found = _turned(b * 5 & _32, 7) * 9 & _32
        shifted = b << 9 & _32
        c ^= a
        d ^= b
        self._state = [a ^ d, b ^ c, c ^ shifted, _turned(d, 11)]
        return found

    def below(self, count: int) -> int:
        """Return one of 0 … count - 1: the next 32 bits times `count`, by 2**32, rounded down.

        count: at most 2**20, so that a script's numbers hold the product.
        """
        return self.word() * count >> 32


def _turned(word: int, by: int) -> int:
    return (word << by | word >> (32 - by)) & _32
