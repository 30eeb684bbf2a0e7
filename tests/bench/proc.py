"""What Linux says of a process and its children."""

import os
from collections.abc import Iterator
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def family(pid: int) -> Iterator[int]:
    """The process and everything it started, down to the leaves."""
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from family(int(child))


def cpu_seconds(pid: int) -> float:
    """User and system time that the family has spent so far."""
    return sum(_cpu(member) for member in family(pid))


def largest_mb(pid: int) -> float:
    """Resident memory of the family's largest member, in MB."""
    return max(_resident(member) for member in family(pid)) / 1e6


def largest_peak_mb(pid: int) -> float:
    """The most memory that a member of the family has held since it began, in MB."""
    return max(peak_mb(member) for member in family(pid))


def peak_mb(pid: int | str = "self") -> float:
    """The most memory that a process, this one, has held since it began, in MB.

    Not getrusage's figure, which goes on counting from the process that started this one.
    """
    told = Path(f"/proc/{pid}/status").read_text().splitlines()
    (most,) = (line.split()[1] for line in told if line.startswith("VmHWM:"))
    return int(most) * 1024 / 1e6


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
