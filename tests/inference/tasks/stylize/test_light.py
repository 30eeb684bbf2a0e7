import numpy as np
import pytest

from inference.tasks.stylize.light import well_lit


def _room(light: int) -> np.ndarray:
    return np.linspace(0, light, 60 * 80 * 3).reshape(60, 80, 3).astype(np.uint8)


def test_a_dim_photo_is_lit() -> None:
    assert 199 <= well_lit(_room(120)).max() <= 209


def test_the_darkest_is_lit_no_more_than_twice() -> None:
    assert well_lit(_room(40)).max() == 80


@pytest.mark.parametrize("light", [210, 255])
def test_a_photo_that_holds_light_stays_as_it_is(light: int) -> None:
    pixels = _room(light)
    assert well_lit(pixels) is pixels


def test_a_black_picture_stays_black() -> None:
    assert not well_lit(np.zeros((8, 8, 3), np.uint8)).any()
