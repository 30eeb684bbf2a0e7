"""`gesture PHOTO…`: rock, paper, scissors, other or none, by the raised hand of each photo."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from inference.commands import hands, photos
from inference.results import Pixels

NAME = "gesture"
HELP = "read rock, paper or scissors"


def arguments(parser: ArgumentParser) -> None:
    photos.arguments(parser)
    parser.add_argument("--throw", action="store_true", help="a raised hand shows one of the three")
    parser.set_defaults(name=NAME)


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import read_gesture
    from inference.paint import paint_hand, paint_word

    def ask(pixels: Pixels) -> photos.Answer:
        found = read_gesture(pixels, throw=options.throw)

        def painted() -> Pixels:
            copy = pixels.copy()
            if found.hand:
                paint_hand(copy, found.hand)
            paint_word(copy, f"{found.name} {found.confidence:.0%}")
            return copy

        values = {
            "gesture": found.name,
            "confidence": round(found.confidence, 4),
            "chances": {name: round(chance, 4) for name, chance in found.chances.items()},
            "hand": hands.values(found.hand) if found.hand else None,
        }
        return photos.Answer(values, f"{found.name} ({found.confidence:.0%})", painted)

    return photos.answer(options, tell, ask)
