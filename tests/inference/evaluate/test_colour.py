import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.evaluate.colour import delta_e

# Of the test data that Sharma, Wu and Dalal published beside the formula.
_PAIRS = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "other", "expected"), _PAIRS)
def test_the_published_pairs_come_out(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    assert delta_e(one, other) == pytest.approx(expected, abs=5e-5)


_COLOURS = st.tuples(st.floats(0, 100), st.floats(-90, 90), st.floats(-90, 90))


@given(_COLOURS, _COLOURS)
def test_the_difference_is_the_same_both_ways_and_none_from_itself(
    one: tuple[float, ...], other: tuple[float, ...]
) -> None:
    assert delta_e(one, one) == 0
    assert delta_e(one, other) == pytest.approx(delta_e(other, one), abs=1e-6)
