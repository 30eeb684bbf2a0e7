"""Lessons: views of photos, each painted by our own painter with some brushes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inference.results import Floats, Pixels
from inference.tasks.stylize.grain import reach
from inference.train.style.photos import views

Painter = Callable[[Floats, float], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """views (n, SIDE, SIDE, 3); paintings (m, SIDE, SIDE, 3), of view `of[i]` with `brush[i]`."""

    views: Pixels
    paintings: Pixels
    of: NDArray[np.int64]
    brush: Floats


def lessons(
    data: Path, paint: Painter, seed: int, brushes: int, tell: Callable[[str], None]
) -> Lessons:
    """Has every view painted with so many brushes, one in each equal part of their range.

    Takes minutes; raises OSError where a photo is missing.
    """
    rng = np.random.default_rng(seed)
    seen, painted, of, used = [], [], [], []
    for number, view in enumerate(views(data, rng)):
        seen.append(_bytes(view))
        for part in range(brushes):
            brush = float((part + rng.random()) / brushes)
            painted.append(_bytes(paint(view, float(reach(brush)))))
            of.append(number)
            used.append(brush)
        if number % 20 == 0:
            tell(f"{number + 1} views painted")
    return Lessons(np.stack(seen), np.stack(painted), np.array(of), np.asarray(used, np.float32))


def kept(file: Path, make: Callable[[], Lessons]) -> Lessons:
    """The lessons of a file, which is made where there is none."""
    if not file.is_file():
        made = make()
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(file, **{name: getattr(made, name) for name in Lessons.__slots__})
    with np.load(file) as stored:
        return Lessons(*(stored[name] for name in Lessons.__slots__))


def _bytes(picture: Floats) -> Pixels:
    return np.asarray(np.rint(picture.clip(0, 1) * 255), np.uint8)
