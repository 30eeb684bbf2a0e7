"""The networks and the tasks, beside MediaPipe where it is installed; what is wanted of them."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

from deploy.run.paths import PEERS, PYTHON, ROOT

Row = tuple[str, str, str]
# Ours ÷ theirs.
_WANTED = dict.fromkeys(
    ("hands still", "hands tracking", "segmentation", "face mesh", "pose still"), "≤ 0.85"
)


def rows() -> Iterator[Row]:
    """In a process of its own, whose memory and threads nothing else has touched."""
    beside = ["--peers"] if (PEERS / ".installed").is_file() else []
    command = [str(PYTHON), "-m", "inference", "bench", "--json", *beside]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    if not done.stdout:
        # It has said why.
        raise SystemExit(done.returncode)
    yield from told(json.loads(done.stdout))


def told(report: dict[str, Any]) -> Iterator[Row]:
    """The lines of a report of `inference bench --json`."""
    for row in report["networks"]:
        yield f"network, CPU: {row['name']}", f"{row['ms']:.1f} ms", ""
    for row in report["tasks"]:
        found, wanted = f"{row['ms']:.1f} ms", ""
        if "ratio" in row:
            found = f"{row['ratio']:.2f} ({row['ms']:.1f} ÷ {row['peer_ms']:.1f} ms)"
            wanted = _WANTED.get(row["name"], "")
        yield f"task at 720p, CPU: {row['name']}", found, wanted
    yield "memory, everything loaded", f"{report['memory']['rss_mb']:.0f} MB", "≤ 450 MB"
    slowest = max(report["start"], key=lambda each: each["s"])
    yield "slowest warm start", f"{slowest['s']:.2f} s ({slowest['name']})", "≤ 1.5 s"


def show(found: Iterator[Row]) -> None:
    for what, measured, wanted in found:
        print(f"{what:<44} {measured:>24}   {wanted}", flush=True)


if __name__ == "__main__":
    show(rows())
