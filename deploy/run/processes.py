"""Long-running processes that never outlive us.

Each runs in a process group of its own. To stop: the leader is asked and given time, then the
whole group is killed, so that children of a leader that was killed itself go too. Should we be
killed, the kernel asks the leaders to stop.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from deploy.run.paths import ROOT

_PR_SET_PDEATHSIG = 1


class Service:
    """One command, its output appended to a log file. `user` needs root."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        log: Path,
        cwd: Path = ROOT,
        user: str | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.command = [str(part) for part in command]
        self.env = {**os.environ, **env}
        self.log = log
        self.cwd = cwd
        self.user = user
        self.stop_signal = stop_signal
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The leader's, which is the group's too."""
        if self._process is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                leashed(self.command),
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=self.user,
                group=self.user,
                extra_groups=None if self.user is None else [],
            )

    def stop(self, grace: float = 10.0) -> None:
        """Asks, waits up to `grace` seconds, then makes sure that nobody of the group is left."""
        self.ask_to_stop()
        self.finish(grace)

    def ask_to_stop(self) -> None:
        if self.alive and self._process is not None:
            self._process.send_signal(self.stop_signal)

    def finish(self, grace: float) -> None:
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=grace)
        self.kill()

    def kill(self) -> None:
        """SIGKILL to the whole group: what a power cut or the out-of-memory killer does."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def tail(self, lines: int = 15) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def stop_all(services: Iterable[Service], grace: float = 10.0) -> None:
    """Asks all at once, then waits for each within the same `grace` seconds."""
    services = list(services)
    deadline = time.monotonic() + grace
    for service in services:
        service.ask_to_stop()
    for service in services:
        service.finish(max(0.0, deadline - time.monotonic()))


def leashed(command: Sequence[str]) -> list[str]:
    """The command, made to get SIGTERM when its parent dies; as it is where no tool does that."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", *command] if setpriv else list(command)


def die_with_parent() -> None:
    """The same for this process itself. Linux only, elsewhere nothing."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
