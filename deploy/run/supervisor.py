"""Keeps the demo's processes running until someone says stop; leaves none behind."""

from __future__ import annotations

import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from deploy.run.console import Trouble, say
from deploy.run.processes import Service, stop_all

# A process that keeps dying will not be mended by starting it once more.
_LIVES = 3
_WITHIN = 60.0


class Supervisor:
    """Use as a context: starts the services, and stops every process of theirs at the end."""

    def __init__(self, services: Sequence[Service]) -> None:
        self.services = services
        self._restarts: dict[str, list[float]] = {service.name: [] for service in services}

    def __enter__(self) -> Supervisor:
        try:
            for service in self.services:
                service.start()
        except BaseException:
            stop_all(self.services, grace=1.0)
            raise
        return self

    def __exit__(self, *reason: object) -> None:
        say("\nStopping (a job in hand is finished first) …")
        stop_all(self.services)

    def wait_ready(self, url: str, authority: Path | None, seconds: float = 90.0) -> None:
        """Returns once a job can really be done, which is what the health page means by 200."""
        deadline = time.monotonic() + seconds
        context = ssl.create_default_context(cafile=str(authority)) if authority else None
        while time.monotonic() < deadline:
            for service in self.services:
                if not service.alive:
                    raise Trouble(f"{service.name} stopped while starting:\n{service.tail()}")
            healthy, last = _ask(url, context)
            if healthy:
                return
            time.sleep(0.1)
        logs = ", ".join(str(service.log) for service in self.services)
        raise Trouble(f"Not ready after {seconds:.0f} s: {last}\nSee {logs}")

    def watch(self) -> None:
        """Starts again what dies, until a signal ends it by raising Stopped."""
        while True:
            time.sleep(0.5)
            for service in self.services:
                if not service.alive:
                    self._revive(service)

    def _revive(self, service: Service) -> None:
        service.kill()
        now = time.monotonic()
        recent = [moment for moment in self._restarts[service.name] if now - moment < _WITHIN]
        if len(recent) >= _LIVES:
            raise Trouble(f"{service.name} keeps stopping:\n{service.tail()}")
        say(f"{service.name} stopped unexpectedly; starting it again (see {service.log})")
        self._restarts[service.name] = [*recent, now]
        service.start()


def _ask(url: str, context: ssl.SSLContext | None) -> tuple[bool, str]:
    try:
        with urllib.request.urlopen(url, timeout=2.0, context=context):
            return True, "ready"
    except urllib.error.HTTPError as error:
        return False, _state(error)
    except OSError as error:
        return False, str(error)


def _state(error: urllib.error.HTTPError) -> str:
    try:
        return json.dumps(json.load(error))
    except ValueError:
        return f"{error.url} answers {error.code}"
