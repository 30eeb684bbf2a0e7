"""Debian packages: fetched when we are root, named precisely when we are not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from deploy.run.commands import run
from deploy.run.console import Trouble, step

# What the tests drive, by Debian package: the file that proves it is there.
TEST_PACKAGES = {
    "chromium": "/usr/bin/chromium",
    "redis-server": "/usr/bin/redis-server",
    "postgresql": "/usr/lib/postgresql/*/bin/initdb",
    "gettext": "/usr/bin/xgettext",
    "fonts-noto-cjk": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "poppler-utils": "/usr/bin/pdftoppm",
}


def present() -> bool:
    return shutil.which("apt-get") is not None


def find(pattern: str) -> Path | None:
    """The newest file that matches an absolute pattern."""
    found = sorted(Path("/").glob(pattern.lstrip("/")))
    return found[-1] if found else None


def require_for_tests() -> None:
    """Installs what the tests need; raises Trouble that names it where we may not."""
    missing = [name for name, proof in TEST_PACKAGES.items() if find(proof) is None]
    if not missing:
        return
    if os.geteuid() != 0 or not present():
        raise Trouble(
            f"The tests need these Debian packages, which are missing: {', '.join(missing)}.\n"
            f"Install them: sudo apt-get install --no-install-recommends {' '.join(missing)}"
        )
    apt_get(missing)


def apt_get(packages: Sequence[str]) -> None:
    step(f"Installing Debian packages: {', '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    doing = f"install {', '.join(packages)}"
    run("apt-get", "update", "-qq", doing=doing, env=quiet)
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]
    run(*install, *packages, doing=doing, env=quiet)
