import csv
import io
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from inference.tasks.gesture.confirm import confirm_gesture, read_throw
from tests.inference.photos import DATA, needs_photos

MOVES = ("rock", "paper", "scissors")
ROCK, PAPER = "fist_00004.jpg", "palm_00010.jpg"


def file(name: str) -> bytes:
    return (DATA / "hands/hagrid" / name).read_bytes()


def a_wall() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (400, 300), (170, 160, 150)).save(made, "JPEG")
    return made.getvalue()


@needs_photos
def test_a_gesture_that_is_shown_is_seen_with_its_frame_and_place() -> None:
    found = confirm_gesture([file(PAPER)], "paper")
    assert found.verdict == "seen"
    assert found.frame is not None
    assert found.frame.shape[2] == 3
    assert found.hand != (0.5, 0.5)
    assert all(0 < n < 1 for n in found.hand)


@needs_photos
def test_one_frame_that_shows_it_is_enough() -> None:
    assert confirm_gesture([a_wall(), file(ROCK), file(PAPER)], "paper").verdict == "seen"


@needs_photos
def test_a_hand_that_surely_shows_something_else_denies_it() -> None:
    assert confirm_gesture([file(ROCK), file(ROCK)], "scissors").verdict == "denied"


@needs_photos
def test_frames_that_cannot_be_read_prove_nothing() -> None:
    broken = b"\xff\xd8\xff broken"
    assert confirm_gesture([broken, file(ROCK)], "rock").verdict == "seen"
    found = confirm_gesture([broken], "rock")
    assert (found.verdict, found.frame) == ("missing", None)


@needs_photos
def test_without_a_hand_the_frame_is_still_there_to_show() -> None:
    found = confirm_gesture([a_wall()], "rock")
    assert found.verdict == "missing"
    assert found.frame is not None
    assert np.ptp(found.frame, axis=(0, 1)).max() < 5


def test_without_a_frame_nothing_is_seen() -> None:
    assert confirm_gesture([], "rock").verdict == "missing"


@needs_photos
@pytest.mark.parametrize("move", MOVES)
def test_honest_players_are_believed_and_claims_of_something_else_are_not(move: str) -> None:
    """Photos that the network has not seen: no honest move is denied, hardly a lie let by."""
    with (DATA / "hands/hagrid/index.csv").open(newline="") as index:
        rows = [row for row in csv.DictReader(index) if row["label"] == move][:15]
    honest = Counter(confirm_gesture([file(row["file"])], move).verdict for row in rows)
    other = MOVES[MOVES.index(move) - 1]
    lies = Counter(confirm_gesture([file(row["file"])], other).verdict for row in rows)
    assert honest["denied"] == 0
    assert honest["seen"] >= len(rows) - 1
    assert lies["seen"] == 0
    assert lies["denied"] >= len(rows) - 2


@needs_photos
@pytest.mark.parametrize(("name", "move"), [(ROCK, "rock"), (PAPER, "paper")])
def test_what_was_thrown_is_read_from_the_frames_that_show_it(name: str, move: str) -> None:
    assert read_throw([a_wall(), b"\xff\xd8\xff broken", file(name)]) == move


def test_without_a_hand_nothing_was_thrown() -> None:
    assert read_throw([a_wall()]) == "none"
    assert read_throw([b"no picture"]) == "none"
    assert read_throw([]) == "none"
