"""One set-up at a time in one checkout: `make demo` and `make test` share what they make."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.run.console import step
from deploy.run.paths import VAR


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Waits for another set-up in this checkout to end. The kernel frees a dead one's turn."""
    VAR.mkdir(exist_ok=True)
    with (VAR / ".set-up").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step("Waiting for another set-up in this folder")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
