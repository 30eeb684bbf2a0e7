"""What a round's seed draws, so that anybody can work it out again."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Fall:
    """What the seed drew, or is said to have drawn.

    of: for what. odds: a weight for each thing that could fall, in order.
    """

    of: str
    odds: Mapping[str, int]
    fell: str


def fall(seed: bytes, of: str, odds: Mapping[str, int]) -> str:
    """Return what the seed draws. Pure.

    The first 64 bits of HMAC-SHA256(seed, of), scaled to the sum of the odds, fall into one
    thing's share of it; all in whole numbers. Raises ValueError where nothing can fall.
    """
    digest = hmac.digest(seed, of.encode(), hashlib.sha256)
    mark = int.from_bytes(digest[:8], "big") * sum(odds.values()) >> 64
    for thing, weight in odds.items():
        mark -= weight
        if mark < 0:
            return thing
    raise ValueError(f"Without odds nothing falls for {of}.")
