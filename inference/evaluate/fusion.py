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

# Heads turned by no more than this look ahead. Photos without a known answer: those of one good
# face that does count as usable.
_FRONTAL, _UPRIGHT = 30.0, 25.0
_FUSED, _OR = "fused", " or "
_KINDS = {".jpg", ".jpeg", ".png", ".webp", ".heic"}

Fuse = Callable[[Pixels], Fusion]


@dataclass(frozen=True, slots=True)
class FusionScore:
    """Shares 0 … 1 and medians over the fused photos.

    photos: that are usable; fused: the share of them; frontal, frontal_fused: the same of heads
    turned by 30° at most. unusable: photos whose answer is known to be a reason; refused: the share
    that was refused for it. spoilt, spoilt_refused: the same of copies of usable photos that were
    given a fault. to_player, to_template: mean distance of the result's features from either's,
    laid on each other in space, in parts of the distance between the eyes. neck_before, neck_after:
    ΔE2000 between face and neck, the face pasted as it came and fused; neck_lit: fused, the neck
    that the chin shades brought into the face's light; neck_template: of the template itself.
    seam: energy across the mask's edge ÷ that of the template there. cpu_ms: one
    fusion, in all threads.
    """

    photos: int
    fused: float
    frontal: int
    frontal_fused: float
    unusable: int
    refused: float
    spoilt: int
    spoilt_refused: float
    to_player: float
    to_template: float
    neck_before: float
    neck_after: float
    neck_lit: float
    neck_template: float
    seam: float
    cpu_ms: float
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """spoilt: a copy that was given a fault. frontal: the head looks ahead."""

    name: str
    pixels: Pixels
    expected: str
    spoilt: bool = False
    frontal: bool = False

    @property
    def usable(self) -> bool:
        return self.expected == _FUSED

    def right(self, answer: str) -> bool:
        return answer in self.expected.split(_OR)


def fusion(template: FusionTemplate, faces: Sequence[Path], fuse: Fuse) -> FusionScore:
    """faces: photos, folders of them, and CSVs with the columns file and expected ("fused", or a
    reason, or several that are as right: "covered or turned"). A CSV's files lie beside it, or
    are among the photos given by that name.

    A photo that no CSV names counts as usable where it shows one good face; what lies over that
    is not known, so the share fused is then too low. Raises BadIndex where nothing usable is among
    them or a CSV's photo is missing, OSError.
    """
    asked: list[tuple[_Case, bool]] = []
    measures: list[list[float]] = []
    faults: list[str] = []
    for case in _cases(faces):
        answer, values = _ask(template, case.pixels, fuse, measured=case.usable)
        # Without its pixels: there are hundreds.
        asked.append((replace(case, pixels=case.pixels[:1, :1]), case.right(answer)))
        if values:
            measures.append(values)
        if not case.right(answer):
            faults.append(f"{case.name}: {answer} for {case.expected}")
    if not any(case.usable for case, _ in asked) or not measures:
        raise BadIndex("no usable photo of a face was given")
    to_player, to_template, before, after, lit, own, seamed, took = (
        float(n) for n in np.nanmedian(np.array(measures), axis=0)
    )
    photos, fused = _share(right for case, right in asked if case.usable)
    frontal, frontal_fused = _share(right for case, right in asked if case.frontal)
    unusable, refused = _share(right for case, right in asked if not (case.usable or case.spoilt))
    spoilt, spoilt_refused = _share(right for case, right in asked if case.spoilt)
    return FusionScore(
        photos=photos,
        fused=fused,
        frontal=frontal,
        frontal_fused=frontal_fused,
        unusable=unusable,
        refused=refused,
        spoilt=spoilt,
        spoilt_refused=spoilt_refused,
        to_player=to_player,
        to_template=to_template,
        neck_before=before,
        neck_after=after,
        neck_lit=lit,
        neck_template=own,
        seam=seamed,
        cpu_ms=took,
        faults=tuple(faults),
    )


def _share(right: Iterable[bool]) -> tuple[int, float]:
    """How many there are, and the share that is right; all of none."""
    answers = list(right)
    return len(answers), sum(answers) / len(answers) if answers else 1.0


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


def _cases(faces: Sequence[Path]) -> Iterator[_Case]:
    for path, told in _listed(faces):
        pixels = read_photo(path.read_bytes(), longest=1024)
        expected = told or (_FUSED if _is_usable(pixels) else "")
        if not expected:
            continue
        case = _Case(path.name, pixels, expected)
        if not case.usable:
            yield case
            continue
        yield replace(case, frontal=_looks_ahead(pixels))
        for reason, copy in spoilt(pixels):
            name = f"{path.name} {reason}"
            yield replace(case, name=name, pixels=copy, expected=reason, spoilt=True)


def _listed(faces: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Every photo once, with what is told of it."""
    told = {path: answer for each in faces if _is_list(each) for path, answer in _told(each)}
    beside = [path for path in told if path.is_file()]
    given = [photo for path in faces if not _is_list(path) for photo in _photos(path)]
    elsewhere = {path.name: answer for path, answer in told.items() if not path.is_file()}
    missing = elsewhere.keys() - {path.name for path in given}
    if missing:
        raise BadIndex(f"not among the photos: {', '.join(sorted(missing))}")
    yield from ((path, told[path]) for path in beside)
    yield from ((path, elsewhere.get(path.name, "")) for path in given if path not in told)


def _is_list(path: Path) -> bool:
    return path.suffix.lower() == ".csv"


def _told(path: Path) -> Iterator[tuple[Path, str]]:
    for row in rows(path, ("file", "expected")):
        answers = row["expected"].split(_OR)
        if not {_FUSED, *Reason}.issuperset(answers) or (_FUSED in answers and len(answers) > 1):
            raise BadIndex(f"{path}: {row['expected']!r} is neither reasons nor 'fused'")
        yield path.parent / row["file"], row["expected"]


def _photos(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [each for each in sorted(path.iterdir()) if each.suffix.lower() in _KINDS]


def _looks_ahead(pixels: Pixels) -> bool:
    """So does a usable photo on which no face is found: it counts as one not fused."""
    faces = find_faces(pixels)
    if not faces:
        return True
    widest = max(faces, key=lambda face: face.box[2] - face.box[0])
    return abs(head_pose(mesh(pixels, widest)).yaw) <= _FRONTAL


def _is_usable(pixels: Pixels) -> bool:
    faces = find_faces(pixels)
    if len(faces) != 1:
        return False
    surface = mesh(pixels, faces[0], irises=True)
    pose = head_pose(surface)
    turned = abs(pose.yaw) > _FRONTAL or abs(pose.pitch) > _UPRIGHT
    return not turned and not face_quality(pixels, faces[0], surface).reasons
