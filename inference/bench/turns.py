"""Tasks measured in turns with the peer: what slows the machine down slows both."""

import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from inference.bench.clips import Clip
from inference.bench.peer import Peer, Turn, peer
from inference.bench.report import Row, median
from inference.bench.tasks import TASKS, Task

# A task is measured on this many clips at most.
_CLIPS = 6


@dataclass(frozen=True, slots=True)
class Turns:
    """peer: its name and version, "" where none was asked. unmeasured: tasks without a clip."""

    rows: Sequence[Row]
    unmeasured: Sequence[str]
    peer: str


def take_turns(clips: Sequence[Clip], rounds: int, *, beside_peer: bool) -> Turns:
    """Every task on the clips that show what it looks for. Raises PeerError where there is none.

    Beside the peer, only on those where both find as much of it.
    """
    rows, unmeasured = [], []
    with peer(clips) if beside_peer and clips else nullcontext() as other:
        for task in TASKS.values():
            beside = other if task.peer else None
            chosen = _apt(task, clips, beside)
            if chosen:
                rows.append(_row(task, clips, chosen, beside, rounds))
            else:
                unmeasured.append(task.name)
        return Turns(rows, unmeasured, other.name if other else "")


def turn(task: Task, clip: Clip) -> Turn:
    times: list[float] = []
    answer: Any = None
    for frame in clip.frames:
        before = time.process_time()
        answer = task.ask(frame, answer)
        times.append((time.process_time() - before) * 1000)
    return Turn(times[1:], task.count(answer))


def _apt(task: Task, clips: Sequence[Clip], other: Peer | None) -> dict[int, int]:
    """Clips on which something is found, by their number, and how much; the first few."""
    found: dict[int, int] = {}
    for number, clip in enumerate(clips):
        # One frame tells; where it does not show what is looked for, the search takes long.
        count = task.count(task.ask(clip.frames[0], None))
        if count and (other is None or other.turn(task.name, number, count).count == count):
            found[number] = count
            if len(found) == _CLIPS:
                break
    return found


def _row(
    task: Task, clips: Sequence[Clip], chosen: Mapping[int, int], other: Peer | None, rounds: int
) -> Row:
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        for number, count in chosen.items():
            ours += turn(task, clips[number]).ms
            theirs += other.turn(task.name, number, count).ms if other else ()
    peer_ms = median(theirs) if theirs else None
    return Row(task.name, median(ours), peer_ms, len(chosen))
