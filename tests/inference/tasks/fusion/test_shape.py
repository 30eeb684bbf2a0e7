import math

import numpy as np

from inference.results import Floats, Mesh
from inference.tasks.face_pose import head_pose
from inference.tasks.fusion.regions import OVAL, width_of
from inference.tasks.fusion.shape import aligned, target_shape
from tests.inference.photos import needs_photos
from tests.inference.tasks.fusion.people import ELDER, SMILING, WOMAN, surface

pytestmark = needs_photos


def _turned(points: Floats, degrees: float, scale: float = 1.0) -> Floats:
    angle = math.radians(degrees)
    turn = np.array(
        [[math.cos(angle), 0, math.sin(angle)], [0, 1, 0], [-math.sin(angle), 0, math.cos(angle)]]
    )
    middle = points.mean(axis=0)
    return np.asarray((points - middle) @ turn.T * scale + middle + 40, np.float32)


def test_a_turned_and_moved_surface_comes_back_onto_itself() -> None:
    points = surface(WOMAN)
    back = aligned(_turned(points, 25, 1.7), points)
    assert np.abs(back - points).max() < 0.01 * width_of(points)


def test_a_surface_is_never_mirrored_to_fit() -> None:
    points = surface(WOMAN)
    mirrored = points * np.array([-1, 1, 1], np.float32)
    assert np.abs(aligned(mirrored, points) - points).max() > 0.05 * width_of(points)


def test_strength_goes_from_the_template_to_the_player() -> None:
    player, template = surface(ELDER), surface(WOMAN)
    none, half, full = (target_shape(player, template, s) for s in (0.0, 0.5, 1.0))
    assert np.allclose(none, template[:, :2])
    assert np.allclose(half, (none + full) / 2, atol=0.01)
    wanted = aligned(player, template)[:, :2]
    inside = [i for i in range(468) if i not in OVAL]
    assert np.abs(full - wanted)[inside].mean() < 0.35 * np.abs(none - wanted)[inside].mean()


def test_the_outline_follows_only_so_far_that_hair_and_neck_can() -> None:
    template = surface(WOMAN)
    wide = surface(SMILING) * np.array([1.8, 1, 1], np.float32)
    away = np.linalg.norm(target_shape(wide, template, 1.0) - template[:, :2], axis=1)
    assert away[list(OVAL)].max() <= 0.111 * width_of(template)


def test_a_turned_player_is_turned_to_where_the_template_looks() -> None:
    template = surface(WOMAN)
    player = _turned(surface(SMILING), 24)
    straight = aligned(player, template)
    poses = [head_pose(Mesh(points, 1.0)).yaw for points in (player, straight, template)]
    assert abs(poses[0] - poses[2]) > 15
    assert abs(poses[1] - poses[2]) < 6
