"""Rock, paper, scissors: what a raised hand shows, in a picture or over a few frames."""

from collections.abc import Sequence

import numpy as np

from inference.image.check import check_pixels
from inference.results import Gesture, Hand, Pixels
from inference.tasks.gesture.closer import Closer
from inference.tasks.gesture.reading import BELIEVED, RPS, Reading, forced, gesture, read
from inference.tasks.hands import follow
from inference.tasks.hands.ladder import looks, same

_HANDS = 2
# A first reading this sure, of a hand this present, is not looked at again.
_SURE, _CLEAR = 0.9, 0.9
# The points of a hand that is less present may lie beside it: harder looks may do better.
_PRESENT = 0.8


def read_gesture(pixels: Pixels, *, throw: bool = False) -> Gesture:
    """What the picture's raised hand shows; "none" where no hand is raised.

    throw: at the moment of a throw the answer is one of rock, paper and scissors, whatever else
    the raised hand might show. A clear picture takes one look; doubt makes it take more, but where
    a second look surely shows hands at rest, it is left at that.
    """
    check_pixels(pixels)
    closer = Closer(pixels)
    best: Reading | None = None
    for climbed, hands in enumerate(looks(pixels, _HANDS)):
        reading = _playing(hands)
        if reading is None or (best and _nothing_new(reading, best)):
            continue
        if reading.raised < 0.5:
            if climbed and reading.hand.presence >= _PRESENT:
                return gesture(best or reading, throw=throw)
            continue
        if not climbed and _is_sure(reading, throw=throw):
            return gesture(reading, throw=throw)
        reading = closer.read(reading.hand)
        best = max(best or reading, reading, key=lambda each: each.believed)
        if reading.hand.presence >= _PRESENT and best.believed >= BELIEVED:
            break
    return gesture(best, throw=throw)


def read_gestures(frames: Sequence[Pixels], *, throw: bool = False) -> Gesture:
    """What the raised hand shows over a short run of frames of one size: their vote.

    The hand is followed from frame to frame; only if no frame shows one, the last is looked at
    as hard as a single picture. Raises ValueError without a frame.
    """
    if not frames:
        raise ValueError("expected at least one frame")
    readings = [_playing(hands) for hands in follow(frames, at_most=_HANDS)]
    if not any(readings):
        return read_gesture(frames[-1], throw=throw)
    return vote([gesture(reading, throw=throw) for reading in readings])


def vote(gestures: Sequence[Gesture]) -> Gesture:
    """The answer of several moments together: their mean chances, the hand seen last."""
    if not gestures:
        raise ValueError("expected at least one gesture")
    names = gestures[0].chances
    chances = {name: float(np.mean([each.chances[name] for each in gestures])) for name in names}
    shown = [name for name in names if name != "none"]
    best = "none" if chances["none"] > 0.5 else max(shown, key=chances.__getitem__)
    hands = [each.hand for each in gestures if each.hand is not None]
    return Gesture(best, chances[best], chances, hands[-1] if hands else None)


def _playing(hands: Sequence[Hand]) -> Reading | None:
    return max(map(read, hands), key=lambda reading: reading.weight, default=None)


def _is_sure(reading: Reading, *, throw: bool) -> bool:
    shapes = forced(reading.shapes)[RPS] if throw else reading.shapes
    return reading.hand.presence >= _CLEAR and float(shapes.max()) >= _SURE


def _nothing_new(reading: Reading, best: Reading) -> bool:
    """The same hand, found no better than before."""
    return reading.hand.presence <= best.hand.presence and same(reading.hand, best.hand)
