"""The machine that measures, kept to one core so that all share the same conditions."""

import os
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cv2

_CPU = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Machine:
    """load: processes that wanted to run in the last minute, ours included (`uptime`)."""

    processor: str
    cores: int
    load: float
    python: str
    onnxruntime: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def this_machine() -> Machine:
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        load=round(os.getloadavg()[0], 2),
        python=platform.python_version(),
        onnxruntime=version("onnxruntime"),
    )


def keep_to_one_core() -> None:
    """This process and those it starts: one core, one thread within a network or a filter.

    To be called before a network is loaded.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ["MARQUEE_THREADS"] = "1"
    cv2.setNumThreads(1)


def _processor() -> str:
    told = _CPU.read_text() if _CPU.exists() else ""
    names = [line.partition(":")[2] for line in told.splitlines() if line.startswith("model name")]
    return names[0].strip() if names else platform.processor() or platform.machine()
