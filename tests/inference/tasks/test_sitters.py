"""One rule for every portrait: who it is of, and that they are clear and look ahead."""

import cv2
import numpy as np
import pytest

from inference.errors import BadPhoto, Reason
from inference.results import Face
from inference.tasks.face import find_faces
from inference.tasks.sitters import clear_mesh, look_over, pose_within, sitters, the_sitter
from tests.inference.photos import needs_photos, photo
from tests.plays.difficult import portrait
from tests.support.photos import PERSON


def a_face(left: float, width: float) -> Face:
    return Face((left, 0.0, left + width, width), 0.9, np.zeros((6, 2), np.float32))


def test_somebody_far_behind_is_no_sitter_and_the_order_stays() -> None:
    near, behind, beside = a_face(300, 100), a_face(0, 59), a_face(100, 61)
    assert sitters([near, behind, beside]) == [near, beside]
    assert sitters([]) == []


def test_a_wall_has_no_sitter() -> None:
    with pytest.raises(BadPhoto) as bad:
        the_sitter(np.full((240, 320, 3), 130, np.uint8))
    assert bad.value.reason is Reason.NOBODY


@needs_photos
def test_two_who_stand_side_by_side_are_several() -> None:
    one = photo(str(PERSON))
    with pytest.raises(BadPhoto) as bad:
        the_sitter(np.concatenate([one, one], axis=1))
    assert bad.value.reason is Reason.SEVERAL


@needs_photos
def test_a_clear_face_has_its_mesh_and_a_dark_one_a_reason() -> None:
    pixels = photo(str(PERSON))
    face = the_sitter(pixels)
    assert [face.box] == [each.box for each in find_faces(pixels)]
    assert clear_mesh(pixels, face).points.shape == (478, 3)
    with pytest.raises(BadPhoto) as bad:
        clear_mesh(pixels // 16, face)
    assert bad.value.reason is Reason.TOO_DARK


def test_a_group_is_seen_well_where_one_of_them_is() -> None:
    soft = np.asarray(cv2.GaussianBlur(portrait(), (0, 0), 5), np.uint8)
    assert len(look_over(np.concatenate([soft, portrait()], axis=1))) == 2
    with pytest.raises(BadPhoto) as bad:
        look_over(np.concatenate([soft, soft], axis=1))
    assert bad.value.reason is Reason.BLURRED


@needs_photos
def test_a_head_is_turned_beyond_what_is_allowed_either_way() -> None:
    pixels = photo(str(PERSON))
    surface = clear_mesh(pixels, the_sitter(pixels))
    pose = pose_within(surface, 30, 30)
    for yaw, pitch in ((abs(pose.yaw) - 0.1, 90), (90, abs(pose.pitch) - 0.1)):
        with pytest.raises(BadPhoto) as bad:
            pose_within(surface, yaw, pitch)
        assert bad.value.reason is Reason.TURNED
