"""How good face fusion is, measured on photos of people and on spoilt copies of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time

import numpy as np

from inference.errors import BadPhoto, Reason
from inference.evaluate.fusion_measures import neck_difference, seam, shape_distances
from inference.evaluate.index import BadIndex, rows
from inference.evaluate.spoilt import spoilt
from inference.image import read_photo
from inference.results import Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.face_pose import head_pose
from inference.tasks.face_quality import face_quality
from inference.tasks.fusion import Fusion, FusionTemplate

# Photos without a known answer: those of one good face turned by no more than this count as usable.
_FRONTAL, _UPRIGHT = 30.0, 25.0
_FUSED = "fused"
_KINDS = {".jpg", ".jpeg", ".png", ".webp", ".heic"}

Fuse = Callable[[Pixels], Fusion]


@dataclass(frozen=True, slots=True)
class FusionScore:
    """Shares 0 … 1 and medians over the fused photos.

    photos: that are usable; fused: the share of them. spoilt: copies of them with a known fault,
    and photos whose answer is known to be a reason; refused: the share that was refused for that
    reason. to_player, to_template: mean distance of the result's features from either's, laid on
    each other in space, in parts of the distance between the eyes. neck_before, neck_after: ΔE2000
    between face and neck, the face pasted as it came and fused; neck_template: of the template
    itself. seam: energy across the mask's edge ÷ that of the template there. cpu_ms: one fusion, in
    all threads.
    """

    photos: int
    fused: float
    spoilt: int
    refused: float
    to_player: float
    to_template: float
    neck_before: float
    neck_after: float
    neck_template: float
    seam: float
    cpu_ms: float
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    pixels: Pixels
    expected: str


def fusion(template: FusionTemplate, faces: Sequence[Path], fuse: Fuse) -> FusionScore:
    """faces: photos, folders of them, or a CSV beside them with the columns file and expected
    ("fused", or the reason). Raises BadIndex where nothing usable is among them, OSError."""
    usable, fused, judged, refused = 0, 0, 0, 0
    measures: list[list[float]] = []
    faults: list[str] = []
    for case in _cases(faces):
        answer, values = _ask(template, case.pixels, fuse, measured=case.expected == _FUSED)
        if case.expected == _FUSED:
            usable += 1
            fused += answer == _FUSED
        else:
            judged += 1
            refused += answer == case.expected
        if values:
            measures.append(values)
        if answer != case.expected:
            faults.append(f"{case.name}: {answer} for {case.expected}")
    if not usable or not measures:
        raise BadIndex("no usable photo of a face was given")
    to_player, to_template, before, after, own, seamed, took = (
        float(n) for n in np.nanmedian(np.array(measures), axis=0)
    )
    return FusionScore(
        photos=usable,
        fused=fused / usable,
        spoilt=judged,
        refused=refused / judged if judged else 1.0,
        to_player=to_player,
        to_template=to_template,
        neck_before=before,
        neck_after=after,
        neck_template=own,
        seam=seamed,
        cpu_ms=took,
        faults=tuple(faults),
    )


def _ask(
    template: FusionTemplate, pixels: Pixels, fuse: Fuse, *, measured: bool
) -> tuple[str, list[float]]:
    start = process_time()
    try:
        result = fuse(pixels)
    except BadPhoto as error:
        return str(error.reason), []
    took = (process_time() - start) * 1000
    if not measured:
        return _FUSED, []
    return _FUSED, [
        *shape_distances(template, result),
        *neck_difference(result),
        seam(result),
        took,
    ]


def _cases(faces: Iterable[Path]) -> Iterator[_Case]:
    for path, expected in _listed(faces):
        pixels = read_photo(path.read_bytes(), longest=1024)
        known = expected or (_FUSED if _is_usable(pixels) else "")
        if known:
            case = _Case(path.name, pixels, known)
            yield case
            if known == _FUSED:
                for reason, copy in spoilt(pixels):
                    yield replace(case, name=f"{path.name} {reason}", pixels=copy, expected=reason)


def _listed(faces: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for path in faces:
        if path.is_dir():
            yield from ((each, "") for each in sorted(path.iterdir()) if _is_picture(each))
        elif path.suffix.lower() == ".csv":
            for row in rows(path, ("file", "expected")):
                if row["expected"] not in {_FUSED, *Reason}:
                    raise BadIndex(f"{path}: {row['expected']!r} is neither a reason nor 'fused'")
                yield path.parent / row["file"], row["expected"]
        else:
            yield path, ""


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in _KINDS


def _is_usable(pixels: Pixels) -> bool:
    faces = find_faces(pixels)
    if len(faces) != 1:
        return False
    surface = mesh(pixels, faces[0], irises=True)
    pose = head_pose(surface)
    turned = abs(pose.yaw) > _FRONTAL or abs(pose.pitch) > _UPRIGHT
    return not turned and not face_quality(pixels, faces[0], surface).reasons
