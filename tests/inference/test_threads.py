"""The tasks from several threads at once, as a worker with threads would call them."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import Any

import cv2
import numpy as np

from inference.errors import BadPhoto
from inference.results import Pixels
from tests.inference.asked import ASKED
from tests.inference.photos import needs_photos, photo

# Somebody whom one look shows: looking in vain takes long.
PHOTOS = [
    "hands/hagrid/ok_00000.jpg",
    "portraits/fullbody/0002.jpg",
    "portraits/fullbody/0009.jpg",
    "faces/stock/004.jpg",
]
pytestmark = needs_photos


def _small(name: str) -> Pixels:
    pixels = photo(name)
    scale = 320 / max(pixels.shape[:2])
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale), np.uint8)


def _answer(name: str, pixels: Pixels) -> Any:
    """What a task makes of a photo, or why it makes nothing of it."""
    try:
        return ASKED[name].ask(pixels)
    except BadPhoto as refusal:
        return refusal.reason


def _same(a: Any, b: Any) -> bool:
    """To the last bit, whatever the answer is made of."""
    if isinstance(a, np.ndarray):
        return np.array_equal(a, b)
    if isinstance(a, dict):
        return _same(tuple(a.items()), tuple(b.items()))
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(map(_same, a, b))
    if is_dataclass(a):
        return all(_same(getattr(a, each.name), getattr(b, each.name)) for each in fields(a))
    return bool(a == b)


def test_four_threads_answer_what_one_does() -> None:
    """Each takes another photo and starts with another task, so that all sorts meet."""

    def all_tasks(turn: int) -> dict[str, Any]:
        pixels, names = _small(PHOTOS[turn]), list(ASKED)
        order = names[3 * turn :] + names[: 3 * turn]
        return {name: _answer(name, pixels) for name in order}

    alone = list(map(all_tasks, range(4)))
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(all_tasks, range(4)))
    for one, other in zip(alone, together, strict=True):
        assert [name for name in ASKED if not _same(one[name], other[name])] == []


def _modules() -> Iterator[ModuleType]:
    for name, module in list(sys.modules.items()):
        if name.startswith("inference.") and name != "inference.session":
            yield module


def _state() -> dict[str, object]:
    """Everything that modules keep: constants by what they hold, the rest by which it is."""
    return {
        f"{module.__name__}.{name}": repr(value)
        if isinstance(value, dict | list | set)
        else id(value)
        for module in _modules()
        for name, value in vars(module).items()
        if not name.startswith("__")
    }


def test_nothing_is_remembered_but_the_sessions() -> None:
    first, second = (_small(name) for name in PHOTOS[:2])
    for name in ASKED:
        _answer(name, first)
    before = _state()
    for name in ASKED:
        _answer(name, second)
    assert _state() == before
