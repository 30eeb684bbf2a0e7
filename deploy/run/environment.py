"""The virtual environment, filled from a lock file: exact versions, each with its hash."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys

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
    if PYTHON.exists() and stamp.holds(_content(lock)):
        return
    if not PYTHON.exists():
        _create()
    step(f"Installing Python packages into {VENV.name} (the first time takes a minute)")
    stamp.clear()
    # One package names a backport that no supported Python can install: hence --no-deps.
    # The lock is complete, so nothing is missed.
    pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    wanted = ("--no-deps", "--require-hashes", "-r", LOCKS / f"{lock}.txt")
    run(*pip, *wanted, doing="install the Python packages")
    stamp.put(*(_content(name) for name in _CONTAINS[lock]))


def _content(lock: str) -> str:
    return fingerprint([LOCKS / f"{lock}.txt"])


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        _get_ensurepip()
    step("Making a virtual environment")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", VENV, doing="make a virtual environment")


def _get_ensurepip() -> None:
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not debian.present():
        raise Trouble(
            "This Python cannot make virtual environments: ensurepip is missing.\n"
            f"Install it (Debian/Ubuntu: sudo apt-get install {package}) and try again."
        )
    debian.apt_get([package])
