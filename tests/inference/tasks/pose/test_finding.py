from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.errors import BadPhoto
from inference.models import pose_landmark
from inference.results import Face, Pose
from inference.tasks.pose import find_poses
from inference.tasks.pose.duplicates import apart, box, distance, width
from inference.tasks.pose.pieces import without_pieces
from inference.tasks.pose.windows import RADIUS, of_pose
from tests.inference.photos import DATA, needs_photos, photo

STREET = [
    f"portraits/fullbody/{p.name}" for p in sorted(DATA.glob("portraits/fullbody/*[0-9].jpg"))
]
HEADS = [f"faces/stock/{n:03}.jpg" for n in (1, 4, 6, 18)]
NOSE, LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, LEFT_KNEE, LEFT_ANKLE = 0, 11, 12, 23, 25, 27


def _pose(x: float, size: float, presence: float = 0.9) -> Pose:
    """Somebody upright, seen wholly, whose hips are at (x, 500); size: width of the circle."""
    points = np.zeros((33, 3), np.float32)
    points[:, 0] = x + size * np.linspace(-0.15, 0.15, 33)
    points[:, 1] = 500 + size * np.linspace(-0.45, 0.5, 33)
    circle = np.array([[x, 500], [x, 500 - size / 2]], np.float32)
    return Pose(points, points / np.float32(1000), np.ones(33, np.float32), presence, circle)


def _face_of(pose: Pose) -> Face:
    side = width(pose) / (2 * RADIUS)
    x, y = (float(n) for n in pose.points[NOSE, :2])
    around = (x - side / 2, y - side / 2, x + side / 2, y + side / 2)
    return Face(around, 0.9, np.tile(pose.points[NOSE, :2], (6, 1)))


@needs_photos
@pytest.mark.parametrize("name", STREET[:6])
def test_somebody_who_stands_is_found_from_head_to_foot(name: str) -> None:
    pixels = photo(name)
    (pose,) = find_poses(pixels)
    order = [NOSE, LEFT_SHOULDER, LEFT_HIP, LEFT_KNEE, LEFT_ANKLE]
    assert (np.diff(pose.points[order, 1]) > 0).all()
    assert pose.presence > 0.9
    flat = pose.points[:, :2]
    assert (flat > -50).all()
    assert (flat < np.array(pixels.shape[1::-1]) + 50).all()


@needs_photos
@pytest.mark.parametrize("name", HEADS)
def test_of_somebody_very_near_one_body_is_told(name: str) -> None:
    (pose,) = find_poses(photo(name))
    assert pose.points[RIGHT_SHOULDER, 0] < pose.points[NOSE, 0] < pose.points[LEFT_SHOULDER, 0]


@needs_photos
def test_a_mirrored_picture_shows_the_mirrored_body() -> None:
    pixels = photo(STREET[0])
    (pose,) = find_poses(pixels)
    (mirrored,) = find_poses(np.ascontiguousarray(pixels[:, ::-1]))
    left = pixels.shape[1] - 1 - mirrored.points[RIGHT_SHOULDER, 0]
    assert abs(left - pose.points[LEFT_SHOULDER, 0]) < 0.03 * width(pose)


@needs_photos
def test_small_people_far_apart_are_all_found() -> None:
    found = find_poses(photo("poses/000000252219.jpg"))
    assert len(found) >= 3
    assert sorted(map(width, found), reverse=True) == [width(pose) for pose in found]


@needs_photos
def test_whoever_asks_for_one_gets_the_largest() -> None:
    pixels = photo("poses/000000252219.jpg")
    assert len(find_poses(pixels, at_most=1)) == 1


@needs_photos
@pytest.mark.parametrize("name", ["cid22/1001682.jpg", "cid22/1370704.jpg", "kodak/22.jpg"])
def test_sea_houses_and_a_barn_are_nobody(name: str) -> None:
    assert find_poses(photo(f"style/content/{name}")) == ()


@pytest.mark.parametrize("shape", [(480, 640), (900, 40), (8, 8)])
def test_before_an_empty_wall_there_is_nobody(shape: tuple[int, int]) -> None:
    assert find_poses(np.full((*shape, 3), 180, np.uint8)) == ()


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(BadPhoto, match=r"expected \(H, W, 3\) RGB of uint8"):
        find_poses(np.zeros((64, 64), np.uint8))


@given(st.floats(0.85, 1.0), st.floats(-0.04, 0.04))
def test_two_answers_for_one_body_are_one(presence: float, shift: float) -> None:
    sure, second = _pose(400, 300), _pose(400 + shift * 300, 300, presence)
    assert len(apart([sure, second])) == 1


def test_two_bodies_side_by_side_stay_two_and_a_doubtful_one_goes() -> None:
    left, right = _pose(200, 300), _pose(600, 400)
    assert apart([left, right, _pose(900, 300, presence=0.4)]) == [right, left]


def test_a_small_body_inside_a_large_one_is_a_piece_unless_it_has_a_face() -> None:
    adult, child = _pose(400, 800), _pose(400, 300)
    assert without_pieces([adult, child], []) == [adult]
    assert without_pieces([adult, child], [_face_of(child)]) == [adult, child]


@given(st.floats(20, 2000), st.floats(0, 4000))
def test_distance_knows_no_size_and_the_window_holds_the_circle(size: float, x: float) -> None:
    pose, moved = _pose(x, size), _pose(x + size / 10, size)
    assert distance(pose, moved) == pytest.approx(0.1, abs=1e-3)
    window = of_pose(pose)
    assert window.width > width(pose)
    assert window.angle == pytest.approx(0, abs=1e-6)


def test_the_box_holds_only_what_is_seen() -> None:
    pose = _pose(400, 300)
    upper = replace(pose, visibility=np.where(np.arange(33) < 17, 1, 0).astype(np.float32))
    assert box(upper)[3] < box(pose)[3]


@needs_photos
def test_the_points_follow_a_turned_picture() -> None:
    pixels = photo(STREET[0])
    (pose,) = find_poses(pixels)
    window = of_pose(pose)
    turned = pose_landmark.locate(pixels, replace(window, angle=window.angle + 0.2))
    assert distance(pose, turned) < 0.03
    assert np.abs(turned.world - pose.world).mean() < 0.06
