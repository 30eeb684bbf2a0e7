import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.models import ssd
from inference.results import Floats


def _rows(*rows: tuple[float, ...]) -> Floats:
    return np.array(rows, np.float32)


@given(st.lists(st.floats(-90, 90, width=32), min_size=1), st.floats(0.05, 0.95))
def test_the_likely_ones_are_those_whose_probability_reaches_the_threshold(
    logits: list[float], threshold: float
) -> None:
    told = np.array(logits, np.float32)
    chosen, scores = ssd.likely(told, threshold)
    assert (scores >= threshold - 1e-6).all()
    assert np.array_equal(scores, ssd.sigmoid(told)[chosen])
    left = np.delete(ssd.sigmoid(told), chosen)
    assert (left < threshold + 1e-6).all()


def test_answers_for_one_thing_are_blended_by_score_and_keep_the_best_score() -> None:
    found = ssd.merge(_rows((0.5, 2, 0, 12, 10), (0.75, 0, 0, 10, 10), (0.9, 50, 50, 60, 60)), 0.3)
    assert found[0] == pytest.approx([0.9, 50, 50, 60, 60])
    assert found[1] == pytest.approx([0.75, 0.8, 0, 10.8, 10])


def test_what_nothing_overlaps_stays_as_it_is() -> None:
    one = _rows((0.6, 1, 2, 3, 4, 5, 6))
    assert np.array_equal(ssd.merge(one, 0.3), one)
    assert ssd.merge(one[:0], 0.3).shape == (0, 7)


def test_a_box_without_an_extent_is_passed_on_once() -> None:
    found = ssd.merge(_rows((0.6, 1, 2, 1, 2), (0.7, 0, 0, 9, 9)), 0.3)
    assert found[:, 0] == pytest.approx([0.7, 0.6])


def test_the_cells_of_a_wide_input_are_wider_apart_in_fractions_of_its_height() -> None:
    places = ssd.centres([((2, 4), 1)])
    assert places.tolist() == [[x, y] for y in (0.25, 0.75) for x in (0.125, 0.375, 0.625, 0.875)]
