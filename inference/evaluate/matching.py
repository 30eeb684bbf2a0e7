"""Which answer is whose, and average precision, by COCO's object keypoint similarity (OKS).

After the COCO keypoint challenge's published evaluation rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inference.results import Floats

# How far people differ when they mark each of the 17 points, by COCO's own study.
_SIGMAS = np.array(
    [26, 25, 25, 35, 35, 79, 79, 72, 72, 62, 62, 107, 107, 87, 87, 89, 89], np.float32
) / np.float32(1000)
_LEVELS = np.linspace(0.5, 0.95, 10)
# Answers less like a person than this are nobody's.
_LEAST = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A person as marked: points (17, 2), which of them are marked, box (x, y, width, height),
    area in pixels; counts: False for a crowd and for whom no score is kept."""

    points: Floats
    marked: NDArray[np.bool_]
    box: Floats
    area: float
    counts: bool


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An answer: points (17, 2), and how sure it is."""

    points: Floats
    score: float


def similarity(body: Body, found: Found) -> float:
    """OKS, 0 … 1. Of a body without marks: by how far the answer lies outside of its box,
    widened to twice its size, as COCO does it."""
    if body.marked.any():
        away = ((found.points - body.points) ** 2).sum(axis=1)
        chosen = body.marked
    else:
        x, y, width, height = (float(n) for n in body.box)
        low = np.array([x - width / 2, y - height / 2])
        high = np.array([x + 1.5 * width, y + 1.5 * height])
        outside = np.maximum(low - found.points, 0) + np.maximum(found.points - high, 0)
        away = (outside**2).sum(axis=1)
        chosen = np.ones(len(away), bool)
    spread = 2 * (body.area + 1e-6) * (2 * _SIGMAS) ** 2
    return float(np.exp(-(away / spread)[chosen]).mean())


def pair(bodies: Sequence[Body], answers: Sequence[Found]) -> dict[int, int]:
    """Body → answer, each at most once, the most alike first."""
    ways = sorted(
        (
            (similarity(body, answer), i, j)
            for i, body in enumerate(bodies)
            for j, answer in enumerate(answers)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for alike, i, j in ways:
        if alike >= _LEAST and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def average_precision(photos: Sequence[tuple[Sequence[Body], Sequence[Found]]]) -> float:
    """Mean over the ten levels of similarity from 0.50 to 0.95, each over 101 recalls."""
    people = sum(body.counts for bodies, _ in photos for body in bodies)
    alike = [_table(bodies, answers) for bodies, answers in photos]
    return float(np.mean([_at_level(photos, alike, level, people) for level in _LEVELS]))


def _table(bodies: Sequence[Body], answers: Sequence[Found]) -> NDArray[np.float64]:
    values = [[similarity(body, answer) for body in bodies] for answer in answers]
    return np.array(values, np.float64).reshape(len(answers), len(bodies))


def _at_level(
    photos: Sequence[tuple[Sequence[Body], Sequence[Found]]],
    alike: Sequence[NDArray[np.float64]],
    level: float,
    people: int,
) -> float:
    judged = [
        verdict
        for (bodies, answers), table in zip(photos, alike, strict=True)
        for verdict in _verdicts(bodies, answers, table, level)
    ]
    right = np.array([hit for _, hit in sorted(judged, key=lambda each: -each[0])], bool)
    if not len(right):
        return 0.0
    hits = np.cumsum(right)
    precision = hits / np.arange(1, len(right) + 1)
    best_from_here = np.maximum.accumulate(precision[::-1])[::-1]
    at = np.searchsorted(hits / people, np.linspace(0, 1, 101))
    return float(np.append(best_from_here, 0)[at].mean())


def _verdicts(
    bodies: Sequence[Body], answers: Sequence[Found], table: NDArray[np.float64], level: float
) -> list[tuple[float, bool]]:
    """(score, right or wrong) of the answers; one that shows somebody without score has none."""
    taken: set[int] = set()
    verdicts = []
    for j in sorted(range(len(answers)), key=lambda j: -answers[j].score):
        free = [i for i in range(len(bodies)) if table[j, i] >= level and i not in taken]
        scored = [i for i in free if bodies[i].counts]
        if scored:
            taken.add(max(scored, key=lambda i: table[j, i]))
        if scored or not free:
            verdicts.append((answers[j].score, bool(scored)))
    return verdicts
