"""`python -m inference`: the package from the command line."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from inference.commands import (
    attributes,
    bench,
    compose,
    cutout,
    evaluate,
    face,
    fuse,
    gesture,
    hands,
    models,
    pose,
    stylize,
    train,
    web,
)
from inference.commands.base import Command
from inference.errors import BadPhoto, BadTemplate, ModelUnavailable

# The only list of sub-commands.
COMMANDS: tuple[Command, ...] = (
    attributes,
    bench,
    compose,
    cutout,
    evaluate,
    face,
    fuse,
    gesture,
    hands,
    models,
    pose,
    stylize,
    train,
    web,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one sub-command; 0 on success, 1 with one line on stderr where it could not be done."""
    parser = ArgumentParser(prog="python -m inference", description="Pictures in, results out.")
    choices = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        sub = choices.add_parser(command.NAME, help=command.HELP, description=command.__doc__)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options, print))
    except (BadPhoto, BadTemplate, ModelUnavailable, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
