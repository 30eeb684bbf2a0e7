"""The face in a mirror."""

import numpy as np
import pytest

from inference.tasks.fusion.mirror import guessed, mirror_image
from inference.tasks.fusion.regions import MIRRORED, width_of
from tests.inference.photos import needs_photos, photo
from tests.inference.tasks.fusion.people import (
    BURNT,
    DARK_MAN,
    ELDER,
    FRINGE,
    GLASSES,
    GREY,
    HIDDEN_EYES,
    MAN,
    NIGHT,
    SMILING,
    surface,
)

pytestmark = needs_photos
CLOSED = "faces/attributes/8410.jpg"


@pytest.mark.parametrize("name", [DARK_MAN, MAN, SMILING])
def test_the_points_of_either_side_lie_where_those_of_the_other_were(name: str) -> None:
    pixels, points = photo(name), surface(name)
    mirrored, twin = mirror_image(pixels, points)
    assert np.array_equal(mirrored[:, ::-1], pixels)
    own, other = points[list(MIRRORED), :2], twin.points[list(MIRRORED.values()), :2]
    back = np.stack([pixels.shape[1] - other[:, 0], other[:, 1]], axis=1)
    assert np.median(np.linalg.norm(own - back, axis=1)) < 0.02 * width_of(points)


@pytest.mark.parametrize(
    "name", [BURNT, CLOSED, DARK_MAN, ELDER, FRINGE, GLASSES, GREY, MAN, NIGHT, SMILING]
)
def test_eyes_that_are_seen_are_not_guessed(name: str) -> None:
    _, twin = mirror_image(photo(name), surface(name))
    assert not guessed(photo(name), surface(name), twin.points)


@pytest.mark.parametrize("name", HIDDEN_EYES)
def test_hidden_eyes_are_guessed(name: str) -> None:
    _, twin = mirror_image(photo(name), surface(name))
    assert guessed(photo(name), surface(name), twin.points)
