"""A photo through Python and through the browser: the same hand, the same gesture."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice

import cv2
import numpy as np
import pytest

from inference import Gesture
from inference.results import Pixels
from inference.tasks.gesture.reading import gesture, read
from inference.tasks.hands import follow, follow_hands
from tests.inference.photos import DATA, needs_photos, photo
from tests.vision.looking import Lab, Reading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_photos]

_SIZE = (1280, 720)
_EACH = 4
_NOTHING = np.zeros((64, 64, 3), np.uint8)


def frames() -> Sequence[Pixels]:
    """Photos as large as a camera's frames, some of every gesture."""
    labels = ("rock", "paper", "scissors", "other", "none")
    names = [name for label in labels for name in islice(_files(label), _EACH)]
    return [_large(photo(f"hands/hagrid/{name}")) for name in names]


def _files(label: str) -> Iterator[str]:
    with (DATA / "hands" / "hagrid" / "index.csv").open(newline="") as file:
        yield from (row["file"] for row in csv.DictReader(file) if row["label"] == label)


def _large(pixels: Pixels) -> Pixels:
    scale = min(_SIZE[0] / pixels.shape[1], _SIZE[1] / pixels.shape[0])
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale), np.uint8)


def in_python(pixels: Pixels) -> Gesture:
    """One look, as at a camera's frame in which no hand was followed yet."""
    readings = [read(hand) for hand in follow_hands(pixels, ())]
    return gesture(max(readings, key=lambda each: each.weight, default=None), throw=False)


def test_hands_and_gestures_are_those_of_python(lab: Lab) -> None:
    lab.open()
    pictures = frames()
    # Nothing in between: no hand is followed from one photo to the next.
    shown = [each for picture in pictures for each in (picture, _NOTHING)]
    seen = lab.see(*shown)[::2]
    expected = [in_python(picture) for picture in pictures]
    both = [(one, other) for one, other in zip(expected, seen, strict=True) if one.hand]
    assert len(both) >= len(pictures) / 2
    far = [distance(one, other) for one, other in both]
    assert np.median(far) <= 2.0
    assert [each.name for each in expected] == [each.gesture for each in seen]


def test_a_followed_hand_is_that_of_python(lab: Lab) -> None:
    """A hand that wanders through the frame, as a camera shows it."""
    lab.open()
    still = _large(photo("hands/hagrid/" + next(_files("paper"))))
    moved = [np.roll(still, (4 * step, 6 * step), axis=(0, 1)) for step in range(12)]
    expected = list(follow(moved))
    seen = lab.see(*moved)
    far = [
        float(np.linalg.norm(hands[0].points[:, :2] - each.points[:, :2], axis=1).mean())
        for hands, each in zip(expected, seen, strict=True)
        if each.points is not None
    ]
    assert len(far) == len(moved)
    assert np.median(far) <= 2.0


@pytest.mark.parametrize("turns", [0, 1], ids=["upright", "sideways"])
def test_a_hand_in_a_video_is_that_of_python(lab: Lab, turns: int) -> None:
    """Frames of a video are read past the canvas, and by the same rules."""
    lab.open()
    far = []
    for name in islice(_files("scissors"), 3):
        picture = _large(photo(f"hands/hagrid/{name}"))[:540]
        picture = np.ascontiguousarray(np.rot90(picture, turns))
        first = in_python(picture)
        assert first.hand
        (second,) = follow_hands(picture, [first.hand])
        # A video loses some of the colours.
        lab.watch(picture)
        seen = lab.watch(picture)
        assert seen.gesture == first.name
        far.append(distance(gesture(read(second), throw=False), seen))
        lab.see(_NOTHING)
    assert np.median(far) <= 2.0


def distance(one: Gesture, other: Reading) -> float:
    """Pixels between their points in the mean; infinite where one saw no hand."""
    if one.hand is None or other.points is None:
        return float("inf")
    return float(np.linalg.norm(one.hand.points[:, :2] - other.points[:, :2], axis=1).mean())
