"""How well bodies are found, on photos with COCO's keypoints (cocodataset.org, data format)."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from inference.errors import BadPhoto
from inference.evaluate.index import BadIndex, Fault
from inference.evaluate.matching import Body, Found, average_precision, pair
from inference.image import read_photo
from inference.image.kinds import MAX_SIDE
from inference.results import Floats, Pixels, Pose
from inference.tasks.pose.duplicates import certainty

# COCO's 17 points among our 33.
_OURS = [0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28]
GROUPS: Mapping[str, Sequence[int]] = {
    "head": range(5),
    "shoulders": (5, 6),
    "elbows": (7, 8),
    "wrists": (9, 10),
    "hips": (11, 12),
    "knees": (13, 14),
    "ankles": (15, 16),
}
_SMALLEST = 0.02
_NEAR = 0.2


@dataclass(frozen=True, slots=True)
class PoseScore:
    """Of people larger than 2 % of their photo, with at least one point marked.

    pck: share of their marked points that were found within 0.2 of the longer side of the
    person's box (Yang and Ramanan, 2013); people who were not found count with all their points.
    pck_torso: the same within 0.2 of shoulder-to-hip, over those whose torso is marked.
    groups: pck by kind of joint. oks_ap: COCO's average precision, the mean over the similarities
    0.50 … 0.95; smaller people and crowds count neither way. found: share of the people paired
    with an answer. unmeasured: how many photos had a fault. counts: share → the people whom it is
    taken over.
    """

    photos: int
    people: int
    found: float | None
    pck: float | None
    pck_torso: float | None
    groups: Mapping[str, float | None]
    oks_ap: float | None
    unmeasured: int
    faults: tuple[Fault, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Marked:
    """points: (17, 3) of x, y, and 0 where there is no mark."""

    points: Floats
    box: Floats
    area: float
    crowd: bool


def poses(index: Path, ask: Callable[[Pixels], Sequence[Pose]]) -> PoseScore:
    """Scores `ask` on every photo of a COCO keypoint file. Raises BadIndex, OSError."""
    photos: list[tuple[list[Body], list[Found]]] = []
    faults: list[Fault] = []
    for name, marked in _truth(index):
        try:
            pixels = read_photo((index.parent / name).read_bytes(), longest=MAX_SIDE)
        except (BadPhoto, OSError) as error:
            faults.append(Fault(name, str(error)))
            continue
        photos.append((_bodies(marked, pixels), [_found(pose) for pose in ask(pixels)]))
    return _score(photos, faults)


def _found(pose: Pose) -> Found:
    return Found(pose.points[_OURS, :2], certainty(pose))


def _truth(index: Path) -> list[tuple[str, list[_Marked]]]:
    """Name of every photo, and who is marked on it."""
    try:
        told = json.loads(index.read_text(encoding="utf-8"))
        people: dict[Any, list[_Marked]] = defaultdict(list)
        for each in told["annotations"]:
            people[each["image_id"]].append(_checked(each))
        photos = [(str(photo["file_name"]), people[photo["id"]]) for photo in told["images"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BadIndex(
            f"{index}: expected COCO's keypoint format (images, annotations): {error!r}"
        ) from error
    if not photos:
        raise BadIndex(f"{index}: holds no images")
    return photos


def _checked(person: Mapping[str, Any]) -> _Marked:
    """An annotation in our words. Raises ValueError, KeyError, TypeError."""
    return _Marked(
        points=np.asarray(person.get("keypoints") or [0] * 51, np.float32).reshape(17, 3),
        box=np.asarray(person["bbox"], np.float32).reshape(4),
        area=float(person["area"]),
        crowd=bool(person.get("iscrowd", 0)),
    )


def _bodies(marked: Sequence[_Marked], pixels: Pixels) -> list[Body]:
    least = _SMALLEST * pixels.shape[0] * pixels.shape[1]
    return [_body(each, least) for each in marked]


def _body(person: _Marked, least: float) -> Body:
    marked = person.points[:, 2] > 0
    counts = not person.crowd and person.area > least and bool(marked.any())
    return Body(person.points[:, :2], marked, person.box, person.area, counts)


def _score(photos: list[tuple[list[Body], list[Found]]], faults: list[Fault]) -> PoseScore:
    near, torso, paired, people = [], [], 0, 0
    for bodies, answers in photos:
        wanted = [body for body in bodies if body.counts]
        pairs = pair(wanted, answers)
        people, paired = people + len(wanted), paired + len(pairs)
        for i, body in enumerate(wanted):
            answer = answers[pairs[i]].points if i in pairs else None
            near.append(_hits(body, answer, float(body.box[2:].max())))
            if (length := _torso(body)) is not None:
                torso.append(_hits(body, answer, length))
    return PoseScore(
        photos=len(photos),
        people=people,
        found=paired / people if people else None,
        pck=_mean(near, range(17)),
        pck_torso=_mean(torso, range(17)),
        groups={name: _mean(near, joints) for name, joints in GROUPS.items()},
        oks_ap=average_precision(photos) if people else None,
        unmeasured=len(faults),
        faults=tuple(faults),
        counts={"found": people, "pck": len(near), "pck_torso": len(torso)},
    )


def _hits(body: Body, answer: Floats | None, size: float) -> Floats:
    """(17,): 1 for a point found, 0 for one missed, NaN for one that is not marked."""
    if answer is None:
        hit = np.zeros(17, np.float32)
    else:
        away = np.linalg.norm(answer - body.points, axis=1)
        hit = (away <= _NEAR * size).astype(np.float32)
    return np.where(body.marked, hit, np.float32(np.nan))


def _torso(body: Body) -> float | None:
    """Between the middles of shoulders and hips."""
    if not body.marked[[5, 6, 11, 12]].all():
        return None
    shoulders, hips = body.points[[5, 6]].mean(axis=0), body.points[[11, 12]].mean(axis=0)
    return float(np.linalg.norm(shoulders - hips))


def _mean(hits: Sequence[Floats], joints: Sequence[int]) -> float | None:
    values = np.concatenate([each[list(joints)] for each in hits]) if hits else np.zeros(0)
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None
