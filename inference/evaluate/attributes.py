"""How often apparent age and gender are guessed right, by group, and how often not guessed."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TypeVar

import numpy as np

from inference.errors import BadPhoto
from inference.evaluate.index import BadIndex, Fault, rows
from inference.image import read_photo
from inference.image.kinds import MAX_SIDE
from inference.results import Attributes, Pixels
from inference.tasks.attribute_scale import Looks, Scale

_COLUMNS = ("image", "age_group", "gender")
# Told by groups of these columns, where the list has them.
_GROUPS = ("gender", "age_group", "race")
GENDERS = ("female", "male")


@dataclass(frozen=True, slots=True)
class Share:
    """photos: of the group. Right answers are shares of those given (None where none was given):
    an age is right where its range meets the person's age group. Abstained: of all photos."""

    photos: int
    age_right: float | None
    age_abstained: float
    gender_right: float | None
    gender_abstained: float


@dataclass(frozen=True, slots=True)
class AttributeScore:
    """all: over all photos; groups: column → group → share. A photo on which no face is found
    counts as abstained. unmeasured: how many rows had a fault. counts: share → the photos that it
    is a share of, over all."""

    photos: int
    all: Share | None
    groups: Mapping[str, Mapping[str, Share]]
    unmeasured: int
    faults: tuple[Fault, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Truth:
    """row: of the index. ages: from and to of the person's age group. gender: one of GENDERS."""

    row: Mapping[str, str]
    ages: tuple[float, float]
    gender: str

    def holds(self, age: tuple[int, int]) -> bool:
        """Whether a range meets the age group."""
        return age[0] <= self.ages[1] and self.ages[0] <= age[1]


@dataclass(frozen=True, slots=True)
class _Measured:
    """None: no answer was given."""

    row: Mapping[str, str]
    age: bool | None
    gender: bool | None


Answer = TypeVar("Answer")
Known = tuple[Truth, Looks]
"""A face whose age and gender are known, and what the network said of it."""


def attributes(index: Path, ask: Callable[[Pixels], Attributes | None]) -> AttributeScore:
    """Scores `ask` (None: no face) on every row (columns image, age_group, gender, and race where
    known) of an index. Raises BadIndex, OSError."""
    return _score(*answers(index, ask))


def unseen(
    index: Path,
    look: Callable[[Pixels], Looks | None],
    learn: Callable[[Sequence[Known]], Scale],
    folds: int,
) -> AttributeScore:
    """Scores what `learn` makes of looks (None: no face, or a spoiled one), each on the photos of
    one fold after learning from the others: how well faces are told that nothing was learned from.

    Raises BadIndex, also for fewer photos than folds, and OSError.
    """
    looked, faults = answers(index, look)
    if not 2 <= folds <= len(looked):
        raise BadIndex(f"{index}: expected 2 to {len(looked)} folds, got {folds}")
    fold = np.random.default_rng(0).permutation(len(looked)) % folds
    guessed: list[tuple[Truth, Attributes | None]] = []
    for each in range(folds):
        others = [known for known, at in zip(looked, fold, strict=True) if at != each]
        scale = learn([(truth, looks) for truth, looks in others if looks])
        guessed += [
            (truth, scale.guess(looks) if looks else None)
            for (truth, looks), at in zip(looked, fold, strict=True)
            if at == each
        ]
    return _score(guessed, faults)


def answers(
    index: Path, ask: Callable[[Pixels], Answer]
) -> tuple[list[tuple[Truth, Answer]], list[Fault]]:
    """What is answered to every photo of an index, and the rows that have a fault."""
    found: list[tuple[Truth, Answer]] = []
    faults: list[Fault] = []
    for row in rows(index, _COLUMNS):
        try:
            truth = Truth(row, _ages(row["age_group"]), _gender(row["gender"]))
            photo = (index.parent / row["image"]).read_bytes()
            found.append((truth, ask(read_photo(photo, longest=MAX_SIDE))))
        except (BadPhoto, OSError, ValueError) as error:
            faults.append(Fault(row["image"], str(error)))
    return found, faults


def _score(
    guessed: Sequence[tuple[Truth, Attributes | None]], faults: Sequence[Fault]
) -> AttributeScore:
    measured = [_measure(truth, guess) for truth, guess in guessed]
    return AttributeScore(
        photos=len(measured),
        all=_share(measured) if measured else None,
        groups={name: _by(measured, name) for name in _GROUPS},
        unmeasured=len(faults),
        faults=tuple(faults),
        counts={
            "age_right": sum(each.age is not None for each in measured),
            "age_abstained": len(measured),
            "gender_right": sum(each.gender is not None for each in measured),
            "gender_abstained": len(measured),
        },
    )


def _ages(group: str) -> tuple[float, float]:
    """From and to of "20-29" or "more than 70". Raises ValueError."""
    numbers = [int(n) for n in re.findall(r"\d+", group)]
    if len(numbers) == 1:
        return numbers[0], inf
    if len(numbers) != 2:
        raise ValueError(f"unknown age group {group!r}")
    return numbers[0], numbers[1]


def _gender(name: str) -> str:
    if name.lower() not in GENDERS:
        raise ValueError(f"unknown gender {name!r}")
    return name.lower()


def _measure(truth: Truth, guess: Attributes | None) -> _Measured:
    age = guess.age if guess else None
    told = guess.gender if guess else None
    return _Measured(
        truth.row,
        None if age is None else truth.holds(age),
        None if told is None else told == truth.gender,
    )


def _by(measured: Sequence[_Measured], column: str) -> Mapping[str, Share]:
    groups: dict[str, list[_Measured]] = defaultdict(list)
    for each in measured:
        if name := each.row.get(column):
            groups[name].append(each)
    return {name: _share(groups[name]) for name in sorted(groups)}


def _share(measured: Sequence[_Measured]) -> Share:
    age_right, age_abstained = _rates([each.age for each in measured])
    gender_right, gender_abstained = _rates([each.gender for each in measured])
    return Share(len(measured), age_right, age_abstained, gender_right, gender_abstained)


def _rates(answers: Sequence[bool | None]) -> tuple[float | None, float]:
    given = [answer for answer in answers if answer is not None]
    right = sum(given) / len(given) if given else None
    return right, 1 - len(given) / len(answers)
