import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inference.results import Floats
from inference.tasks.gesture.features import COUNT, features, mirrored
from inference.tasks.gesture.network import SHAPES, load, network, save

HAND = np.array(
    [
        *((0, 0, 0), (-30, -20, 0), (-50, -45, 0), (-65, -70, 0), (-75, -90, 0)),
        *((-25, -90, 0), (-30, -130, 0), (-32, -155, 0), (-34, -175, 0)),
        *((0, -95, 0), (0, -140, 0), (0, -170, 0), (0, -190, 0)),
        *((22, -90, 0), (26, -130, 0), (28, -155, 0), (30, -175, 0)),
        *((45, -80, 0), (55, -105, 0), (60, -122, 0), (64, -138, 0)),
    ],
    np.float32,
)
SPREAD = arrays(np.float32, (21, 3), elements=st.floats(-15, 15, width=32))


def _features(points: Floats, world: Floats = HAND) -> Floats:
    return np.asarray(features(points[None], world[None])[0], np.float32)


@given(
    SPREAD,
    st.floats(-math.pi, math.pi),
    st.floats(0.2, 20),
    st.tuples(st.floats(-900, 900), st.floats(-900, 900)),
)
def test_place_size_and_turn_do_not_show(
    spread: Floats, turn: float, size: float, place: tuple[float, float]
) -> None:
    hand = HAND + spread
    cos, sin = math.cos(turn), math.sin(turn)
    moved = hand @ np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]]) * size + (*place, 0)
    assert _features(moved.astype(np.float32)) == pytest.approx(_features(hand), abs=0.02)


@given(SPREAD)
def test_features_are_finite_and_as_many_as_stated(spread: Floats) -> None:
    numbers = _features(HAND + spread, HAND - spread)
    assert numbers.shape == (COUNT,)
    assert np.isfinite(numbers).all()


def test_even_a_hand_in_one_point_has_features() -> None:
    assert np.isfinite(
        _features(np.zeros((21, 3), np.float32), np.zeros((21, 3), np.float32))
    ).all()


@given(SPREAD)
def test_left_and_right_hands_are_read_alike(spread: Floats) -> None:
    hand = (HAND + spread)[None]
    other = mirrored(hand)
    assert network().logits(hand, hand) == pytest.approx(network().logits(other, other), abs=1e-3)


def test_the_drawn_open_hand_is_paper() -> None:
    logits = network().logits(HAND[None], HAND[None] / np.float32(1000))
    assert SHAPES[int(logits.argmax())] == "paper"


def test_weights_survive_being_written(tmp_path: Path) -> None:
    path = tmp_path / "gesture.npz"
    save(network(), path)
    again = load(path)
    assert again.scale == network().scale
    assert np.array_equal(
        again.logits(HAND[None], HAND[None]), network().logits(HAND[None], HAND[None])
    )
