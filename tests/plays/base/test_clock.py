"""What a step of a making took."""

import pytest

from campaigns.plays.base import Clock


def test_what_is_done_aside_is_counted_in_no_step(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [10.0]
    monkeypatch.setattr(Clock, "seconds", staticmethod(lambda: now[0]))

    def passes(seconds: float) -> None:
        now[0] += seconds

    clock = Clock()
    passes(0.25)
    clock.lap("first")
    passes(0.5)
    clock.aside(lambda: passes(7))
    passes(0.125)
    clock.lap("second")
    assert clock.laps == {"first": 250.0, "second": 625.0}
