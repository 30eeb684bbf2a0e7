"""A picture in another format: all of it is there, and what is added fades."""

import numpy as np
import pytest
from numpy.typing import NDArray

from inference.errors import BadPhoto
from inference.tasks.compose.fit import fit

GREEN, NIGHT = (30, 160, 70), (10, 5, 40)


def a_picture(width: int, height: int) -> NDArray[np.uint8]:
    """Stripes of two greens, finer than any softness."""
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:] = GREEN
    pixels[:, ::8] = pixels[:, 1::8] = (20, 110, 50)
    return pixels


@pytest.mark.parametrize("size", [(300, 400), (90, 160), (480, 270), (401, 299), (3, 5)])
def test_the_result_has_the_size_asked_for(size: tuple[int, int]) -> None:
    assert fit(a_picture(240, 320), *size).shape == (size[1], size[0], 3)


def test_a_picture_of_that_size_is_as_it_was_and_no_view_of_it() -> None:
    before = a_picture(240, 320)
    after = fit(before, 240, 320)
    assert np.array_equal(before, after)
    assert not np.shares_memory(before, after)


def test_a_format_missed_by_a_hair_gets_no_margin() -> None:
    one = fit(np.full((1441, 1080, 3), GREEN, np.uint8), 1080, 1440, ground=NIGHT)
    assert np.array_equal(one, np.full((1440, 1080, 3), GREEN, np.uint8))


def test_the_whole_picture_stands_unchanged_in_the_middle() -> None:
    before = a_picture(240, 320)
    after = fit(before, 240, 480, ground=NIGHT)
    assert np.array_equal(after[80:400], before)
    assert np.array_equal(fit(before, 320, 320)[:, 40:280], before)


def test_the_margins_begin_as_the_picture_and_end_in_the_ground() -> None:
    after = fit(a_picture(240, 320), 240, 480, ground=NIGHT).astype(int)
    assert np.abs(after[79] - after[80]).max() < 6
    assert np.abs(after[400] - after[399]).max() < 6
    to_ground = np.abs(after[:80].mean(axis=1) - NIGHT).sum(axis=1)
    assert (np.diff(to_ground) >= -1).all()
    assert to_ground[0] < 0.35 * to_ground[79]


def test_the_margins_grow_softer() -> None:
    after = fit(a_picture(240, 320), 240, 480).astype(float)
    stripes = after[:80, 60:180].std(axis=1).mean(axis=1)
    assert stripes[0] < 0.1 * stripes[79]


def test_without_a_ground_the_margins_keep_the_pictures_colour() -> None:
    flat = np.full((320, 240, 3), GREEN, np.uint8)
    assert np.abs(fit(flat, 240, 480).astype(int) - GREEN).max() <= 1


def test_a_picture_much_smaller_than_its_margins_is_fitted_too() -> None:
    after = fit(a_picture(320, 20), 320, 640)
    assert np.array_equal(after[310:330], a_picture(320, 20))


def test_a_picture_as_thin_as_a_thread_is_still_there() -> None:
    after = fit(np.full((4000, 8, 3), GREEN, np.uint8), 300, 300, ground=NIGHT)
    assert np.array_equal(after[:, 149:150], np.full((300, 1, 3), GREEN, np.uint8))


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(BadPhoto):
        fit(np.zeros((4, 4), np.uint8), 30, 40)
