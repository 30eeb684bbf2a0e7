"""`make check`: what can be said of the code without running it. `make format` mends the style."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy.run import environment, node
from deploy.run.console import say
from deploy.run.paths import NODE_MODULES, PYTHON, ROOT, VENV

_BIN = VENV / "bin"
_TSC = NODE_MODULES / ".bin" / "tsc"

_CHECKS: tuple[tuple[str, Sequence[str | Path]], ...] = (
    ("ruff", [_BIN / "ruff", "check", "--quiet", "."]),
    ("format", [_BIN / "ruff", "format", "--check", "--quiet", "."]),
    ("types", [_BIN / "mypy", "--no-error-summary", "."]),
    ("templates", [_BIN / "djlint", "templates", "--lint", "--quiet"]),
    ("scripts", [_TSC, "--project", "."]),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
)


def check() -> int:
    environment.install("test")
    node.install(with_tools=True)
    return run_checks()


def run_checks() -> int:
    """Runs all of them, however many fail; 0 when none did."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    failed = [name for name, command in _CHECKS if not _passes(name, command, env)]
    return 1 if failed else 0


def _passes(name: str, command: Sequence[str | Path], env: dict[str, str]) -> bool:
    result = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, errors="replace", check=False
    )
    say(f"{'ok    ' if result.returncode == 0 else 'FAILED'} {name}")
    if result.returncode:
        say((result.stdout + result.stderr).strip())
    return result.returncode == 0


def format_code() -> int:
    environment.install("test")
    for command in (["ruff", "check", "--fix", "."], ["ruff", "format", "."]):
        subprocess.run([_BIN / command[0], *command[1:]], cwd=ROOT, check=False)
    subprocess.run([_BIN / "djlint", "templates", "--reformat", "--quiet"], cwd=ROOT, check=False)
    return 0
