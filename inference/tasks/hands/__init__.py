"""Hands and their points: in a picture, or from frame to frame."""

from collections.abc import Iterable, Sequence

from inference.image.check import check_pixels
from inference.models import hand_landmark
from inference.results import Hand, Pixels
from inference.tasks.hands import ladder, windows

# A followed hand below this presence is lost.
_KEPT = 0.5


def find_hands(pixels: Pixels, *, at_most: int = 2) -> tuple[Hand, ...]:
    """The hands of a picture, surest first, in pixels of it; () where there is none.

    Most pictures are answered by one look. Where it shows no hand, harder and harder ones follow:
    an empty room takes the longest.
    """
    check_pixels(pixels)
    return next((hands for hands in ladder.looks(pixels, at_most) if hands), ())


def follow_hands(pixels: Pixels, before: Sequence[Hand], *, at_most: int = 2) -> tuple[Hand, ...]:
    """The hands of a frame, given those of the frame before it, in the same order.

    Palms are looked for only when there was no hand before or one was lost. A hand that comes
    into the picture beside one that is followed is found by `find_hands`.
    """
    check_pixels(pixels)
    looks = [hand_landmark.locate(pixels, windows.of_hand(hand)) for hand in before[:at_most]]
    kept = ladder.apart(hand for hand in looks if hand.presence >= _KEPT)
    if kept and len(kept) == len(before[:at_most]):
        return tuple(kept)
    return tuple(ladder.apart([*kept, *ladder.glance(pixels, at_most)])[:at_most])


def follow(frames: Iterable[Pixels], *, at_most: int = 2) -> Iterable[tuple[Hand, ...]]:
    """The hands of every frame in turn."""
    hands: tuple[Hand, ...] = ()
    for frame in frames:
        hands = follow_hands(frame, hands, at_most=at_most)
        yield hands
