"""`models [--build]`: which networks are on this machine."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

NAME = "models"
HELP = "list the networks, and build those that are missing"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--build", action="store_true", help="build what is missing first")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.build.__main__ import main as build
    from inference.catalog import CATALOG, readiness

    if options.build and build():
        return 1
    ready = readiness()
    for name, built in ready.models.items():
        package = CATALOG[name].package
        state = "built" if built else "missing"
        tell(f"{name:18} {state:8} {package.name} {package.version}, {package.licence}")
    return 0 if ready.ready else 1
