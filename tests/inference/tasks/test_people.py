import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inference.tasks.people import without_passers_by


def _figures(small: int) -> np.ndarray:
    mask = np.zeros((100, 120), np.float32)
    mask[10:90, 10:50] = 0.9
    mask[90 - small : 90, 80:110] = 0.8
    return mask


def test_a_passer_by_far_off_is_left_out() -> None:
    kept = without_passers_by(_figures(20))
    assert kept[:, :60].max() > 0.5
    assert not kept[:, 75:].any()


def test_a_friend_stays() -> None:
    assert np.array_equal(without_passers_by(_figures(60)), _figures(60))


@given(st.integers(0, 80))
def test_the_largest_figure_is_never_touched(small: int) -> None:
    mask = _figures(small)
    assert np.array_equal(without_passers_by(mask)[:, :60], mask[:, :60])


def test_an_empty_mask_stays_empty() -> None:
    assert not without_passers_by(np.zeros((10, 10), np.float32)).any()
