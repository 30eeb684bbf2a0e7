"""Runs one command of a set-up step: quiet when it works, telling when it does not."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.run.console import Trouble
from deploy.run.paths import ROOT
from deploy.run.processes import leashed

_OFFLINE = (
    "network is unreachable",
    "temporary failure in name resolution",
    "name or service not known",
    "could not resolve",
    "newconnectionerror",
    "getaddrinfo enotfound",
    "getaddrinfo eai_again",
    "connect econnrefused",
    "connect etimedout",
)


def run(
    *command: str | Path,
    doing: str,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> str:
    """Returns standard output. `doing` completes the sentence "Could not …" of a failure."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode:
        raise Trouble(_explain(doing, command, result.stdout + result.stderr))
    return result.stdout


def show(*command: str | Path, env: Mapping[str, str] | None = None) -> int:
    """Runs a command that speaks for itself, with our terminal; returns its exit code.

    When we are told to stop it is interrupted, as by Ctrl-C, and given time to clean up.
    """
    process = subprocess.Popen(
        leashed([str(part) for part in command]),
        cwd=ROOT,
        env={**os.environ, **(env or {})},
    )
    try:
        return process.wait()
    except BaseException:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def _explain(doing: str, command: Sequence[str | Path], output: str) -> str:
    tail = "\n".join(f"  {line}" for line in output.strip().splitlines()[-15:])
    lines = [f"Could not {doing}.", f"  {' '.join(str(part) for part in command)}", tail]
    if any(sign in output.lower() for sign in _OFFLINE):
        lines.append("There seems to be no network: the set-up downloads its parts once.")
    return "\n".join(lines)
