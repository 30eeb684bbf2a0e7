import cv2
import numpy as np
import pytest

from inference.tasks.face import find_faces, mesh
from tests.inference.photos import DATA, needs_photos, photo

STOCK = ["faces/stock/001.jpg", "faces/stock/004.jpg", "faces/stock/015.jpg"]
STREET = [f"portraits/fullbody/{p.name}" for p in sorted(DATA.glob("portraits/fullbody/*.jpg"))]


@needs_photos
@pytest.mark.parametrize("name", STOCK)
def test_a_face_is_found_with_its_points_in_order(name: str) -> None:
    (face,) = find_faces(photo(name))
    right_eye, left_eye, nose, mouth, _, _ = face.keypoints
    assert right_eye[0] < left_eye[0]
    assert max(right_eye[1], left_eye[1]) < nose[1] < mouth[1]
    x0, y0, x1, y1 = face.box
    assert all(x0 < x < x1 and y0 < y < y1 for x, y in face.keypoints[:4])


@needs_photos
def test_faces_of_whole_figures_are_found_too() -> None:
    found = [find_faces(photo(name)) for name in STREET]
    assert sum(len(faces) == 1 for faces in found) >= 0.95 * len(found)


@needs_photos
def test_a_picture_of_two_shows_two_faces() -> None:
    pair = np.hstack([photo("faces/stock/001.jpg"), photo("faces/stock/004.jpg")])
    left, right = sorted(find_faces(pair), key=lambda face: face.box[0])
    assert left.box[2] < 800 < right.box[0]


@pytest.mark.parametrize("shape", [(480, 640), (1280, 320), (8, 8)])
def test_an_empty_wall_has_no_face(shape: tuple[int, int]) -> None:
    assert find_faces(np.full((*shape, 3), 180, np.uint8)) == ()


@needs_photos
def test_the_mesh_lies_on_the_face_and_turns_with_it() -> None:
    pixels = photo("faces/stock/001.jpg")
    (face,) = find_faces(pixels)
    surface = mesh(pixels, face)
    assert surface.presence > 0.9
    nose = surface.points[1, :2]
    assert np.linalg.norm(nose - face.keypoints[2]) < 0.15 * (face.box[2] - face.box[0])


@needs_photos
def test_what_is_no_face_has_no_presence() -> None:
    pixels = photo("faces/stock/001.jpg")
    (face,) = find_faces(pixels)
    assert mesh(np.full_like(pixels, 128), face).presence < 0.5


@needs_photos
@pytest.mark.parametrize("name", STOCK)
def test_a_plain_face_alone_lies_nearly_where_a_closer_look_puts_it(name: str) -> None:
    """A face an eighth as wide as the picture."""
    picture = np.full((720, 1280, 3), 120, np.uint8)
    small = cv2.resize(photo(name), (400, 400), interpolation=cv2.INTER_AREA)
    picture[160:560, 300:700] = small
    (one,), (other,) = find_faces(picture), find_faces(picture, closely=True)
    width = other.box[2] - other.box[0]
    assert np.abs(np.array(one.box) - other.box).max() < 0.1 * width
    assert np.linalg.norm(one.keypoints - other.keypoints, axis=1).mean() < 0.06 * width
    away = mesh(picture, one).points - mesh(picture, other).points
    assert np.linalg.norm(away[:, :2], axis=1).mean() < 0.04 * width
