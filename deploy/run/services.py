"""The product's processes, as the demo and the tests start them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.run.paths import VENV
from deploy.run.processes import Service


def web(
    host: str, port: int, *, env: Mapping[str, str], log: Path, extra: Sequence[str] = ()
) -> Service:
    """Pages and API: granian, one process with a few threads."""
    command = [str(VENV / "bin" / "granian"), "--interface", "wsgi", "--blocking-threads", "4"]
    command += ["--host", host, "--port", str(port), "--respawn-failed-workers", *extra]
    return Service("web", [*command, "campaigns.wsgi:application"], env=env, log=log)


def worker(
    *, env: Mapping[str, str], log: Path, processes: int, with_clock: bool = True
) -> Service:
    """Jobs of both queues; `with_clock`: and the clock in a process of the worker's."""
    command = [str(VENV / "bin" / "celery"), "-A", "campaigns", "worker"]
    command += ["--queues", "vision,default", "--concurrency", str(processes)]
    command += ["--beat"] if with_clock else []
    return Service("worker", [*command, "--loglevel", "INFO"], env=env, log=log)


def clock(*, env: Mapping[str, str], log: Path) -> Service:
    """Celery beat, which rings the regular jobs. A worker does not start its own clock again."""
    command = [str(VENV / "bin" / "celery"), "-A", "campaigns", "beat", "--pidfile="]
    return Service("clock", [*command, "--loglevel", "INFO"], env=env, log=log)
