"""The photos that painters paint to teach by: portraits and places that may be used for it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from inference.image import read_photo
from inference.results import Floats
from inference.tasks.stylize.light import well_lit

# Sides of the square views that are painted, px.
SIDE = 384


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of photos whose index.csv tells (column file, or image).

    licence: what the index must say of a photo, so that nothing else slips in. scales: of the
    shorter side, by SIDE, for each view. held_out: every so many photos, one is not learned from.
    """

    folder: str
    licence: str
    scales: tuple[float, ...]
    held_out: int = 0


SOURCES = (
    Source("faces/stock", "CC0 (README.md)", (1.0, 1.35, 1.7, 2.3), held_out=5),
    Source("style/content/gb82", "CC0 1.0", (1.1, 1.5)),
    Source("style/content/kodak", "unrestricted (Kodak)", (1.1, 1.5)),
)


def views(data: Path, rng: np.random.Generator) -> Iterator[Floats]:
    """Square views (SIDE, SIDE, 3), RGB 0 … 1. Raises OSError where a file is missing."""
    for source in SOURCES:
        for index, path in enumerate(files(data, source)):
            if source.held_out and index % source.held_out == 0:
                continue
            picture = well_lit(read_photo(path.read_bytes(), longest=1024))
            for scale in source.scales:
                yield view(np.multiply(picture, np.float32(1 / 255), dtype=np.float32), scale, rng)


def files(data: Path, source: Source) -> list[Path]:
    """The photos of a source under its licence."""
    folder = data / source.folder
    with (folder / "index.csv").open(newline="", encoding="utf-8") as index:
        rows = [row for row in csv.DictReader(index) if row["licence"] == source.licence]
    return [folder / (row.get("file") or row["image"]) for row in rows]


def view(picture: Floats, scale: float, rng: np.random.Generator) -> Floats:
    """A square of a picture whose shorter side becomes scale·SIDE; mirrored half the time.

    From the upper middle rather, where faces are.
    """
    factor = scale * SIDE / min(picture.shape[:2])
    height, width = (max(SIDE, round(n * factor)) for n in picture.shape[:2])
    sized = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    top = int(rng.beta(2, 3) * (height - SIDE + 1))
    left = int(rng.beta(3, 3) * (width - SIDE + 1))
    cut = sized[top : top + SIDE, left : left + SIDE]
    return np.array(cut[:, ::-1] if rng.random() < 0.5 else cut, np.float32)
