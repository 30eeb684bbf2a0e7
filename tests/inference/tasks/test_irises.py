import cv2
import numpy as np
import pytest

from inference import find_faces, mesh
from inference.models.face_points import LEFT_EYE, LEFT_IRIS, LIPS, RIGHT_EYE, RIGHT_IRIS
from inference.results import Mesh, Pixels
from tests.inference.photos import needs_photos, photo

pytestmark = needs_photos
NAMES = ["faces/stock/001.jpg", "faces/stock/006.jpg"]


def _seen(pixels: Pixels) -> tuple[Mesh, float]:
    """The mesh with irises, and the face's width."""
    face = find_faces(pixels)[0]
    return mesh(pixels, face, irises=True), face.box[2] - face.box[0]


@pytest.mark.parametrize("name", NAMES)
def test_each_iris_lies_in_its_own_eye(name: str) -> None:
    surface, _ = _seen(photo(name))
    for eye, iris in ((RIGHT_EYE, RIGHT_IRIS), (LEFT_EYE, LEFT_IRIS)):
        rim = surface.points[list(eye[:16]), :2].astype(np.float32)
        middle = surface.points[iris][0, :2]
        at = (float(middle[0]), float(middle[1]))
        assert cv2.pointPolygonTest(cv2.convexHull(rim), at, measureDist=False) > 0


@pytest.mark.parametrize("name", NAMES)
def test_the_closer_look_agrees_with_the_plain_mesh(name: str) -> None:
    pixels = photo(name)
    face = find_faces(pixels)[0]
    plain, close = mesh(pixels, face), mesh(pixels, face, irises=True)
    assert close.points.shape == (478, 3)
    assert close.presence > 0.9
    for part in (LIPS, RIGHT_EYE, LEFT_EYE):
        away = plain.points[list(part), :2] - close.points[list(part), :2]
        assert np.linalg.norm(away, axis=1).mean() < 0.04 * (face.box[2] - face.box[0])


def test_a_mirrored_face_has_mirrored_irises() -> None:
    pixels = photo(NAMES[0])
    one, width = _seen(pixels)
    other, _ = _seen(np.ascontiguousarray(pixels[:, ::-1]))
    right = one.points[RIGHT_IRIS][0, :2]
    left = other.points[LEFT_IRIS][0, :2] * [-1, 1] + [pixels.shape[1] - 1, 0]
    assert np.linalg.norm(right - left) < 0.03 * width
