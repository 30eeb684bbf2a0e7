import cv2
import numpy as np
import pytest

from inference.errors import BadPhoto, Reason
from inference.evaluate.spoilt import spoilt
from inference.results import Pixels
from inference.tasks.fusion import fuse
from inference.tasks.fusion.player import Player, facing, find_players, look_at
from inference.tasks.fusion.regions import EYES, fill, width_of
from inference.tasks.fusion.visible import near, object_over_chin
from tests.inference.photos import needs_photos, photo
from tests.inference.tasks.fusion.people import (
    AT_THE_CHIN,
    BURNT,
    CAMERA,
    DARK_LENSES,
    DARK_MAN,
    ELDER,
    FRINGE,
    FRINGE_AND_GLASSES,
    GLASSES,
    GREY,
    HIDDEN_EYES,
    MAN,
    MIRRORING_LENSES,
    PROFILE,
    SHADED,
    SMILING,
    SUNGLASSES,
    WARM,
    WOMAN,
    beside,
    into,
    surface,
)

pytestmark = needs_photos


def _why(*photos: Pixels) -> Reason:
    with pytest.raises(BadPhoto) as caught:
        fuse(into(WOMAN), *photos)
    return caught.value.reason


@pytest.mark.parametrize(
    "name", [BURNT, DARK_MAN, ELDER, FRINGE, GLASSES, GREY, MAN, SHADED, SMILING]
)
def test_faces_of_many_kinds_are_seen(name: str) -> None:
    assert len(find_players([photo(name)], 1)) == 1
    assert fuse(into(WOMAN), photo(name)).seated


@pytest.mark.parametrize(
    "name",
    [
        *(SUNGLASSES, DARK_LENSES, MIRRORING_LENSES, CAMERA, FRINGE_AND_GLASSES),
        *(*HIDDEN_EYES, *AT_THE_CHIN),
    ],
)
def test_a_face_behind_something_is_refused(name: str) -> None:
    assert _why(photo(name)) is Reason.COVERED


@pytest.mark.parametrize("scene", [WOMAN, MAN])
def test_whatever_the_template_the_answer_is_the_same(scene: str) -> None:
    lenses, bare = photo("faces/attributes/7866.jpg"), photo("faces/attributes/10448.jpg")
    with pytest.raises(BadPhoto):
        fuse(into(scene), lenses)
    assert fuse(into(scene), bare).seated


@pytest.mark.parametrize("colour", [(38, 38, 42), (225, 225, 222), (40, 80, 190)])
@pytest.mark.parametrize("name", [ELDER, SMILING, DARK_MAN])
def test_what_is_held_before_a_chin_covers_it(name: str, colour: tuple[int, int, int]) -> None:
    pixels, points = photo(name).copy(), surface(name)
    x, y = (round(float(n)) for n in points[152, :2])
    radius = round(0.24 * width_of(points))
    cv2.circle(pixels, (x, y), radius, colour, cv2.FILLED, cv2.LINE_AA)
    assert _why(pixels) is Reason.COVERED


@pytest.mark.parametrize(
    "name", [WARM, GLASSES, "faces/stock/045.jpg", "faces/attributes/5898.jpg"]
)
def test_a_beard_is_no_object(name: str) -> None:
    face = near(photo(name), surface(name))
    assert not object_over_chin(face.lab, face.skin, face.points)


@pytest.mark.parametrize("name", [MAN, SMILING, DARK_MAN])
def test_a_spoilt_photo_is_refused_for_what_spoils_it(name: str) -> None:
    for reason, copy in spoilt(photo(name)):
        assert _why(copy) is reason


@pytest.mark.parametrize("name", ["faces/attributes/8102.jpg", "faces/attributes/7750.jpg"])
def test_where_the_dark_hides_the_mouth_more_light_is_asked_for(name: str) -> None:
    assert _why(photo(name)) is Reason.TOO_DARK


def test_a_profile_is_asked_to_turn() -> None:
    assert _why(photo(PROFILE)) is Reason.TURNED


def test_more_people_than_seats_are_refused() -> None:
    assert _why(beside(MAN, SMILING)) is Reason.SEVERAL
    assert _why(photo(MAN), photo(SMILING)) is Reason.SEVERAL
    with pytest.raises(BadPhoto) as caught:
        find_players([beside(MAN, SMILING), photo(WOMAN)], 2)
    assert caught.value.reason is Reason.TOO_MANY


def test_in_a_photo_of_several_the_last_row_counts_too() -> None:
    behind = cv2.resize(photo(MAN), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    rows = photo(SMILING).shape[0] - behind.shape[0]
    behind = np.pad(behind, ((rows, 0), (0, 0), (0, 0)), mode="edge")
    group = np.ascontiguousarray(np.concatenate([photo(SMILING), behind], axis=1))
    assert len(find_players([group], 2)) == 2
    assert len(find_players([group], 1)) == 1


def test_nobody_is_no_player() -> None:
    assert _why(np.full((400, 400, 3), 128, np.uint8)) is Reason.NOBODY
    assert _why() is Reason.NOBODY


def test_skin_is_told_from_eyes_and_what_is_behind() -> None:
    player: Player = find_players([photo(MAN)], 1)[0]
    look = look_at(player, 300.0)
    eyes = fill(look.lab.shape, look.points, EYES) > 0.9
    cheek = look.points[[50, 280], :2].astype(int)
    assert look.skin.mask[cheek[:, 1], cheek[:, 0]].min() > 0.9
    assert look.skin.mask[eyes].mean() < 0.5
    assert look.skin.mask[:4, :4].max() < 0.1


def test_a_fringe_over_the_brows_is_told_from_bare_and_raised_brows() -> None:
    fringes = [
        facing(find_players([photo(name)], 1)[0], into(WOMAN).scenes[0].faces[0]).fringe
        for name in (FRINGE, SMILING, DARK_MAN, GLASSES)
    ]
    assert fringes == [True, False, False, False]
