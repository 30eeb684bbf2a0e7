"""The questions whose speed is measured, and how MediaPipe is asked the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from inference import (
    attributes,
    cut_out,
    find_faces,
    find_hands,
    find_poses,
    follow_hands,
    follow_poses,
    mesh,
    read_gesture,
)
from inference.results import Pixels

# What a player shows; hands at rest are looked at longer, and no game waits for them.
_PLAYED = ("rock", "paper", "scissors")
# Less of a frame than this is nobody.
_SOMEBODY = 0.01


@dataclass(frozen=True, slots=True)
class Task:
    """ask: the answer about a frame, given the answer about the frame before it (None at first).

    count: how many things an answer tells of; 0 where what is looked for is not there. peer:
    whether `peer_process` can be asked the same, by this name.
    """

    name: str
    ask: Callable[[Pixels, Any], Any]
    count: Callable[[Any], int] = len
    peer: bool = False


def _mesh(pixels: Pixels) -> list[Any]:
    return [mesh(pixels, face) for face in find_faces(pixels)[:1]]


def _attributes(pixels: Pixels) -> list[Any]:
    guesses = [attributes(pixels, face) for face in find_faces(pixels)[:1]]
    return [guess for guess in guesses if guess.age or guess.gender]


_ALL = (
    Task("hands still", lambda frame, _: find_hands(frame), peer=True),
    Task("hands tracking", lambda frame, before: follow_hands(frame, before or ()), peer=True),
    Task("gesture", lambda frame, _: read_gesture(frame), lambda shown: int(shown.name in _PLAYED)),
    Task(
        "segmentation",
        lambda frame, _: cut_out(frame, fine=False),
        lambda cutout: int(cutout.coverage > _SOMEBODY),
        peer=True,
    ),
    Task(
        "cut-out fine",
        lambda frame, _: cut_out(frame),
        lambda cutout: int(cutout.coverage > _SOMEBODY),
    ),
    Task("face detection", lambda frame, _: find_faces(frame), peer=True),
    Task("face mesh", lambda frame, _: _mesh(frame), peer=True),
    Task("pose still", lambda frame, _: find_poses(frame, at_most=1), peer=True),
    Task("pose still, everybody", lambda frame, _: find_poses(frame)),
    Task("pose tracking", lambda frame, before: follow_poses(frame, before or ()), peer=True),
    Task("attributes", lambda frame, _: _attributes(frame)),
)

TASKS: Mapping[str, Task] = {task.name: task for task in _ALL}
