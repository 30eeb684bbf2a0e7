"""Ways to look for hands, the quickest first; whoever climbs stops when content."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from inference.geometry import Window, whole
from inference.models import hand_landmark, palm_detection, ssd
from inference.results import Floats, Hand, Pixels
from inference.tasks.hands import windows
from inference.tasks.hands.light import evened
from inference.tasks.hands.scan import scan

_SCORE = 0.5
# Candidates from this score on are worth a look where the surer ones showed no hand.
_DOUBTFUL = 0.3
PRESENT = 0.5
# Two hands whose boxes overlap by more are one.
_SAME = 0.4
# The room around a hand that fills the frame, in frames.
_ROOM = 1.6
# From one part of the picture to the next, in sides of a part.
_STEP = 0.6


def looks(pixels: Pixels, at_most: int) -> Iterator[tuple[Hand, ...]]:
    """What each way finds, surest hand first; nothing is worked out before it is asked for."""
    yield tuple(glance(pixels, at_most))
    even = evened(pixels)
    everything = whole(pixels, 1.0)
    roomy = replace(everything, width=everything.width * _ROOM, height=everything.height * _ROOM)
    ways = (
        (pixels, [everything]),
        (pixels, [roomy]),
        (even, [everything, roomy]),
        (even, list(_parts(pixels))),
    )
    for picture, seen_through in ways:
        yield tuple(_hard(picture, seen_through, at_most))
    yield tuple(apart([*scan(pixels), *scan(even)])[:at_most])


def glance(pixels: Pixels, at_most: int) -> list[Hand]:
    """One look by the quick networks."""
    everything = palm_detection.everything(pixels)
    palms = palm_detection.detect(pixels, everything, _SCORE)[:at_most]
    return apart(hand_landmark.locate(pixels, windows.of_palm(palm)) for palm in palms)


def apart(hands: Iterable[Hand]) -> list[Hand]:
    """The hands that are there, surest first, each once."""
    kept: list[Hand] = []
    for hand in sorted(hands, key=lambda hand: -hand.presence):
        if hand.presence >= PRESENT and not any(same(hand, other) for other in kept):
            kept.append(hand)
    return kept


def same(one: Hand, other: Hand) -> bool:
    """Whether two looks saw one hand."""
    return bool(ssd.overlaps(_box(one), _box(other)[None])[0] > _SAME)


def _hard(pixels: Pixels, seen_through: Iterable[Window], at_most: int) -> list[Hand]:
    """One look through each window by the better networks, doubtful palms included."""
    name = palm_detection.FULL
    found = [palm_detection.detect(pixels, each, _DOUBTFUL, name) for each in seen_through]
    palms = ssd.merge(np.concatenate(found), _SAME)[: at_most + 1]
    return apart(_closely(pixels, windows.of_palm(palm)) for palm in palms)[:at_most]


def _closely(pixels: Pixels, window: Window) -> Hand:
    """Looks, then looks again where the first look saw the hand; the surer of both."""
    first = hand_landmark.locate(pixels, window, hand_landmark.FULL)
    second = hand_landmark.locate(pixels, windows.of_hand(first), hand_landmark.FULL)
    return max(second, first, key=lambda hand: hand.presence)


def _box(hand: Hand) -> Floats:
    flat = hand.points[:, :2]
    return np.concatenate([flat.min(axis=0), flat.max(axis=0)])


def _parts(pixels: Pixels) -> Iterator[Window]:
    """Overlapping squares of half the longer side that cover the picture."""
    height, width = pixels.shape[:2]
    side = max(height, width) / 2
    for y in _middles(height, side):
        for x in _middles(width, side):
            yield Window(x, y, side, side)


def _middles(length: int, side: float) -> list[float]:
    if length <= side:
        return [length / 2]
    count = math.ceil((length - side) / (_STEP * side)) + 1
    return [float(n) for n in np.linspace(side / 2, length - side / 2, count)]
