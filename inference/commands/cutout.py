"""`cutout PHOTO…`: the people of each photo, and with `-o` as a PNG with alpha."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from inference.commands import photos
from inference.results import Pixels, Rgba

NAME = "cutout"
HELP = "cut the people out of photos"


def arguments(parser: ArgumentParser) -> None:
    photos.arguments(parser, makes=".png")
    parser.add_argument("--fast", action="store_true", help="the mask alone, one look")
    parser.add_argument(
        "--who",
        choices=("subjects", "auto", "everyone"),
        default="subjects",
        help="whom the photo is about (default); or everyone, also small and far off, which takes "
        "longer; auto: everyone, but where somebody is large, them alone",
    )
    parser.add_argument("--longest", type=photos.count, help="px of the longer side at most")
    parser.set_defaults(name=NAME)


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    import numpy as np

    from inference import cut_out
    from inference.paint import paint_cutout

    def ask(pixels: Pixels) -> photos.Answer:
        cutout = cut_out(pixels, fine=not options.fast, who=options.who)

        def painted() -> Pixels:
            copy = pixels.copy()
            paint_cutout(copy, cutout)
            return copy

        def made() -> Rgba:
            alpha = np.rint(cutout.alpha * 255).astype(np.uint8)
            return np.dstack([cutout.colours, alpha])

        line = f"{cutout.coverage:.0%} of the picture is person"
        return photos.Answer({"coverage": round(cutout.coverage, 4)}, line, painted, made)

    return photos.answer(options, tell, ask)
