"""How well gestures are read, on photos that say what is shown."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from inference.errors import BadPhoto
from inference.evaluate.index import Fault, rows
from inference.image import read_photo
from inference.results import Gesture, Pixels

RPS = ("rock", "paper", "scissors")
NAMES = (*RPS, "other", "none")
_BINS = 10


@dataclass(frozen=True, slots=True)
class GestureScore:
    """photos: how many were measured. recall: by true name, None where no photo shows it.

    macro_recall: mean over rock, paper and scissors. false_on_none: share of photos without a
    raised hand that were read as one of the three. confusion: truth → answer → photos.
    calibration_error: mean distance between confidence and share of right answers. ms: CPU time
    a photo, without reading the file. unmeasured: how many rows had a fault. counts: share → the
    photos that it is a share of.
    """

    photos: int
    recall: Mapping[str, float | None]
    macro_recall: float | None
    false_on_none: float | None
    confusion: Mapping[str, Mapping[str, int]]
    calibration_error: float | None
    ms: Mapping[str, float] | None
    unmeasured: int
    faults: tuple[Fault, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Measured:
    truth: str
    answer: str
    confidence: float
    ms: float


def gestures(
    index: Path,
    ask: Callable[[Pixels], Gesture],
    hardship: Callable[[Pixels], Pixels] | None = None,
) -> GestureScore:
    """Scores `ask` on every row (columns file, label) of an index. Raises BadIndex, OSError.

    hardship: what is done to each photo before it is asked about.
    """
    measured: list[_Measured] = []
    faults: list[Fault] = []
    for row in rows(index, ("file", "label")):
        if row["label"] not in NAMES:
            faults.append(Fault(row["file"], f"unknown label {row['label']!r}"))
            continue
        try:
            pixels = read_photo((index.parent / row["file"]).read_bytes())
            pixels = hardship(pixels) if hardship else pixels
            measured.append(_measure(pixels, row["label"], ask))
        except (BadPhoto, OSError) as error:
            faults.append(Fault(row["file"], str(error)))
    return _score(measured, faults)


def _measure(pixels: Pixels, truth: str, ask: Callable[[Pixels], Gesture]) -> _Measured:
    before = time.process_time()
    found = ask(pixels)
    ms = (time.process_time() - before) * 1000
    return _Measured(truth, found.name, found.confidence, ms)


def _score(measured: list[_Measured], faults: list[Fault]) -> GestureScore:
    confusion = {truth: dict.fromkeys(NAMES, 0) for truth in NAMES}
    for each in measured:
        confusion[each.truth][each.answer] += 1
    recall = {name: _share(confusion[name], (name,)) for name in NAMES}
    known = [share for name in RPS if (share := recall[name]) is not None]
    times = [each.ms for each in measured]
    return GestureScore(
        photos=len(measured),
        recall=recall,
        macro_recall=float(np.mean(known)) if known else None,
        false_on_none=_share(confusion["none"], RPS),
        confusion=confusion,
        calibration_error=_calibration_error(measured),
        ms={"median": float(np.median(times)), "mean": float(np.mean(times))} if times else None,
        unmeasured=len(faults),
        faults=tuple(faults),
        counts={
            "macro_recall": sum(sum(confusion[name].values()) for name in RPS),
            "false_on_none": sum(confusion["none"].values()),
        },
    )


def _share(answers: Mapping[str, int], names: tuple[str, ...]) -> float | None:
    total = sum(answers.values())
    return sum(answers[name] for name in names) / total if total else None


def _calibration_error(measured: list[_Measured]) -> float | None:
    """Expected calibration error over equal bins of confidence (Naeini et al., 2015)."""
    if not measured:
        return None
    sure = np.array([each.confidence for each in measured])
    right = np.array([each.truth == each.answer for each in measured], float)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((right - sure)[bins == each].sum())) for each in range(_BINS)]
    return sum(gaps) / len(measured)
