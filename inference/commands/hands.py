"""`hands PHOTO…`: the hands of each photo and their points, in pixels of the upright photo."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from inference.commands import photos
from inference.results import Hand, Pixels

NAME = "hands"
HELP = "find hands and their 21 points"


def arguments(parser: ArgumentParser) -> None:
    photos.arguments(parser)
    parser.add_argument("--most", type=photos.count, default=2, help="how many hands at most")
    parser.set_defaults(name=NAME)


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import find_hands
    from inference.paint import paint_hand

    def ask(pixels: Pixels) -> photos.Answer:
        hands = find_hands(pixels, at_most=options.most)

        def painted() -> Pixels:
            copy = pixels.copy()
            for hand in hands:
                paint_hand(copy, hand)
            return copy

        sides = ", ".join(_side(hand) for hand in hands) or "none"
        return photos.Answer({"hands": [values(hand) for hand in hands]}, sides, painted)

    return photos.answer(options, tell, ask)


def values(hand: Hand) -> dict[str, Any]:
    return {
        "handedness": _side(hand),
        "handedness_confidence": round(max(hand.right, 1 - hand.right), 4),
        "presence": round(hand.presence, 4),
        "landmarks": hand.points.round(2).tolist(),
        "world": hand.world.round(5).tolist(),
    }


def _side(hand: Hand) -> str:
    return "right" if hand.right >= 0.5 else "left"
