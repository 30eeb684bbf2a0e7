from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.tasks.attribute_scale import WEIGHTS, Looks, Scale, learned, save

PLAIN = Scale(age=(1.0, 0.0), male=(1.0, 0.0), age_right=0.9)


@given(st.floats(-50, 200), st.floats(0, 8), st.floats(-7, 7))
def test_a_range_is_of_adults_and_a_confidence_is_one(
    years: float, spread: float, male: float
) -> None:
    guess = learned().guess(Looks(years, spread, male))
    assert guess.age
    assert 18 <= guess.age[0] < guess.age[1] <= 98
    assert 8 <= guess.age[1] - guess.age[0] <= 16
    assert 0.5 < guess.age_confidence < 1
    assert guess.gender_confidence == 0 or 0.8 <= guess.gender_confidence <= 0.98


def test_looks_that_disagree_tell_no_age() -> None:
    guess = PLAIN.guess(Looks(40, 9, 3))
    assert (guess.age, guess.age_confidence) == (None, 0)
    assert guess.gender == "male"


@pytest.mark.parametrize(
    ("male", "gender"), [(3, "male"), (-3, "female"), (1, None), (-1, None), (0, None)]
)
def test_a_gender_is_told_only_where_it_is_likely(male: float, gender: str | None) -> None:
    assert PLAIN.guess(Looks(40, 1, male)).gender == gender


def test_a_scale_is_kept_as_it_is(tmp_path: Path) -> None:
    save(learned(), tmp_path / "scale.json")
    assert (tmp_path / "scale.json").read_text() == WEIGHTS.read_text()
