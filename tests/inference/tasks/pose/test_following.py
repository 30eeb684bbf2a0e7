from collections.abc import Iterator

import numpy as np
import pytest

from inference.geometry import Window
from inference.models import pose_detection
from inference.results import Floats, Pixels
from inference.tasks.pose import find_poses, follow, follow_poses
from inference.tasks.pose.duplicates import distance
from tests.inference.photos import DATA, needs_photos, photo

pytestmark = needs_photos
STREET = [
    f"portraits/fullbody/{p.name}" for p in sorted(DATA.glob("portraits/fullbody/*[0-9].jpg"))
]


def _pan(frames: int) -> Iterator[Pixels]:
    pixels = photo(STREET[0])
    for step in range(frames):
        yield np.roll(pixels, 4 * step, axis=1)


def test_a_body_is_followed_without_looking_for_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = list(_pan(6))
    asked: list[Pixels] = []

    def detect(pixels: Pixels, window: Window, threshold: float) -> Floats:
        asked.append(pixels)
        return looked(pixels, window, threshold)

    looked = pose_detection.detect
    monkeypatch.setattr(pose_detection, "detect", detect)
    followed = list(follow(frames))
    assert len(asked) == 1
    assert all(len(poses) == 1 for poses in followed)
    (again,) = find_poses(frames[-1], at_most=1)
    assert distance(again, followed[-1][0]) < 0.03


def test_a_body_that_left_is_lost_and_another_is_found() -> None:
    here = find_poses(photo(STREET[0]), at_most=1)
    empty = np.full_like(photo(STREET[0]), 180)
    assert follow_poses(empty, here) == ()
    assert len(follow_poses(photo(STREET[1]), ())) == 1
