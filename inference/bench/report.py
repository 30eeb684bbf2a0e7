"""What was measured, ready to be told."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inference.bench.machine import Machine


@dataclass(frozen=True, slots=True)
class Row:
    """The median CPU time of one run of a network, one answer of a task, or one step.

    peer_ms: of the same by the peer, in turns with ours; None where it was not measured. clips:
    how many clips it was measured on; 0 where none was needed.
    """

    name: str
    ms: float
    peer_ms: float | None = None
    clips: int = 0

    @property
    def ratio(self) -> float | None:
        """Ours ÷ theirs: below 1 where ours is quicker."""
        return round(self.ms / self.peer_ms, 3) if self.peer_ms else None

    def as_dict(self) -> dict[str, Any]:
        told = {"name": self.name, "ms": self.ms, "peer_ms": self.peer_ms, "ratio": self.ratio}
        return {name: value for name, value in told.items() if value is not None} | (
            {"clips": self.clips} if self.clips else {}
        )


@dataclass(frozen=True, slots=True)
class Start:
    """seconds: wall time from `import inference` to a task's first answer, in a fresh process.

    cpu_seconds: the same without waiting for a core or a disk that others keep busy.
    """

    name: str
    seconds: float
    cpu_seconds: float

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "s": self.seconds, "cpu_s": self.cpu_seconds}


@dataclass(frozen=True, slots=True)
class Memory:
    """Of a process that has loaded every network and asked every task once, in MB (10⁶ bytes):
    resident at the end, and at its most."""

    resident: float
    peak: float


@dataclass(frozen=True, slots=True)
class Report:
    """frames: what was measured on. peer: what was measured beside us, "" where nothing was.

    unmeasured: tasks for which no photo shows what they look for.
    """

    machine: Machine
    frames: str
    peer: str
    networks: Sequence[Row]
    tasks: Sequence[Row]
    unmeasured: Sequence[str]
    memory: Memory
    start: Sequence[Start]

    def as_dict(self) -> dict[str, Any]:
        return {
            "machine": self.machine.as_dict(),
            "frames": self.frames,
            "peer": self.peer or None,
            "networks": [row.as_dict() for row in self.networks],
            "tasks": [row.as_dict() for row in self.tasks],
            "unmeasured": list(self.unmeasured),
            "memory": {"rss_mb": self.memory.resident, "peak_mb": self.memory.peak},
            "start": [each.as_dict() for each in self.start],
        }


def median(times: Sequence[float]) -> float:
    """Of milliseconds, to a thousandth: the smallest network takes a twentieth of one."""
    return round(statistics.median(times), 3)
