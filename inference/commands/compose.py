"""`compose template.json in.jpg -o out.jpg`: the people of a photo beside the star."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

NAME = "compose"
HELP = "compose the people of a photo into a template"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("template", type=Path, help="a .json file beside its pictures")
    parser.add_argument("photo", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="a .jpg file")
    parser.add_argument(
        "--drawn", action="store_true", help="the photo is a drawn figure with alpha"
    )


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import compose, encode_jpeg, load_template, read_photo, read_picture

    template = load_template(options.template)
    data = options.photo.read_bytes()
    if options.drawn:
        made = compose(template, figure=read_picture(data))
    else:
        made = compose(template, read_photo(data))
    options.output.write_bytes(encode_jpeg(made.image, label=template.label))
    steps = ", ".join(f"{name} {took:.0f} ms" for name, took in made.steps.items())
    tell(f"{options.output}: {steps}")
    return 0
