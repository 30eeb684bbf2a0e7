"""`stylize PHOTO… --style NAME`: each photo, painted, beside it or where `-o` says."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable

from inference.commands import photos
from inference.results import Pixels

NAME = "stylize"
HELP = "paint photos in a style, with a brush of any size"


def arguments(parser: ArgumentParser) -> None:
    from inference import styles

    photos.arguments(parser)
    parser.add_argument("--style", choices=styles(), required=True)
    parser.add_argument(
        "--brush", type=_brush, default=0.5, help="0 the finest … 1 the boldest (default: 0.5)"
    )
    parser.add_argument(
        "--even", action="store_true", help="paint faces with the same brush as all else"
    )
    parser.set_defaults(name=NAME, draw=True)


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import find_faces, stylize

    def ask(pixels: Pixels) -> photos.Answer:
        faces = () if options.even else find_faces(pixels)
        painting = stylize(pixels, options.style, options.brush, faces=faces)
        values = {"style": options.style, "brush": options.brush, "finer_faces": len(faces)}
        line = f"{options.style}, brush {options.brush:g}, {len(faces)} faces painted finer"
        return photos.Answer(values, line, lambda: painting)

    return photos.answer(options, tell, ask)


def _brush(said: str) -> float:
    try:
        size = float(said)
    except ValueError:
        size = -1.0
    if not 0 <= size <= 1:
        raise ArgumentTypeError(f"expected a number from 0 to 1, got {said!r}")
    return size
