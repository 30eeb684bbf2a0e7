"""Contrast is what WCAG says it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.services.colours import contrast, is_colour, mix, readable_on

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_known_pair_has_its_known_contrast() -> None:
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_within_its_range(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(colours)
def test_black_or_white_can_be_read_on_every_colour(ground: str) -> None:
    assert contrast(readable_on(ground), ground) >= 4.58 - 0.01


@given(colours, colours, st.floats(0, 1))
def test_a_mixture_is_a_colour_between_its_ends(one: str, other: str, share: float) -> None:
    assert is_colour(mix(one, other, share))
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


@pytest.mark.parametrize("value", ["red", "#FFF", "#GGGGGG", "#ffffff;}", "", None, 7, "#FFFFFF"])
def test_only_small_hexadecimal_is_a_colour(value: object) -> None:
    assert not is_colour(value)
