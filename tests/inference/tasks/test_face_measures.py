"""What is read from a face's surface, and whether a photo of it will do."""

from dataclasses import astuple, replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference import face_quality, face_shape, find_faces, head_pose, mesh
from inference.errors import BadPhoto, Reason
from inference.results import Face, Floats, Mesh, Pixels
from tests.inference.photos import needs_photos, photo

PLAIN = "faces/stock/001.jpg"
ANGLES = st.floats(-40, 40)


def _surface() -> Mesh:
    """A level face made up of random points but for those that say where it looks."""
    points = np.random.default_rng(5).normal(0, 50, (468, 3)).astype(np.float32)
    points[[33, 263, 10, 152]] = [[-45, -26, 0], [45, -26, 0], [0, -80, 0], [0, 90, 0]]
    return Mesh(points, 1.0)


def _turned(surface: Mesh, yaw: float = 0, pitch: float = 0, roll: float = 0) -> Mesh:
    """Turned about the axes of the picture: x right, y down, z away."""
    y, p, r = np.radians([yaw, pitch, roll])
    look_right = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
    look_up = np.array([[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]])
    tilt = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    points = surface.points @ (tilt @ look_right @ look_up).T
    return replace(surface, points=points.astype(np.float32))


def _seen(pixels: Pixels) -> tuple[Face, Mesh]:
    (face,) = find_faces(pixels)
    return face, mesh(pixels, face)


@given(ANGLES, ANGLES, ANGLES)
def test_a_turn_is_read_back_in_degrees(yaw: float, pitch: float, roll: float) -> None:
    level = head_pose(_surface())
    turned = head_pose(_turned(_surface(), yaw, pitch, roll))
    assert turned.yaw == pytest.approx(yaw, abs=0.1)
    assert turned.pitch - level.pitch == pytest.approx(pitch, abs=0.1)
    assert turned.roll == pytest.approx(roll, abs=0.1)


@given(ANGLES, ANGLES, st.floats(0.2, 5))
def test_neither_turn_nor_size_changes_the_shape(yaw: float, roll: float, size: float) -> None:
    surface = _surface()
    other = _turned(replace(surface, points=surface.points * np.float32(size)), yaw, 0, roll)
    assert astuple(face_shape(other)) == pytest.approx(astuple(face_shape(surface)), rel=1e-3)


@needs_photos
def test_a_mirrored_head_looks_the_other_way() -> None:
    pixels = photo("faces/stock/008.jpg")
    _, surface = _seen(pixels)
    _, mirrored = _seen(np.ascontiguousarray(pixels[:, ::-1]))
    one, other = head_pose(surface), head_pose(mirrored)
    assert abs(one.yaw) > 30
    assert one.yaw == pytest.approx(-other.yaw, abs=8)


@needs_photos
def test_a_tilted_photo_tilts_the_head() -> None:
    pixels = photo(PLAIN)
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -20, 1)
    tilted = np.asarray(cv2.warpAffine(pixels, turn, (width, height)), np.uint8)
    straight, leaning = head_pose(_seen(pixels)[1]), head_pose(_seen(tilted)[1])
    assert leaning.roll - straight.roll == pytest.approx(20, abs=4)
    assert max(abs(straight.yaw), abs(straight.pitch)) < 12


@needs_photos
@pytest.mark.parametrize("name", [PLAIN, "faces/stock/004.jpg", "faces/stock/015.jpg"])
def test_a_good_portrait_has_nothing_to_mend(name: str) -> None:
    pixels = photo(name)
    face, surface = _seen(pixels)
    assert face_quality(pixels, face, surface).reasons == ()


def _dim(pixels: Floats) -> Floats:
    return pixels * np.float32(0.1)


def _glaring(pixels: Floats) -> Floats:
    return 255 - (255 - pixels) * np.float32(0.1)


def _shaken(pixels: Floats) -> Floats:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), 14), np.float32)


@needs_photos
@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(_dim, Reason.TOO_DARK), (_glaring, Reason.TOO_BRIGHT), (_shaken, Reason.BLURRED)],
)
def test_bad_light_and_blur_are_told(spoil: object, reason: Reason) -> None:
    face, surface = _seen(photo(PLAIN))
    assert callable(spoil)
    spoiled = np.asarray(spoil(photo(PLAIN).astype(np.float32)), np.uint8)
    assert reason in face_quality(spoiled, face, surface).reasons


@needs_photos
def test_a_covered_a_distant_and_a_cut_face_are_told() -> None:
    pixels = photo(PLAIN)
    face, surface = _seen(pixels)
    wall = np.full_like(pixels, 140)
    assert Reason.COVERED in face_quality(wall, face).reasons
    small = np.asarray(cv2.resize(pixels, (96, 96), interpolation=cv2.INTER_AREA), np.uint8)
    (copied,) = find_faces(small)
    assert Reason.TOO_SMALL in face_quality(small, copied).reasons
    room = np.full((400, 400, 3), 140, np.uint8)
    room[150:246, 150:246] = small
    (far,) = find_faces(room)
    assert Reason.TOO_FAR in face_quality(room, far).reasons
    cut = np.ascontiguousarray(pixels[:, : int(face.box[0] + face.box[2]) // 2])
    assert Reason.TOO_CLOSE in face_quality(cut, face, surface).reasons


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(BadPhoto, match="expected"):
        find_faces(np.zeros((64, 64, 4), np.uint8))
