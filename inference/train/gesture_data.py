"""Hands to learn gestures from: the points our own networks read in photos with known answers."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inference.geometry import Window
from inference.image import read_photo
from inference.models import hand_landmark
from inference.results import Floats, Hand, Pixels
from inference.tasks.gesture.network import SHAPES
from inference.tasks.hands import find_hands, windows

Row = Mapping[str, str]

# Letters of a finger alphabet whose hand could as well be a fist: a hint, not a truth.
_HINTS = {"fist_like": 0.3}
_NAMES = {"fist_like": "rock"}
_FINGERS = {0: "rock", 2: "scissors", 5: "paper"}
# Looks at a hand beside the one it was found by: they teach how the networks' points waver.
_LOOKS = (hand_landmark.FULL, hand_landmark.LITE, hand_landmark.LITE)
# One of the people who play nothing does show something.
_SHOWN = {"015.jpg": "scissors"}
_PRESENT = 0.3


@dataclass(frozen=True, slots=True)
class Source:
    """A folder with an index.csv (column file, or image). weight: of all its photos together.

    most: photos taken of it, evenly. label: what a hand shows, None where that is not known.
    group: photos of one group are never parted between fitting and checking.
    """

    folder: str
    weight: float
    label: Callable[[Row, Hand], str | None]
    group: Callable[[Row], str] = lambda row: file(row)
    hands: int = 1
    most: int = 1000


def file(row: Row) -> str:
    return row.get("file") or row["image"]


def _counted(row: Row, hand: Hand) -> str | None:
    """By the number of fingers of the box that the hand lies in."""
    x, y = hand.points[:, :2].mean(axis=0)
    for each in json.loads(row["boxes_json"]):
        x0, y0, x1, y1 = each["box"]
        if x0 <= x <= x1 and y0 <= y <= y1:
            return _FINGERS.get(each["fingers"], "other")
    return None


def _named(row: Row, _: Hand) -> str | None:
    name = _NAMES.get(row["label"], row["label"])
    return name if name in SHAPES else None


def _passive(row: Row, hand: Hand) -> str | None:
    """Hands of people who play nothing; those that hang down are known by that already."""
    hangs = hand.points[9, 1] > hand.points[0, 1]
    return None if hangs else _SHOWN.get(file(row), "other")


# hands/hagrid is left out on purpose: it is what the result is measured on.
SOURCES = (
    Source("hands/subhi", 1.5, _counted, group=lambda row: row["session"], hands=2),
    Source("hands/asl", 1.0, _named),
    Source("hands/digits", 1.2, _named),
    Source("hands/green", 1.0, _named, most=600),
    Source("hands/fullframe", 0.4, _named, hands=2),
    Source("portraits/fullbody", 0.1, _passive, hands=2),
    Source("faces/stock", 0.2, _passive, hands=2),
)


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """n hands: points and world (n, 21, 3), labels (n,) into SHAPES, weights (n,).

    groups (n,): those of one number belong together.
    """

    points: Floats
    world: Floats
    labels: NDArray[np.int64]
    weights: Floats
    groups: NDArray[np.int64]

    def __getitem__(self, chosen: NDArray[Any]) -> "Samples":
        return Samples(*(getattr(self, name)[chosen] for name in self.__slots__))


def samples(data: Path, tell: Callable[[str], None]) -> Samples:
    """Reads every source under `data`. Takes minutes; OSError where a file is missing."""
    return join([_read(data / source.folder, source, tell) for source in SOURCES])


def join(parts: list[Samples]) -> Samples:
    """One after another; groups of different parts stay apart."""
    starts = np.cumsum([0, *(part.groups.max(initial=-1) + 1 for part in parts[:-1])])
    moved = [replace(p, groups=p.groups + n) for p, n in zip(parts, starts, strict=True)]
    return Samples(*(np.concatenate([getattr(p, n) for p in moved]) for n in Samples.__slots__))


def _read(folder: Path, source: Source, tell: Callable[[str], None]) -> Samples:
    rng = np.random.default_rng(0)
    with (folder / "index.csv").open(newline="", encoding="utf-8") as index:
        rows = list(csv.DictReader(index))
    kept = [rows[i] for i in sorted(rng.permutation(len(rows))[: source.most])]
    hands: list[tuple[Hand, int, float, str]] = []
    for row in kept:
        pixels = read_photo((folder / file(row)).read_bytes())
        for hand in find_hands(pixels, at_most=source.hands):
            if label := source.label(row, hand):
                hint = _HINTS.get(row.get("label", ""), 1.0)
                views = [hand, *_views(pixels, hand, rng)]
                hands += [(v, SHAPES.index(label), hint, source.group(row)) for v in views]
    tell(f"{source.folder}: {len(kept)} photos, {len(hands)} views of hands")
    names = sorted({group for *_, group in hands})
    labels = np.array([label for _, label, *_ in hands], np.int64)
    return Samples(
        np.stack([hand.points for hand, *_ in hands]),
        np.stack([hand.world for hand, *_ in hands]),
        labels,
        source.weight * _balanced(labels, np.array([hint for *_, hint, _ in hands])),
        np.array([names.index(group) for *_, group in hands], np.int64),
    )


def _balanced(labels: NDArray[np.int64], hints: NDArray[np.float64]) -> Floats:
    """Weights by which all labels of a source count the same."""
    totals = np.bincount(labels, hints, minlength=len(SHAPES))
    return np.asarray(hints / totals[labels], np.float32)


def _views(pixels: Pixels, hand: Hand, rng: np.random.Generator) -> Iterator[Hand]:
    window = windows.of_hand(hand)
    for name in _LOOKS:
        across, up = rng.normal(0, 0.05, 2) * window.width
        size, turn = np.exp(rng.uniform(-0.15, 0.25)), rng.normal(0, 0.2)
        side = float(window.width * size)
        crop = Window(
            window.x + float(across), window.y + float(up), side, side, window.angle + float(turn)
        )
        seen = hand_landmark.locate(pixels, crop, name)
        if seen.presence >= _PRESENT:
            yield seen
