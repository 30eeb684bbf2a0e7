"""The product's two processes, as the demo and the tests start them."""

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


def worker(*, env: Mapping[str, str], log: Path, processes: int) -> Service:
    """Jobs of both queues, and the clock that rings the regular ones."""
    command = [str(VENV / "bin" / "celery"), "-A", "campaigns", "worker", "--beat"]
    command += ["--queues", "vision,default", "--concurrency", str(processes)]
    return Service("worker", [*command, "--loglevel", "INFO"], env=env, log=log)
