"""What is measured on: short clips of 720p, of photos or of the drawing that comes along."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

import cv2
import numpy as np

from inference.errors import BadPhoto
from inference.image import read_photo
from inference.results import Pixels

WIDTH, HEIGHT = 1280, 720
SCENE = Path(__file__).with_name("scene.webp")
# A clip's first frame is there to warm up; from one to the next the picture drifts.
FRAMES, _DRIFT = 4, 4
# What fills a frame beside a photo that is not as wide.
_GREY = 128
# Of a data folder as ../shared/data is laid out: raised hands, whole bodies, faces.
_KINDS = ("hands/hagrid", "portraits/fullbody", "faces/stock")
_KNOWN = {".jpg", ".jpeg", ".png", ".webp"}
_PER_FOLDER = 12


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One photo before a camera that is not quite still.

    frames: (FRAMES, HEIGHT, WIDTH, 3) RGB, the photo whole in each.
    """

    name: str
    frames: Pixels


def usual_folders() -> list[Path]:
    """Photos of this machine: of MARQUEE_DATA, else of shared/data beside the checkout, else []."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    data = Path(os.environ.get("MARQUEE_DATA") or beside)
    return [data / kind for kind in _KINDS if (data / kind).is_dir()]


def photos(places: Sequence[Path]) -> list[Path]:
    """Photos and some of every folder's, taken evenly, the folders in turn. Raises OSError."""
    found = [[place] if place.is_file() else _some(place) for place in places]
    return [path for path in chain(*zip_longest(*found)) if path is not None]


def clips(paths: Iterable[Path]) -> Iterator[Clip]:
    """One clip a readable photo; files that are none are passed over."""
    for path in paths:
        try:
            yield clip(path)
        except BadPhoto:
            continue


def clip(path: Path) -> Clip:
    """Raises BadPhoto, OSError."""
    pixels = read_photo(path.read_bytes())
    height, width = pixels.shape[:2]
    scale = min(WIDTH / width, HEIGHT / height)
    size = (min(round(width * scale), WIDTH), min(round(height * scale), HEIGHT))
    left, top = (WIDTH - size[0]) // 2, (HEIGHT - size[1]) // 2
    frame = np.full((HEIGHT, WIDTH, 3), _GREY, np.uint8)
    frame[top : top + size[1], left : left + size[0]] = cv2.resize(pixels, size)
    drifting = [np.roll(frame, _DRIFT * step, axis=1) for step in range(FRAMES)]
    return Clip(path.name, np.stack(drifting))


def _some(folder: Path) -> list[Path]:
    names = sorted(path for path in folder.iterdir() if path.suffix.lower() in _KNOWN)
    names = [path for path in names if not path.stem.endswith("_mask")]
    count = min(_PER_FOLDER, len(names))
    return [names[len(names) * i // count] for i in range(count)]
