import numpy as np
import pytest

from inference import attributes, find_faces
from inference.errors import BadPhoto
from inference.results import Attributes
from tests.inference.photos import needs_photos, photo

UNSURE = Attributes(None, 0.0, None, 0.0)


@needs_photos
@pytest.mark.parametrize("number", [1, 2, 4, 5])
def test_a_guess_is_a_range_of_adult_years_with_its_confidence(number: int) -> None:
    pixels = photo(f"faces/stock/{number:03}.jpg")
    guess = attributes(pixels, find_faces(pixels)[0])
    if guess.age:
        assert 18 <= guess.age[0] < guess.age[1] <= 120
        assert guess.age_confidence > 0.5
    assert (guess.gender is None) == (guess.gender_confidence == 0)


@needs_photos
def test_a_mirrored_face_gets_the_same_guess() -> None:
    pixels = photo("faces/stock/001.jpg")
    mirrored = np.ascontiguousarray(pixels[:, ::-1])
    one, other = (attributes(each, find_faces(each)[0]) for each in (pixels, mirrored))
    assert one.gender == other.gender
    assert one.age
    assert other.age
    assert abs(one.age[0] - other.age[0]) <= 4


@needs_photos
def test_a_face_that_can_hardly_be_seen_gets_no_guess() -> None:
    pixels = photo("faces/stock/001.jpg")
    (face,) = find_faces(pixels)
    assert attributes((pixels // 12).astype(np.uint8), face) == UNSURE
    assert attributes(np.full_like(pixels, 128), face) == UNSURE


@needs_photos
def test_what_is_no_picture_is_refused() -> None:
    (face,) = find_faces(photo("faces/stock/001.jpg"))
    with pytest.raises(BadPhoto, match="expected"):
        attributes(np.zeros((9, 9), np.uint8), face)
