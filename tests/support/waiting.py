"""Waiting for what another process does in its own time."""

import time
from collections.abc import Callable

_PATIENCE_SECONDS = 15.0


def eventually(read: Callable[[], object], wanted: object) -> None:
    """Ask again until `read()` is `wanted`; fail with what it is instead when time is up."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while read() != wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    assert read() == wanted
