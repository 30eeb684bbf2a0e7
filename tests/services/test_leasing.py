"""A lease is renewed for as long as its worker is at work, and not a moment longer."""

import threading
import time
from collections.abc import Callable

import pytest

from campaigns.services.leasing import renewed


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_it_is_renewed_again_and_again_until_the_work_is_over() -> None:
    times: list[float] = []

    def renew() -> bool:
        times.append(time.monotonic())
        return True

    with renewed(renew, 0.01):
        until(lambda: len(times) >= 3)
    ended = len(times)
    time.sleep(0.05)
    assert len(times) == ended
    assert "lease" not in {thread.name for thread in threading.enumerate()}


def test_short_work_renews_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def renew() -> bool:
        raise AssertionError("it was renewed")

    begun = time.monotonic()
    with renewed(renew, 30):
        pass
    assert time.monotonic() - begun < 5, "nobody waits for the next renewal"
    assert not caplog.records


def test_what_belongs_to_another_now_is_let_go() -> None:
    times: list[int] = []

    def renew() -> bool:
        times.append(1)
        return False

    with renewed(renew, 0.01):
        until(lambda: bool(times))
        time.sleep(0.1)
    assert times == [1]


def test_a_database_that_is_away_for_a_moment_is_asked_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    times: list[int] = []

    def renew() -> bool:
        times.append(1)
        if len(times) == 1:
            raise OSError("away")
        return True

    with renewed(renew, 0.01):
        until(lambda: len(times) >= 2)
    assert "not renewed" in caplog.text


def test_work_that_fails_ends_it_too() -> None:
    def fail() -> None:
        raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"), renewed(lambda: True, 0.01):
        fail()
    assert "lease" not in {thread.name for thread in threading.enumerate()}
