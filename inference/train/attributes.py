"""Learns what the looks at a face are worth: photos → looks → a handful of numbers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inference.evaluate.attributes import Known, answers
from inference.evaluate.index import BadIndex
from inference.results import Pixels
from inference.tasks.attribute_scale import Looks, Scale, save
from inference.tasks.attributes import look
from inference.tasks.face import find_faces

_FOLDS = 5
# The last age group is open; it is as wide as the others.
_GROUP = 10.0
# Pulls the slope of the odds towards 0, in faces; there are not many to learn from.
_MODEST = 1.0
_STEPS = 30

Vector = NDArray[np.float64]


def train(index: Path, output: Path, tell: Callable[[str], None]) -> None:
    """Learns from the photos of an index (columns image, age_group, gender) and writes `output`.

    Raises BadIndex, also where faces of a gender are missing, and OSError.
    """
    looked, faults = answers(index, look_at_largest)
    for fault in faults:
        tell(f"{fault.file}: {fault.why}")
    known = [(truth, looks) for truth, looks in looked if looks]
    scale = fit(known)
    save(scale, output)
    tell(f"{output}: {len(known)} faces; {scale}")


def look_at_largest(pixels: Pixels) -> Looks | None:
    """What the network says of a photo's largest face; None without one that will do."""
    faces = find_faces(pixels)
    return look(pixels, faces[0]) if faces else None


def fit(known: Sequence[Known]) -> Scale:
    """The scale that fits all; how often its ranges hold is told by faces left out in turn.

    Raises BadIndex where faces of a gender are missing.
    """
    male = np.array([truth.gender == "male" for truth, _ in known], float)
    if not 0 < male.sum() < len(male):
        raise BadIndex("expected faces of women and of men")
    fold = np.random.default_rng(0).permutation(len(known)) % _FOLDS
    held = []
    for each in range(_FOLDS):
        others = [face for face, at in zip(known, fold, strict=True) if at != each]
        scale = Scale(_line(others or known), (1.0, 0.0), 1.0)
        left_out = [face for face, at in zip(known, fold, strict=True) if at == each]
        told = [(truth, scale.guess(looks).age) for truth, looks in left_out]
        held += [truth.holds(age) for truth, age in told if age]
    odds = _logistic(np.array([looks.male for _, looks in known]), male)
    return Scale(_line(known), odds, round(float(np.mean(held)), 3) if held else 0.5)


def _line(known: Sequence[Known]) -> tuple[float, float]:
    """Years over the network's years, by least squares.

    Most photos are of the young. Weights between those of photos and those of age groups keep
    the line from making everybody young, which would pay on these photos.
    """
    ages = [truth.ages for truth, _ in known]
    middle = np.array([(low + min(high + 1, low + _GROUP)) / 2 for low, high in ages])
    # np.polyfit squares the weights.
    weights = np.array([ages.count(group) ** -0.25 for group in ages])
    years = np.array([looks.years for _, looks in known])
    slope, offset = np.polyfit(years, middle, 1, w=weights)
    return round(float(slope), 4), round(float(offset), 3)


def _logistic(odds: Vector, male: Vector) -> tuple[float, float]:
    """Slope and offset that make log odds true, by Newton's method (Platt, 1999)."""
    inputs = np.column_stack([odds, np.ones(len(odds))])
    modest = np.diag([_MODEST, 0.0])
    weights = np.zeros(2)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(inputs @ weights)))
        slope = inputs.T @ (chance - male) + modest @ weights
        curve = (inputs.T * (chance * (1 - chance))) @ inputs + modest + 1e-9 * np.eye(2)
        weights = weights - np.linalg.solve(curve, slope)
    return round(float(weights[0]), 4), round(float(weights[1]), 4)
