"""`fuse TEMPLATE FACE… -o OUT`: the player's face in the template's world."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

NAME = "fuse"
HELP = "fuse the faces of photos into a template"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("template", type=Path, help="a picture, or a .json file beside pictures")
    parser.add_argument("faces", type=Path, nargs="+", metavar="FACE", help="players' photos")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a .jpg file")
    parser.add_argument("--strength", type=float, help="0 the template … 1 the player")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import encode_jpeg, fuse, load_fusion_template, read_photo

    template = load_fusion_template(options.template)
    photos = [read_photo(path.read_bytes()) for path in options.faces]
    made = fuse(template, *photos, strength=options.strength)
    options.output.write_bytes(encode_jpeg(made.image, label=template.label))
    steps = ", ".join(f"{name} {took:.0f} ms" for name, took in made.steps.items())
    tell(f"{options.output}: {steps}")
    return 0
