"""How good the cut-out is, measured on photos with person masks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.errors import BadPhoto
from inference.evaluate.index import Fault, rows
from inference.image import read_photo
from inference.results import Pixels

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PortraitScore:
    """Means over the photos; None where none could be measured.

    miou: of the two classes' intersection over union; fg_iou: of the person's. boundary_error:
    mean distance between the two outlines, both ways, in thousandths of the picture's diagonal.
    unmeasured: how many rows had a fault.
    """

    photos: int
    miou: float | None
    fg_iou: float | None
    boundary_error: float | None
    unmeasured: int
    faults: tuple[Fault, ...]


def portraits(index: Path, find: Callable[[Pixels], Flags]) -> PortraitScore:
    """Scores `find` on every row (columns image, mask; beside the file) of an index. Raises
    BadIndex, OSError."""
    measured: list[tuple[float, float, float]] = []
    faults: list[Fault] = []
    for row in rows(index, ("image", "mask")):
        try:
            photo = read_photo((index.parent / row["image"]).read_bytes())
        except (BadPhoto, OSError) as error:
            faults.append(Fault(row["image"], str(error)))
            continue
        try:
            truth = _truth(index.parent / row["mask"], photo.shape)
        except (ValueError, OSError) as error:
            faults.append(Fault(row["mask"], str(error)))
            continue
        measured.append(_compare(find(photo), truth))
    miou, fg_iou, boundary = np.mean(measured, axis=0).tolist() if measured else [None] * 3
    return PortraitScore(len(measured), miou, fg_iou, boundary, len(faults), tuple(faults))


def _truth(mask: Path, shape: tuple[int, ...]) -> Flags:
    """Raises OSError, ValueError."""
    data = np.frombuffer(mask.read_bytes(), np.uint8)
    grey = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE) if data.size else None
    if grey is None:
        raise ValueError("not a picture")
    return np.asarray(cv2.resize(grey, shape[1::-1]) > 127)


def _compare(found: Flags, truth: Flags) -> tuple[float, float, float]:
    person, rest = overlap(found, truth), overlap(~found, ~truth)
    return (person + rest) / 2, person, outline_distance(found, truth)


def overlap(a: Flags, b: Flags) -> float:
    """Intersection over union; 1 where both are empty."""
    union = int((a | b).sum())
    return int((a & b).sum()) / union if union else 1.0


def outline_distance(a: Flags, b: Flags) -> float:
    """Mean distance of each outline's pixels to the other, ‰ of the diagonal; capped at 100."""
    edges = [_outline(flags) for flags in (a, b)]
    if not all(edge.any() for edge in edges):
        return 0.0 if not any(edge.any() for edge in edges) else 100.0
    ways = [_distance_to(edges[1])[edges[0]], _distance_to(edges[0])[edges[1]]]
    mean = float(np.mean([way.mean() for way in ways]))
    return min(1000 * mean / float(np.hypot(*a.shape)), 100.0)


def _outline(flags: Flags) -> Flags:
    plane = flags.astype(np.uint8)
    return np.asarray(plane != cv2.erode(plane, np.ones((3, 3), np.uint8)))


def _distance_to(edge: Flags) -> NDArray[np.float32]:
    return np.asarray(cv2.distanceTransform((~edge).astype(np.uint8), cv2.DIST_L2, 5), np.float32)
