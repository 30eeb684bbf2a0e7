"""`train attributes|gesture|style NAME`: makes the weights of our own networks, from photos."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from inference.catalog import WEIGHTS, models_dir

NAME = "train"
HELP = "train the networks of our own"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["attributes", "gesture", "style"])
    parser.add_argument("name", nargs="?", help="style: which")
    parser.add_argument(
        "data",
        type=Path,
        help="gesture: the folder with hands/, portraits/ and faces/; style: the folder with "
        "faces/ and style/; attributes: a CSV beside photos of faces (image, age_group, gender)",
    )
    parser.add_argument("-o", "--output", type=Path, help="by default the weights in use")
    parser.add_argument(
        "--work",
        type=Path,
        default=models_dir().parent / "train" / "style",
        help="style: the folder that keeps what is learned so far",
    )
    parser.add_argument("--points", type=Path, help="an .npz that keeps what was read from photos")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    if options.what == "attributes":
        return _attributes(options, tell)
    if options.what == "style":
        return _style(options, tell)
    from inference.tasks.gesture import network
    from inference.train.gesture import train

    train(options.data, options.output or network.WEIGHTS, tell, options.points)
    return 0


def _style(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.train.style.recipes import RECIPES, train

    if options.name not in RECIPES:
        return _complain(f"expected one of the styles {', '.join(RECIPES)}")
    if find_spec("torch") is None:
        return _complain("PyTorch is not installed here: `make train` brings it")
    output = options.output or WEIGHTS / f"style_{options.name}.onnx"
    train(options.name, options.data, output, options.work, tell)
    return 0


def _complain(text: str) -> int:
    print(text, file=sys.stderr)  # noqa: T201 - stdout is for what is told
    return 1


def _attributes(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.evaluate.index import BadIndex
    from inference.tasks import attribute_scale
    from inference.train.attributes import train

    try:
        train(options.data, options.output or attribute_scale.WEIGHTS, tell)
    except BadIndex as error:
        return _complain(str(error))
    return 0
