"""A face's proportions: the same from either side and at any size, or a reason why not."""

from dataclasses import replace

import numpy as np
import pytest

from inference import BadPhoto, Pixels, Reason, read_face
from inference.tasks.face import find_faces, mesh
from inference.tasks.reading.lines import CLOSED, FEATURES, OPEN
from inference.tasks.reading.measure import COURTS, measures, read_surface
from tests.inference.photos import needs_photos, photo

AHEAD = "faces/portraits/1cba10ad9bb4ced57e42f7656c5f2a58d32dc6bad084957d2f8d1c78e0fcd224.jpg"
MIRRORED = (AHEAD, "faces/stock/050.jpg", "faces/stock/028.jpg", "faces/stock/052.jpg")
GLASSES = "faces/stock/010.jpg"
TURNED = "faces/stock/043.jpg"


def refused(pixels: Pixels) -> Reason:
    with pytest.raises(BadPhoto) as bad:
        read_face(pixels)
    return bad.value.reason


@needs_photos
def test_every_feature_has_one_of_its_classes_and_every_line_its_points() -> None:
    reading = read_face(photo(AHEAD))
    assert list(reading.classes) == list(FEATURES)
    assert all(kind in FEATURES[name] for name, kind in reading.classes.items())
    assert {name: len(line) for name, line in reading.lines.items()} == {
        name: len(points) for name, points in (CLOSED | OPEN).items()
    }


@needs_photos
def test_the_courts_are_in_order_and_make_up_the_face() -> None:
    reading = read_face(photo(AHEAD))
    assert (np.diff(reading.levels[:, 1]) > 0).all()
    assert (np.diff(reading.posts[:, 0]) > 0).all()
    assert np.dot(reading.courts, COURTS) == pytest.approx(1, abs=1e-6)
    assert (reading.eyes[1] + reading.eyes[3]) / 2 == pytest.approx(1, abs=1e-6)


@needs_photos
def test_size_and_turn_in_the_picture_change_nothing() -> None:
    pixels = photo(AHEAD)
    surface = mesh(pixels, find_faces(pixels)[0], irises=True)
    turn = np.array([[0.8, -0.6, 0], [0.6, 0.8, 0], [0, 0, 1]], np.float32)
    yaw = np.array([[0.9, 0, 0.435], [0, 1, 0], [-0.435, 0, 0.9]], np.float32)
    for way in (turn, yaw):
        moved = replace(surface, points=np.asarray(surface.points @ way.T * 2.5, np.float32))
        assert measures(moved) == pytest.approx(measures(surface), rel=2e-3)
        assert read_surface(moved).classes == read_surface(surface).classes


@needs_photos
@pytest.mark.parametrize("name", MIRRORED)
def test_a_photo_and_its_mirror_image_have_the_same_reading(name: str) -> None:
    reading = read_face(photo(name))
    mirrored = read_face(np.ascontiguousarray(photo(name)[:, ::-1]))
    assert mirrored.courts == pytest.approx(reading.courts, rel=0.01)
    assert mirrored.eyes == pytest.approx(reading.eyes[::-1], rel=0.03)
    assert mirrored.classes == reading.classes


@needs_photos
def test_a_longer_face_and_a_wider_mouth_are_measured_as_such() -> None:
    pixels = photo(AHEAD)
    surface = mesh(pixels, find_faces(pixels)[0], irises=True)
    found = measures(surface)
    longer = replace(surface, points=surface.points * np.array([1, 1.2, 1], np.float32))
    assert measures(longer)["face"] == pytest.approx(found["face"] * 1.2, rel=0.05)
    assert measures(longer)["nose"] == pytest.approx(found["nose"], rel=0.03)
    points = surface.points.copy()
    points[[61, 291]] += np.array([[-20, 0, 0], [20, 0, 0]], np.float32)
    assert measures(replace(surface, points=points))["mouth"] > found["mouth"]


def test_an_empty_wall_has_no_face() -> None:
    assert refused(np.full((480, 640, 3), 128, np.uint8)) == Reason.NOBODY


@needs_photos
def test_two_people_are_too_many() -> None:
    one = photo(AHEAD)
    assert refused(np.concatenate([one, one], axis=1)) == Reason.SEVERAL


@needs_photos
def test_a_turned_head_is_asked_to_look_ahead() -> None:
    assert refused(photo(TURNED)) == Reason.TURNED


@needs_photos
def test_dark_glasses_are_asked_to_come_off() -> None:
    assert refused(photo(GLASSES)) == Reason.COVERED


@needs_photos
def test_a_photo_in_the_dark_is_asked_for_more_light() -> None:
    dark = np.asarray(photo(AHEAD) * 0.12, np.uint8)
    assert refused(dark) in {Reason.TOO_DARK, Reason.NOBODY}
