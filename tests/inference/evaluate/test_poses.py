import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from inference import find_poses
from inference.evaluate.index import BadIndex
from inference.evaluate.matching import Body, Found, average_precision, pair, similarity
from inference.evaluate.poses import poses
from inference.results import Floats, Pixels, Pose
from tests.inference.photos import DATA, needs_photos

Ask = Callable[[Pixels], tuple[Pose, ...]]
OURS = [0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28]
POINTS = np.stack([np.linspace(40, 120, 17), np.linspace(20, 180, 17)], axis=1)


def _moved(x: float) -> Floats:
    return np.asarray(POINTS + np.array([x, 0]), np.float32)


def _index(folder: Path, *, area: float = 9000, photo: str = "a.png") -> Path:
    cv2.imwrite(str(folder / "a.png"), np.zeros((200, 200, 3), np.uint8))
    marks = np.column_stack([POINTS, np.full(17, 2)]).reshape(-1).tolist()
    person = {"image_id": 1, "keypoints": marks, "bbox": [40, 20, 80, 160], "area": area}
    path = folder / "coco.json"
    told = {"images": [{"id": 1, "file_name": photo}], "annotations": [person]}
    path.write_text(json.dumps(told))
    return path


def _answer(shift: float) -> Ask:
    points = np.zeros((33, 3), np.float32)
    points[OURS, :2] = _moved(shift)
    pose = Pose(points, points, np.ones(33, np.float32), 1.0, points[:2, :2])
    return lambda _: (pose,)


def _body(x: float, *, counts: bool = True) -> Body:
    points = _moved(x)
    return Body(points, np.ones(17, bool), np.array([x, 20, 80, 160], np.float32), 9000, counts)


def _found(x: float, score: float) -> Found:
    return Found(_moved(x), score)


def test_the_truth_scores_one(tmp_path: Path) -> None:
    score = poses(_index(tmp_path), _answer(0))
    assert (score.photos, score.people, score.found) == (1, 1, 1.0)
    assert (score.pck, score.pck_torso, score.oks_ap) == (1.0, 1.0, 1.0)
    assert score.counts == {"found": 1, "pck": 1, "pck_torso": 1}
    assert set(score.groups.values()) == {1.0}


@pytest.mark.parametrize(("shift", "pck"), [(31, 1.0), (33, 0.0)])
def test_a_point_counts_within_a_fifth_of_the_box(tmp_path: Path, shift: float, pck: float) -> None:
    assert poses(_index(tmp_path), _answer(shift)).pck == pck


def test_who_is_not_found_counts_with_all_points(tmp_path: Path) -> None:
    score = poses(_index(tmp_path), lambda _: ())
    assert (score.found, score.pck, score.oks_ap) == (0.0, 0.0, 0.0)


def test_small_people_count_neither_way(tmp_path: Path) -> None:
    score = poses(_index(tmp_path, area=700), _answer(0))
    assert (score.people, score.pck, score.oks_ap) == (0, None, None)


def test_a_missing_photo_is_named_and_counted(tmp_path: Path) -> None:
    score = poses(_index(tmp_path, photo="gone.png"), _answer(0))
    assert (score.photos, score.unmeasured) == (0, 1)
    assert score.faults[0].file == "gone.png"


@pytest.mark.parametrize(
    "told", ["", "[]", "{}", '{"images": [], "annotations": []}', '{"images": [{"id": 1}]}']
)
def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path, told: str) -> None:
    path = tmp_path / "coco.json"
    path.write_text(told)
    with pytest.raises(BadIndex, match=r"coco\.json"):
        poses(path, _answer(0))


@pytest.mark.parametrize("wrong", [{"bbox": [1, 2]}, {"keypoints": [1, 2, 3]}, {"area": None}])
def test_a_wrong_annotation_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    path = _index(tmp_path)
    told = json.loads(path.read_text())
    told["annotations"][0].update(wrong)
    path.write_text(json.dumps(told))
    with pytest.raises(BadIndex, match="keypoint format"):
        poses(path, _answer(0))


def test_each_answer_is_given_to_one_person() -> None:
    bodies, answers = [_body(0), _body(10)], [_found(9, 0.9), _found(300, 0.8)]
    assert pair(bodies, answers) == {1: 0}
    assert similarity(bodies[0], _found(0, 1)) == pytest.approx(1)


def test_a_false_answer_costs_precision_only_if_surer_than_the_true_one() -> None:
    body, true = _body(0), _found(0, 0.9)
    assert average_precision([([body], [true, _found(300, 0.5)])]) == pytest.approx(1)
    assert average_precision([([body], [true, _found(300, 0.95)])]) == pytest.approx(0.5)
    unscored = _body(300, counts=False)
    assert average_precision([([body, unscored], [true, _found(300, 0.95)])]) == pytest.approx(1)


@needs_photos
def test_most_joints_of_hard_photos_are_found() -> None:
    score = poses(DATA / "poses" / "person_keypoints.json", find_poses)
    assert (score.photos, score.unmeasured) == (25, 0)
    assert score.pck is not None
    # Measured: 0.756. One body found or missed is two points, and machines differ in last digits.
    assert score.pck >= 0.72
