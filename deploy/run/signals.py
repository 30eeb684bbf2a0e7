"""Ending politely: `finally` blocks run on SIGTERM as they do on Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from deploy.run.processes import die_with_parent

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Ctrl-C or a polite kill. No error, and no `except Exception` may swallow it."""


@contextmanager
def polite_end() -> Iterator[None]:
    """Inside, the first signal raises Stopped; while that is handled, further ones are ignored."""
    die_with_parent()
    before = {number: signal.signal(number, _stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped
