"""Lessons: views of photos, each painted by our own painter with some brushes."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.models.style import STEP
from inference.results import Floats, Pixels
from inference.tasks.stylize.canvas import canvas
from inference.tasks.stylize.grain import reach
from inference.train.style.photos import SIDE, views

Painter = Callable[[Floats, float], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """views (n, SIDE, SIDE, 3); paintings (m, SIDE, SIDE, 3), of view `of[i]` with `brush[i]`.

    told (m, CHANNELS, SIDE/4, SIDE/4): the canvas of each painting.
    """

    views: Pixels
    paintings: Pixels
    told: NDArray[np.float16]
    of: NDArray[np.int64]
    brush: Floats


def lessons(
    data: Path, paint: Painter, seed: int, brushes: int, tell: Callable[[str], None]
) -> Lessons:
    """Has every view painted with so many brushes, one in each equal part of their range.

    Takes minutes, on all cores; raises OSError where a photo is missing.
    """
    rng = np.random.default_rng(seed)
    seen = [_bytes(view) for view in views(data, rng)]
    of = np.repeat(np.arange(len(seen)), brushes)
    parts = np.tile(np.arange(brushes), len(seen))
    brush = ((parts + rng.random(len(of))) / brushes).astype(np.float32)
    # Not forked: PyTorch's threads may hold what a child would wait for.
    with ProcessPoolExecutor(
        mp_context=get_context("spawn"), initializer=cv2.setNumThreads, initargs=(1,)
    ) as pool:
        tell(f"{len(of)} paintings of {len(seen)} views are made")
        made = list(
            pool.map(partial(_painted, paint), (seen[n] for n in of), brush.tolist(), chunksize=8)
        )
    paintings, told = (np.stack(parts) for parts in zip(*made, strict=True))
    return Lessons(np.stack(seen), paintings, told, of, brush)


def _painted(paint: Painter, view: Pixels, brush: float) -> tuple[Pixels, NDArray[np.float16]]:
    """The painting of a view, and the canvas it lies on."""
    cells = SIDE // STEP
    told = canvas(view, np.full((cells, cells), brush, np.float32))
    painting = paint(np.multiply(view, np.float32(1 / 255), dtype=np.float32), float(reach(brush)))
    return _bytes(painting), told.astype(np.float16)


def _bytes(picture: Floats) -> Pixels:
    return np.asarray(np.rint(picture.clip(0, 1) * 255), np.uint8)
