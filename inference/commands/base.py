"""What `python -m inference` expects of a sub-command."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Protocol


class Command(Protocol):
    """A module with these names; NAME is what is typed, HELP one line about it."""

    NAME: str
    HELP: str

    def arguments(self, parser: ArgumentParser) -> None:
        """Declares the command's arguments."""

    def run(self, options: Namespace, tell: Callable[[str], None]) -> int:
        """Does the work, tells what came of it, and answers the exit status.

        May raise BadPhoto, BadTemplate, ModelUnavailable and OSError; they are told in one line.
        """
