"""PostgreSQL and Redis of one's own: free ports, a temporary folder, gone at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.run import debian
from deploy.run.console import Trouble
from deploy.run.net import free_port, listens
from deploy.run.processes import Service

_NAME = "marquee"
# A test database need not survive a power cut; a measured one must pay for it.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A running server with an empty database; gives its DATABASE_URL."""
    initdb = debian.find(debian.TEST_PACKAGES["postgresql"])
    if initdb is None:
        raise Trouble("PostgreSQL is missing: sudo apt-get install postgresql")
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    with _folder("postgres", user) as folder:
        data, port = folder / "data", free_port()
        options = [] if durable else [part for setting in _FAST for part in ("-c", setting)]
        _once([initdb, "-D", data, "-U", _NAME, "-A", "trust", "-E", "UTF8", "--no-sync"], user)
        listen = ["-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
        server = Service(
            "postgres",
            [str(initdb.with_name("postgres")), "-D", str(data), *listen, "-N", "200", *options],
            env={},
            log=folder / "log",
            cwd=folder,
            user=user,
            stop_signal=signal.SIGINT,  # at once, without waiting for clients
        )
        where = ["-h", "127.0.0.1", "-p", str(port), "-U", _NAME]
        ready = [str(initdb.with_name("pg_isready")), "-q", *where]
        with running(server, lambda: subprocess.run(ready, check=False).returncode == 0):
            _once([initdb.with_name("createdb"), *where, _NAME], user)
            yield f"postgres://{_NAME}@127.0.0.1:{port}/{_NAME}"


@contextmanager
def redis() -> Iterator[str]:
    """A running server that keeps nothing on disk; gives its REDIS_URL."""
    with _folder("redis", None) as folder:
        port = free_port()
        with running(redis_service(port, folder), lambda: listens(port)):
            yield f"redis://127.0.0.1:{port}/0"


def redis_service(port: int, folder: Path) -> Service:
    """Not started: fault tests kill it and bring it back on the same port."""
    binary = debian.find(debian.TEST_PACKAGES["redis-server"])
    if binary is None:
        raise Trouble("Redis is missing: sudo apt-get install redis-server")
    command = [str(binary), "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)]
    command += ["--save", "", "--appendonly", "no"]
    return Service("redis", command, env={}, log=folder / "log")


@contextmanager
def running(service: Service, is_up: Callable[[], bool]) -> Iterator[Service]:
    service.start()
    try:
        wait_until(service, is_up)
        yield service
    finally:
        service.stop()


def wait_until(service: Service, is_up: Callable[[], bool], seconds: float = 30.0) -> None:
    """Raises Trouble with the end of the log when the service dies or takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and service.alive:
        if is_up():
            return
        time.sleep(0.02)
    raise Trouble(f"{service.name} did not start:\n{service.tail()}")


def answers(url: str) -> bool:
    """Whether a GET is answered by 2xx: the check for `wait_until` of what speaks HTTP."""
    try:
        with urllib.request.urlopen(url, timeout=5.0):
            return True
    except OSError:
        return False


@contextmanager
def _folder(name: str, user: str | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"marquee-{name}-"))
    try:
        if user:
            shutil.chown(folder, user)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _once(command: list[str | Path], user: str | None) -> None:
    result = subprocess.run(
        [str(part) for part in command],
        user=user,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise Trouble(f"{Path(command[0]).name} failed:\n{result.stdout}{result.stderr}")
