from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from inference.models import palm_detection
from inference.results import Pixels
from inference.tasks.hands import find_hands, follow, follow_hands
from tests.inference.photos import needs_photos, photo

PALM = "hands/hagrid/palm_00000.jpg"
WALL = np.full((336, 336, 3), 180, np.uint8)


def _moving(frames: int) -> list[Pixels]:
    """The hand goes to the right, 6 px a frame."""
    return [np.roll(photo(PALM), 6 * n, axis=1) for n in range(frames)]


@needs_photos
def test_a_hand_is_followed_without_looking_for_palms(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *rest = _moving(5)
    hands = find_hands(first)
    monkeypatch.setattr(palm_detection, "detect", lambda *_: pytest.fail("looked for palms"))
    for frame in rest:
        before, hands = hands, follow_hands(frame, hands)
        moved = hands[0].points[:, 0] - before[0].points[:, 0]
        assert 2 < float(np.median(moved)) < 10


@needs_photos
def test_a_lost_hand_is_looked_for_and_found_again() -> None:
    seen = [len(hands) for hands in follow([photo(PALM), WALL, WALL, photo(PALM)])]
    assert seen == [1, 0, 0, 1]


@needs_photos
def test_both_hands_are_followed_in_their_order() -> None:
    pair = np.hstack([photo(PALM), photo(PALM)[:, ::-1]])
    before = find_hands(pair)
    after = follow_hands(pair, before)
    assert len(before) == len(after) == 2
    for old, new in zip(before, after, strict=True):
        assert np.abs(old.points[0, 0] - new.points[0, 0]) < 40


@needs_photos
def test_threads_do_not_disturb_one_another() -> None:
    frames = _moving(3)
    expected = [hands[0].points for hands in follow(frames)]
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: [h[0].points for h in follow(frames)], range(4)))
    assert all(np.array_equal(a, b) for run in runs for a, b in zip(run, expected, strict=True))
