"""What a task asks of a process that has only just begun: time to the first answer, and memory.

    python -m inference.bench.fresh FRAME.npy [TASK]

is such a process: with a task it tells the seconds to its first answer; without one it asks every
task once, every network loaded, and tells its memory.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inference.bench.report import Memory, Start
    from inference.results import Pixels

_STATUS = Path("/proc/self/status")


def fresh(frame: "Pixels", names: Iterable[str], times: int) -> "tuple[list[Start], Memory]":
    """Each task by itself in a fresh process, the median of `times`; then all of them in one."""
    import numpy as np

    from inference.bench.report import Memory, Start

    with TemporaryDirectory() as folder:
        path = Path(folder) / "frame.npy"
        np.save(path, frame)
        starts = [Start(name, *_medians(path, name, times)) for name in names]
        return starts, Memory(**_ask(path))


def _medians(path: Path, name: str, times: int) -> tuple[float, float]:
    wall, cpu = zip(*(_ask(path, name) for _ in range(times)), strict=True)
    return round(statistics.median(wall), 3), round(statistics.median(cpu), 3)


def _ask(path: Path, *task: str) -> Any:
    command = [sys.executable, "-m", "inference.bench.fresh", str(path), *task]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(  # noqa: S603 - ourselves
        command, check=True, capture_output=True, text=True, cwd=root, env=dict(os.environ)
    )
    return json.loads(done.stdout)


def _seconds(path: str, name: str) -> tuple[float, float]:
    """Wall time and CPU time."""
    begin, busy = time.perf_counter(), time.process_time()
    import numpy as np

    from inference.bench.tasks import TASKS

    TASKS[name].ask(np.load(path), None)
    return time.perf_counter() - begin, time.process_time() - busy


def _memory(path: str) -> dict[str, float]:
    import numpy as np

    from inference import session
    from inference.bench.tasks import TASKS
    from inference.catalog import CATALOG

    session.warm(CATALOG)
    frame = np.load(path)
    for task in TASKS.values():
        task.ask(frame, None)
    told = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
    return {"resident": _mb(told["VmRSS"]), "peak": _mb(told["VmHWM"])}


def _mb(told: str) -> float:
    """Linux tells kibibytes (proc(5))."""
    return round(int(told.split()[0]) * 1.024e-3, 1)


if __name__ == "__main__":
    answer = _seconds(*sys.argv[1:]) if sys.argv[2:] else _memory(sys.argv[1])
    sys.stdout.write(json.dumps(answer))
