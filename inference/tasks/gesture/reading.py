"""What is known of one hand: what it shows and whether it is raised."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inference.results import Floats, Gesture, Hand
from inference.tasks.gesture.network import SHAPES, network, softmax

RPS = slice(0, 3)
# What is less likely a hand than this is not taken for one.
BELIEVED = 0.5
_OTHER = 3
# A hand that points further down than this (degrees from straight up) hangs at rest; how softly.
_HANGING = 120.0
_SOFTNESS = 5.0
# How much any raised hand looks like the one that plays, whatever it shows.
_ANY = 0.3
# The chance that somebody shows a hand where none was found.
_MISSED = 0.06
# What shows that points lie on a hand, when it was looked at several times: the networks are sure
# of it, the points stay where they are, and they make a gesture. Weights of the log odds, by
# logistic regression on darkened, blurred and shrunken photos of gestures and on faces.
_PRESENT, _STEADY, _SHAPED, _BIAS = 0.21, -1.04, 0.66, -4.7


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """shapes: chances of network.SHAPES, given that a hand is raised. raised: 0 … 1.

    believed: 0 … 1, how sure it is that there is a hand at all.
    """

    hand: Hand
    shapes: Floats
    raised: float
    believed: float

    @property
    def weight(self) -> float:
        """How much this hand, of several, looks like the one that plays."""
        return self.raised * (_ANY + float(self.shapes[RPS].sum())) * _size(self.hand)


def read(hand: Hand, views: Sequence[Hand] = ()) -> Reading:
    """views: the same hand, looked at several times; by default once."""
    seen = views or (hand,)
    logits = network().logits(
        np.stack([view.points for view in seen]), np.stack([view.world for view in seen])
    )
    weights = np.array([view.presence for view in seen]) + 1e-6
    shapes = softmax(np.average(logits, axis=0, weights=weights))
    believed = _believed(hand, views, shapes) if views else hand.presence
    return Reading(hand, shapes, _raised(hand), believed)


def _believed(hand: Hand, views: Sequence[Hand], shapes: Floats) -> float:
    points = np.stack([view.points[:, :2] for view in views])
    wander = float(np.linalg.norm(points - points.mean(axis=0), axis=2).mean()) / _size(hand)
    odds = (
        _PRESENT * _log_odds(float(np.mean([view.presence for view in views])))
        + _STEADY * math.log(wander + 1e-3)
        + _SHAPED * _log_odds(float(shapes.max()))
        + _BIAS
    )
    return 1 / (1 + math.exp(-odds))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 0.005), 0.995)
    return math.log(chance / (1 - chance))


def _size(hand: Hand) -> float:
    """Pixels from the wrist to the middle knuckle."""
    return float(np.linalg.norm(hand.points[9, :2] - hand.points[0, :2])) + 1e-3


def forced(shapes: Floats) -> Floats:
    """The same, when the answer must be rock, paper or scissors."""
    kept = shapes.copy()
    kept[_OTHER] = 0
    return np.asarray(kept / max(float(kept.sum()), 1e-6), np.float32)


def gesture(reading: Reading | None, *, throw: bool) -> Gesture:
    """The answer for a reading; None: no hand was found."""
    if reading is None:
        shapes, shown = np.full(len(SHAPES), 1 / len(SHAPES), np.float32), _MISSED
    else:
        shapes, shown = reading.shapes, reading.raised * (1.0 if throw else reading.believed)
    shapes = forced(shapes) if throw else shapes
    chances = {name: shown * float(n) for name, n in zip(SHAPES, shapes, strict=True)}
    # Whether a hand is shown is decided first: three doubtful gestures are not a missing hand.
    best = max(SHAPES, key=chances.__getitem__) if shown >= 0.5 else "none"
    chances["none"] = 1 - shown
    return Gesture(best, chances[best], chances, reading.hand if reading else None)


def _raised(hand: Hand) -> float:
    """Whether the hand does not hang down, 0 … 1."""
    x, y = (float(n) for n in hand.points[9, :2] - hand.points[0, :2])
    angle = abs(math.degrees(math.atan2(x, -y)))
    return 1 / (1 + math.exp((angle - _HANGING) / _SOFTNESS))
