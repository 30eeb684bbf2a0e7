"""Which scene, and which seat for whom."""

from dataclasses import replace

import numpy as np
import pytest

from inference.results import HeadPose
from inference.tasks.fusion import FusionScene, FusionTemplate
from inference.tasks.fusion.placing import place
from inference.tasks.fusion.player import Player
from tests.inference.photos import needs_photos
from tests.inference.tasks.fusion.people import WOMAN, into

pytestmark = needs_photos


def _scene(*yaws: float) -> FusionScene:
    """Seats from left to right, their heads turned so."""
    (face,) = into(WOMAN).scenes[0].faces
    return FusionScene(
        into(WOMAN).scenes[0].pixels,
        tuple(
            replace(
                face,
                points=face.points + np.array([1000 * i, 0, 0], np.float32),
                pose=HeadPose(yaw, 0.0, 0.0),
            )
            for i, yaw in enumerate(yaws)
        ),
    )


def _players(*yaws: float) -> list[Player]:
    return [
        Player(np.zeros((2, 2, 3), np.uint8), np.zeros((478, 3), np.float32), HeadPose(yaw, 0, 0))
        for yaw in yaws
    ]


def _turns(template: FusionTemplate, *yaws: float) -> list[float]:
    _, faces = place(template, _players(*yaws))
    return [face.pose.yaw for face in faces]


def test_each_takes_the_seat_whose_head_is_turned_as_theirs() -> None:
    group = FusionTemplate((_scene(0.0, 25.0, 12.0),))
    assert _turns(group, 24.0, 11.0, 1.0) == [25.0, 12.0, 0.0]
    # Mirrored, a head looks the other way.
    assert _turns(group, -24.0, 1.0, 11.0) == [25.0, 0.0, 12.0]


@pytest.mark.parametrize("yaws", [(3.0, 1.0, 2.0), (0.0, 0.0, 0.0), (4.0, 0.0, 5.0)])
def test_people_who_look_about_alike_keep_the_order_in_which_they_stand(
    yaws: tuple[float, ...],
) -> None:
    assert _turns(FusionTemplate((_scene(0.0, 4.0, 2.0),)), *yaws) == [0.0, 4.0, 2.0]


def test_of_several_scenes_the_one_in_which_all_find_their_like_is_taken() -> None:
    template = FusionTemplate((_scene(0.0, 0.0), _scene(28.0, 2.0), _scene(-20.0, -20.0)))
    number, faces = place(template, _players(1.0, 27.0))
    assert number == 1
    assert [face.pose.yaw for face in faces] == [2.0, 28.0]
    assert place(template, _players(-18.0, 22.0))[0] == 2
    assert place(template, _players(2.0, -3.0))[0] == 0


def test_a_nod_counts_as_a_turn_does() -> None:
    nodding = _scene(0.0, 0.0)
    low = replace(nodding.faces[1], pose=HeadPose(0.0, -22.0, 0.0))
    template = FusionTemplate((FusionScene(nodding.pixels, (nodding.faces[0], low)),))
    first, second = _players(0.0, 0.0)
    first = replace(first, pose=HeadPose(0.0, -20.0, 0.0))
    _, faces = place(template, [first, second])
    assert [face.pose.pitch for face in faces] == [-22.0, 0.0]
