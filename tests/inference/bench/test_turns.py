import numpy as np
import pytest

from inference.bench import clips
from inference.bench.clips import Clip
from inference.bench.report import Row
from inference.bench.tasks import TASKS
from inference.bench.turns import take_turns, turn


@pytest.fixture(scope="module")
def scene() -> Clip:
    return clips.clip(clips.SCENE)


@pytest.mark.parametrize("name", list(TASKS))
def test_the_drawn_scene_shows_what_every_task_looks_for(name: str, scene: Clip) -> None:
    assert turn(TASKS[name], scene).count > 0


def test_both_hands_of_the_scene_are_found_and_followed(scene: Clip) -> None:
    assert turn(TASKS["hands still"], scene).count == 2
    assert turn(TASKS["hands tracking"], scene).count == 2


def test_every_frame_but_the_first_is_timed(scene: Clip) -> None:
    times = turn(TASKS["face detection"], scene).ms
    assert len(times) == clips.FRAMES - 1
    assert min(times) > 0


def test_what_no_clip_shows_is_named_and_not_measured() -> None:
    wall = Clip("wall", np.full((2, 720, 1280, 3), 200, np.uint8))
    turns = take_turns([wall], rounds=1, beside_peer=False)
    assert turns.rows == []
    assert list(turns.unmeasured) == list(TASKS)


def test_a_row_without_a_peer_has_no_ratio() -> None:
    assert Row("x", 4.0, 5.0).ratio == 0.8
    assert Row("x", 4.0).as_dict() == {"name": "x", "ms": 4.0}
