"""A photo that lost the word of its camera is put the right way up, and no other is touched."""

import numpy as np
import pytest

from inference.tasks.upright import upright
from tests.inference.photos import needs_photos, photo
from tests.plays.difficult import portrait

LYING = "style/content/cid22/pexels-photo-6635187.jpg"


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_whichever_way_it_was_turned_it_stands_again(quarters: int) -> None:
    turned = np.ascontiguousarray(np.rot90(portrait(), quarters))
    assert np.array_equal(upright(turned), portrait())


def test_what_stands_already_is_the_same_photo() -> None:
    wall = np.full((240, 320, 3), 130, np.uint8)
    for pixels in (portrait(), wall):
        assert upright(pixels) is pixels


@needs_photos
@pytest.mark.parametrize(
    "name", ["faces/stock/017.jpg", "faces/stock/019.jpg", "faces/stock/024.jpg", LYING]
)
def test_profiles_caps_and_tilted_heads_stay_as_they_are(name: str) -> None:
    assert upright(photo(name)) is photo(name)
