"""How long a piece of work keeps a core busy."""

import time
from collections.abc import Callable

from inference.bench.report import median


def cpu_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median CPU milliseconds of so many runs, after one that does not count."""
    work()
    times = []
    for _ in range(rounds):
        before = time.process_time()
        work()
        times.append((time.process_time() - before) * 1000)
    return median(times)
