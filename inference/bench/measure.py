"""The whole measurement: networks, tasks, memory and starts."""

from collections.abc import Sequence
from pathlib import Path

from inference.bench import clips, machine
from inference.bench.clips import Clip
from inference.bench.fresh import fresh
from inference.bench.networks import networks
from inference.bench.report import Report
from inference.bench.tasks import TASKS
from inference.bench.turns import take_turns


def measure(places: Sequence[Path] = (), *, rounds: int = 3, beside_peer: bool = False) -> Report:
    """On photos and folders of photos; without any, on those of `clips.usual_folders`, else on
    the drawing that comes along. Keeps this process to one core and one thread.

    Raises OSError, PeerError, ModelUnavailable.
    """
    machine.keep_to_one_core()
    paths = clips.photos(places or clips.usual_folders())
    seen = list(clips.clips(paths)) or ([] if places else [clips.clip(clips.SCENE)])
    drawing = clips.clip(clips.SCENE).frames[0]
    turns = take_turns(seen, rounds, beside_peer=beside_peer)
    starts, memory = fresh(drawing, TASKS, rounds)
    return Report(
        machine=machine.this_machine(),
        frames=_named(seen),
        peer=turns.peer,
        networks=networks(drawing, rounds),
        tasks=turns.rows,
        unmeasured=turns.unmeasured,
        memory=memory,
        start=starts,
    )


def _named(seen: Sequence[Clip]) -> str:
    if [clip.name for clip in seen] == [clips.SCENE.name]:
        return "the drawn scene"
    return f"{len(seen)} photos"
