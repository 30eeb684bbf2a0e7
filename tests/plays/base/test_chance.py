"""What a seed draws, and that it is what anybody can work out."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.plays.base import fall


@given(st.binary(min_size=32, max_size=32), st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_it_falls_where_anybody_can_work_it_out(seed: bytes, weights: list[int]) -> None:
    odds = {f"thing {number}": weight for number, weight in enumerate(weights)}
    if not any(weights):
        with pytest.raises(ValueError, match="nothing falls"):
            fall(seed, "anything", odds)
        return
    mark = int(hmac.new(seed, b"anything", hashlib.sha256).hexdigest()[:16], 16) * sum(weights)
    urn = [thing for thing, weight in odds.items() for _ in range(weight)]
    assert fall(seed, "anything", odds) == urn[mark >> 64]
