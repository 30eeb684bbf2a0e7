"""What `make bench` measures against: MediaPipe, in a virtual environment of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys

from deploy.run import environment
from deploy.run.console import Trouble, step
from deploy.run.paths import PEERS
from deploy.run.stamps import Stamp

# The newest Python that MediaPipe 0.10.21 was built for, and the oldest that its lock is for.
_PYTHONS = ((3, 12), (3, 11))
_TELL = "import ensurepip, sys; print(*sys.version_info[:2])"


def install() -> None:
    """Makes .cache/peers hold what deploy/locks/peers.txt names. Raises Trouble if it cannot."""
    stamp = Stamp(PEERS / ".installed")
    if stamp.holds(environment.content("peers")):
        return
    environment.create(PEERS, _python())
    step("Installing MediaPipe to measure against (half a gigabyte, once)")
    environment.fill(PEERS / "bin" / "python", "peers")
    stamp.put(environment.content("peers"))


def _python() -> str:
    """A Python that MediaPipe runs on: ours, or another on this machine."""
    names = [sys.executable, *("python{}.{}".format(*version) for version in _PYTHONS)]
    for path in filter(None, map(shutil.which, names)):
        told = subprocess.run([path, "-c", _TELL], capture_output=True, text=True, check=False)
        if told.stdout.split() in [[str(part) for part in version] for version in _PYTHONS]:
            return path
    raise Trouble(
        "MediaPipe 0.10.21 needs Python 3.11 or 3.12 with ensurepip; this machine has only "
        "{}.{} or others.\nInstall one beside it (python3.12) and try again.".format(
            *sys.version_info
        )
    )
