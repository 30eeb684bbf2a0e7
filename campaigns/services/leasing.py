"""A lease on a job, renewed for as long as its worker lives: so it can be short, and a worker that
was killed is missed soon.

A worker that hangs is killed in its time by Celery's limit; one that stands still for longer than
the lease and then goes on finds that its attempt counts no more.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection

_logger = logging.getLogger(__name__)


@contextmanager
def renewed(renew: Callable[[], bool], seconds: float) -> Iterator[None]:
    """Call `renew` every so many seconds, in a thread of its own, until it says False or the block
    ends. What it raises is logged, and it is called again: the database may be back by then."""
    over = Event()

    def keep() -> None:
        try:
            while not over.wait(seconds) and _still(renew):
                pass
        finally:
            # The thread's own, which nobody else would close.
            connection.close()

    thread = Thread(target=keep, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _still(renew: Callable[[], bool]) -> bool:
    try:
        return renew()
    except Exception:
        _logger.exception("a lease was not renewed")
        connection.close()
        return True
