"""`make messages`: collects the strings to translate into the .po files (needs gettext)."""

from __future__ import annotations

from pathlib import Path

from deploy.run import debian, environment
from deploy.run.commands import run
from deploy.run.paths import PYTHON, ROOT

_IGNORED = (".venv", "node_modules", "static/vendor", "var", "tests", "deploy", "inference")


def collect() -> int:
    debian.require_for_tests()
    environment.install("test")
    makemessages(ROOT)
    return 0


def makemessages(root: Path) -> None:
    """Updates every .po of the checkout at `root`."""
    ignored = [part for folder in _IGNORED for part in ("--ignore", folder)]
    run(
        *(PYTHON, "manage.py", "makemessages", "--all", "--no-location", "--no-obsolete"),
        *ignored,
        doing="collect the messages",
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=root,
    )
