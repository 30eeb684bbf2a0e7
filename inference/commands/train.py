"""`train gesture DATA`: makes the weights of our own networks anew, from photos."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

NAME = "train"
HELP = "train the networks of our own"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["gesture"])
    parser.add_argument("data", type=Path, help="the folder with hands/, portraits/ and faces/")
    parser.add_argument("-o", "--output", type=Path, help="by default the weights in use")
    parser.add_argument("--points", type=Path, help="an .npz that keeps what was read from photos")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.tasks.gesture.network import WEIGHTS
    from inference.train.gesture import train

    train(options.data, options.output or WEIGHTS, tell, options.points)
    return 0
