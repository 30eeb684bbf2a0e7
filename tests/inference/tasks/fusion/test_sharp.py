"""What shows too little for a likeness."""

import cv2
import numpy as np
import pytest

from inference.errors import BadPhoto, Reason
from inference.tasks.fusion import fuse
from inference.tasks.fusion.sharp import is_sharp
from tests.inference.photos import needs_photos, photo
from tests.inference.tasks.fusion.people import (
    DARK_MAN,
    ELDER,
    MAN,
    SMILING,
    WOMAN,
    into,
    surface,
)

pytestmark = needs_photos


@pytest.mark.parametrize("name", [f"faces/attributes/{n}.jpg" for n in (10216, 2478, 3653, 9335)])
def test_an_enlarged_thumbnail_is_refused(name: str) -> None:
    with pytest.raises(BadPhoto) as caught:
        fuse(into(WOMAN), photo(name))
    assert caught.value.reason is Reason.BLURRED


@pytest.mark.parametrize("name", [DARK_MAN, ELDER, MAN, SMILING, WOMAN])
def test_a_face_is_sharp_until_it_was_made_tiny(name: str) -> None:
    assert is_sharp(photo(name), surface(name))
    width = float(np.ptp(surface(name)[:468, 0]))
    scale = 26 / width
    tiny = cv2.resize(photo(name), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    size = photo(name).shape[1::-1]
    again = np.asarray(cv2.resize(tiny, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    assert not is_sharp(again, surface(name))
