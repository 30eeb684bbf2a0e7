"""Where the neck is, and how far a face's colour comes towards it."""

import numpy as np
import pytest

from inference.results import Floats
from inference.tasks.fusion.neck import neck_skin, towards_neck
from inference.tasks.fusion.regions import OVAL, fill
from inference.tasks.fusion.skin import to_lab
from tests.inference.photos import needs_photos, photo
from tests.inference.tasks.fusion.people import MAN, SMILING, WOMAN, into, surface

pytestmark = needs_photos


def _lab(name: str) -> Floats:
    return to_lab(np.asarray(photo(name), np.float32) / np.float32(255))


def test_the_neck_lies_below_the_chin_and_in_the_light() -> None:
    lab, points = _lab(WOMAN), surface(WOMAN)
    neck = neck_skin(lab, points)
    rows, columns = np.nonzero(neck)
    assert neck.sum() > 2000
    assert rows.mean() > points[152, 1]
    assert not (neck & (fill(lab.shape, points, (OVAL,)) > 0.5)).any()
    assert points[:, 0].min() < columns.min() < columns.max() < points[:, 0].max()


@pytest.mark.parametrize("name", [WOMAN, MAN, SMILING])
def test_a_face_comes_part_of_the_way(name: str) -> None:
    face = into(name).scenes[0].faces[0]
    lab, points = _lab(name), surface(name)
    away = (np.median(lab[neck_skin(lab, points)], axis=0) - face.skin.middle)[1:]
    left = away - face.towards_neck
    assert np.linalg.norm(left) < 0.75 * np.linalg.norm(away)
    assert np.linalg.norm(face.towards_neck) <= 4.01


def test_without_a_neck_or_with_something_else_there_nothing_changes() -> None:
    lab, points = _lab(WOMAN), surface(WOMAN)
    middle = into(WOMAN).scenes[0].faces[0].skin.middle
    face = fill(lab.shape, points, (OVAL,))[..., None] > 0.5
    shut = np.where(face, lab, np.array([40, -30, 10], np.float32))
    assert not towards_neck(shut, points, middle).any()
    other = middle + np.array([0, 20, 0], np.float32)
    assert not towards_neck(lab, points, other).any()
