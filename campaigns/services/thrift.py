"""A worker's memory: what its jobs are done with goes back to the machine.

glibc keeps what is freed for the next who asks, a heap for each thread, and asks the machine anew
where the pieces do not fit. Pages that are given back and fetched again cost a job a tenth of its
time: so it is done when there is much of it, and not after each of many jobs in a row. The
heartbeat is a job too, so that a worker at rest gives back.
"""

import ctypes
import os
import sys
import time
from pathlib import Path

# MB a worker may hold at rest.
ENOUGH = 400
# Seconds from one time that memory is given back to the next.
_PAUSE = 4.0
_PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6
_STATM = Path("/proc/self/statm")
# Of glibc's malloc.h: how much at the heap's end may be free, from which size on a block is not of
# the heap, and how many heaps there are.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_NEVER, _LARGEST = 1 << 30, 32 << 20
_last = -_PAUSE


def begin() -> None:
    """For a process that begins: one heap for all its threads, which is given back by `settle`
    alone. Elsewhere than with glibc nothing is done."""
    libc = _glibc()
    if libc is not None:
        libc.mallopt(_ARENA_MAX, 1)
        libc.mallopt(_MMAP_THRESHOLD, _LARGEST)
        libc.mallopt(_TRIM_THRESHOLD, _NEVER)


def settle() -> None:
    """After a job: give back what is free, where the process holds more than ENOUGH."""
    global _last
    libc, now = _glibc(), time.monotonic()
    if libc is not None and now - _last >= _PAUSE and held() > ENOUGH:
        libc.malloc_trim(0)
        _last = now


def held() -> float:
    """MB of resident memory of this process. For Linux."""
    return int(_STATM.read_text().split()[1]) * _PAGE


def _glibc() -> ctypes.CDLL | None:
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    return libc if hasattr(libc, "malloc_trim") else None
