"""`train attributes|gesture DATA`: makes the weights of our own networks anew, from photos."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

NAME = "train"
HELP = "train the networks of our own"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["attributes", "gesture"])
    parser.add_argument(
        "data",
        type=Path,
        help="gesture: the folder with hands/, portraits/ and faces/; attributes: a CSV beside "
        "photos of faces (image, age_group, gender)",
    )
    parser.add_argument("-o", "--output", type=Path, help="by default the weights in use")
    parser.add_argument("--points", type=Path, help="an .npz that keeps what was read from photos")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    if options.what == "attributes":
        return _attributes(options, tell)
    from inference.tasks.gesture.network import WEIGHTS
    from inference.train.gesture import train

    train(options.data, options.output or WEIGHTS, tell, options.points)
    return 0


def _attributes(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.evaluate.index import BadIndex
    from inference.tasks.attribute_scale import WEIGHTS
    from inference.train.attributes import train

    try:
        train(options.data, options.output or WEIGHTS, tell)
    except BadIndex as error:
        print(error, file=sys.stderr)  # noqa: T201 - stdout is for what is told
        return 1
    return 0
