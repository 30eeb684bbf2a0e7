"""Many at once: threads with a database connection each, let go together."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Job = TypeVar("Job")
Answer = TypeVar("Answer")


def all_at_once(
    clients: int, jobs: Sequence[Job], do: Callable[[Job], Answer]
) -> list[tuple[Job, Answer]]:
    """Let `clients` threads do the jobs, each the next of its own; return what they answered."""
    ready = threading.Barrier(clients)

    def client(number: int) -> list[tuple[Job, Answer]]:
        try:
            connections["default"].ensure_connection()
            ready.wait()
            return [(job, do(job)) for job in jobs[number::clients]]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(clients) as pool:
        return [done for part in pool.map(client, range(clients)) for done in part]
