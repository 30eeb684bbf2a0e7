import numpy as np
import pytest

from inference.results import Face, Pixels, Pose
from inference.tasks.pose import find_poses, proof
from inference.tasks.pose.duplicates import width
from inference.tasks.pose.windows import RADIUS
from tests.inference.photos import needs_photos, photo


def _pose(size: float) -> Pose:
    points = np.zeros((33, 3), np.float32)
    points[:, 1] = np.linspace(-0.4, 0.4, 33) * size
    circle = np.array([[0, 0], [0, -size / 2]], np.float32)
    return Pose(points, points, np.ones(33, np.float32), 0.9, circle)


def _face_of(pose: Pose) -> Face:
    side = width(pose) / (2 * RADIUS)
    x, y = (float(n) for n in pose.points[0, :2])
    around = (x - side / 2, y - side / 2, x + side / 2, y + side / 2)
    return Face(around, 0.9, np.tile(pose.points[0, :2], (6, 1)))


def _proven(
    monkeypatch: pytest.MonkeyPatch, chances: list[float], faces: tuple[Face, ...] = ()
) -> list[int]:
    """The numbers of the bodies that are taken for proven, which have these chances."""
    bodies = [_pose(100 + i) for i in range(len(chances))]

    def chance(_: Pixels, pose: Pose) -> float:
        return chances[round(width(pose)) - 100]

    monkeypatch.setattr(proof, "chance", chance)
    kept = proof.proven(np.zeros((9, 9, 3), np.uint8), bodies, faces)
    return [round(width(pose)) - 100 for pose in kept]


def test_a_doubtful_body_counts_only_beside_a_sure_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _proven(monkeypatch, [0.5, 0.55]) == []
    assert _proven(monkeypatch, [0.5, 0.7]) == [0, 1]
    assert _proven(monkeypatch, [0.3, 0.7]) == [1]
    assert _proven(monkeypatch, [0.61]) == [0]


def test_a_face_is_proof_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _proven(monkeypatch, [0.1, 0.5], (_face_of(_pose(100)),)) == [0, 1]


def test_the_doubt_about_a_body_shows_in_its_presence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "chance", lambda *_: 0.8)
    (pose,) = proof.proven(np.zeros((9, 9, 3), np.uint8), [_pose(100)], ())
    assert pose.presence == pytest.approx(0.8 * 0.9)


@needs_photos
def test_somebody_is_likelier_a_body_than_what_a_wall_and_a_roof_resemble() -> None:
    street = photo("portraits/fullbody/0009.jpg")
    (pose,) = find_poses(street)
    assert proof.chance(street, pose) > 0.8
    assert proof.chance(np.full_like(street, 180), pose) < 0.2
    houses = np.resize(photo("style/content/cid22/1370704.jpg"), street.shape)
    assert proof.chance(houses, pose) < 0.4
