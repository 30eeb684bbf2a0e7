"""The virtual environment, filled from a lock file: exact versions, each with its hash."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from deploy.run import debian
from deploy.run.commands import run
from deploy.run.console import Trouble, step
from deploy.run.paths import LOCKS, PYTHON, VENV
from deploy.run.stamps import Stamp, fingerprint

# The other locks are made on top of the demo lock: whoever has one of them has it too.
_CONTAINS = {
    "demo": ("demo",),
    "production": ("production", "demo"),
    "test": ("test", "demo"),
}


def install(lock: str) -> None:
    """Makes .venv hold what deploy/locks/<lock>.txt names. Does nothing when it already does."""
    stamp = Stamp(VENV / ".installed")
    if PYTHON.exists() and stamp.holds(content(lock)):
        return
    if not PYTHON.exists():
        if importlib.util.find_spec("ensurepip") is None:
            _get_ensurepip()
        create(VENV, sys.executable)
    step(f"Installing Python packages into {VENV.name} (the first time takes a minute)")
    stamp.clear()
    fill(PYTHON, lock)
    stamp.put(*(content(name) for name in _CONTAINS[lock]))


def content(lock: str) -> str:
    return fingerprint([LOCKS / f"{lock}.txt"])


def create(folder: Path, python: str) -> None:
    step("Making a virtual environment")
    shutil.rmtree(folder, ignore_errors=True)
    run(python, "-m", "venv", folder, doing="make a virtual environment")


def fill(python: Path, lock: str) -> None:
    """Installs what a lock names into the environment of `python`."""
    # Some packages name others that cannot be installed or are never loaded, which the lock
    # leaves out: hence --no-deps. The lock is complete, so nothing is missed.
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    wanted = ("--no-deps", "--require-hashes", "-r", LOCKS / f"{lock}.txt")
    run(*pip, *wanted, doing="install the Python packages")


def _get_ensurepip() -> None:
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not debian.present():
        raise Trouble(
            "This Python cannot make virtual environments: ensurepip is missing.\n"
            f"Install it (Debian/Ubuntu: sudo apt-get install {package}) and try again."
        )
    debian.apt_get([package])
