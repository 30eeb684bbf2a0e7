"""`cutout in.jpg -o out.png`: the people of a photo as a PNG with alpha."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

NAME = "cutout"
HELP = "cut the people out of a photo"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("photo", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="a .png file")
    parser.add_argument("--fast", action="store_true", help="one look, quicker edges")
    parser.add_argument("--longest", type=int, default=1280, help="px of the longer side")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    import numpy as np
    from PIL import Image

    from inference import cut_out, read_photo

    photo = read_photo(options.photo.read_bytes(), longest=options.longest)
    cutout = cut_out(photo, fine=not options.fast)
    alpha = np.rint(cutout.alpha * 255).astype(np.uint8)
    Image.fromarray(np.dstack([cutout.colours, alpha])).save(options.output)
    tell(f"{options.output}: {cutout.coverage:.0%} of the picture is person")
    return 0
