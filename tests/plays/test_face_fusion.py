"""Face fusion: the operator's scene, the player's face; and what cannot be is said to whom."""

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
import pytest
from django.template.loader import render_to_string
from numpy.typing import NDArray
from PIL import Image

import inference
from campaigns.plays.base import AssetCard, Scene, Shot, Verdict
from campaigns.plays.face_fusion import SCENES, FaceFusion, Settings
from tests.cast import a_jpeg, a_picture_file
from tests.inference.photos import DATA, needs_photos, photo
from tests.inference.tasks.fusion.people import (
    ELDER,
    GLASSES,
    MAN,
    PROFILE,
    SMILING,
    SUNGLASSES,
    WOMAN,
    beside,
)
from tests.plays.difficult import DIFFICULT
from tests.plays.looking import QUIET, pixels

Picture = NDArray[np.int16]

WALL, FRAME, BROKEN, LARGE = 1, 2, 3, 4
ONE, TWO, COUPLE = 11, 12, 13
GREEN, RED = (20, 120, 60), (250, 10, 10, 255)
PLAY = FaceFusion()
AS_IT_IS = Shot(None, figure=1)


def a_file(pixels: inference.Pixels) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def a_frame() -> bytes:
    """A red bar over the upper tenth."""
    bar = np.zeros((400, 300, 4), np.uint8)
    bar[:40] = RED
    return a_file(bar)


ART: Mapping[int, Callable[[], bytes]] = {
    WALL: lambda: a_picture_file(720, 960, GREEN),
    FRAME: a_frame,
    BROKEN: lambda: b"no picture at all",
    LARGE: lambda: a_picture_file(1800, 2160, GREEN),
    ONE: lambda: (DATA / WOMAN).read_bytes(),
    TWO: lambda: (DATA / ELDER).read_bytes(),
    COUPLE: lambda: a_file(beside(WOMAN, MAN)),
}


def art(asset_id: int) -> bytes:
    return ART[asset_id]()


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | {"scene": WALL} | changes


def judged(shot: Shot, release: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(shot, settings(**changes), art, release)


def of_player(name: str = SMILING) -> Shot:
    return Shot((DATA / name).read_bytes())


def changed(one: Picture, other: Picture) -> Picture:
    """(H, W) how far apart two pictures are, in steps of eight bits."""
    return np.asarray(np.abs(one - other).max(axis=2))


def test_who_shows_no_face_gets_the_scene_as_it_is() -> None:
    verdict = judged(AS_IT_IS)
    assert (verdict.width, verdict.height) == (720, 960)
    assert changed(pixels(verdict), np.full((960, 720, 3), GREEN, np.int16)).max() < 4


def test_a_scene_that_is_not_changed_is_not_called_made_with_ai() -> None:
    assert b"DigitalSourceType" not in judged(AS_IT_IS).picture
    assert judged(AS_IT_IS, Scene("zh-hans", "鹿眠", None)).picture == judged(AS_IT_IS).picture


def test_the_brands_frame_and_logo_are_in_the_picture() -> None:
    branded = Scene("en", "Lumo", a_picture_file(90, 60, (255, 0, 255, 255)))
    made = pixels(judged(AS_IT_IS, branded, frame=FRAME, logo_corner="top-right"))
    assert np.mean(changed(made[:80, :300], np.asarray(RED[:3], np.int16)) < 12) > 0.95
    pink = changed(made, np.array((255, 0, 255), np.int16)) < 40
    assert pink[:200, 360:].sum() == pink.sum() > 500


def test_the_logo_is_left_out_where_the_operator_says_so() -> None:
    branded = Scene("en", "Lumo", a_picture_file(90, 60, (255, 0, 255, 255)))
    plain = judged(AS_IT_IS).picture
    assert judged(AS_IT_IS, branded).picture != plain
    assert judged(AS_IT_IS, branded, logo=False).picture == plain


def test_a_large_scene_makes_a_picture_of_a_phones_size() -> None:
    verdict = judged(AS_IT_IS, scene=LARGE)
    assert (verdict.width, verdict.height) == (1200, 1440)


def test_a_scene_that_cannot_be_read_is_never_the_players_fault() -> None:
    for shot in (AS_IT_IS, Shot(a_jpeg())):
        with pytest.raises(inference.BadTemplate) as bad:
            judged(shot, scene=BROKEN)
        assert bad.value.code == "bad_picture"


@needs_photos
def test_the_face_becomes_the_players_and_the_scene_around_it_stays() -> None:
    before, verdict = pixels(judged(AS_IT_IS, scene=ONE)), judged(of_player(), scene=ONE)
    apart = changed(pixels(verdict), before)
    left, top, right, bottom = map(round, inference.template_faces(photo(WOMAN))[0].box)
    around = (right - left) // 2
    outside = np.ones(apart.shape, bool)
    outside[top - around : bottom + around, left - around : right + around] = False
    # The AI label.
    outside[-80:] = False
    assert np.mean(apart[top:bottom, left:right] > 12) > 0.4
    assert np.mean(apart[outside] > 12) < 0.05
    assert (verdict.width, verdict.height) == before.shape[1::-1]
    assert {"template", "intake", "fuse", "finish"} == set(verdict.milliseconds)


@needs_photos
def test_a_fused_picture_says_that_it_was_made_with_ai_in_the_players_language() -> None:
    english = judged(of_player(), scene=ONE)
    chinese = judged(of_player(), Scene("zh-hans", "鹿眠", None), scene=ONE)
    for verdict in (english, chinese):
        assert b"compositeWithTrainedAlgorithmicMedia" in verdict.picture
    apart = changed(pixels(english), pixels(chinese))
    assert (apart[-80:] > 40).sum() > 100
    assert (apart[:-80] > 40).sum() == 0


@needs_photos
def test_at_strength_zero_the_templates_face_stays() -> None:
    before = pixels(judged(AS_IT_IS, scene=ONE))
    none, half, all_ = (
        changed(pixels(judged(of_player(), scene=ONE, strength=strength)), before)[:-80].mean()
        for strength in (0, 50, 100)
    )
    assert none < 0.5 * half < 0.5 * all_


@needs_photos
@pytest.mark.parametrize(("face", "there"), [("1", "left"), ("2", "right"), (2, "right")])
def test_the_operator_says_which_face_counted_from_the_left(face: str | int, there: str) -> None:
    """A number as it is: so releases hold it that are older than groups."""
    before = pixels(judged(AS_IT_IS, scene=COUPLE))
    apart = changed(pixels(judged(of_player(), scene=COUPLE, face=face)), before)[:-80] > 12
    middle = apart.shape[1] // 2
    halves = {"left": apart[:, :middle].sum(), "right": apart[:, middle:].sum()}
    assert halves[there] > 0.95 * sum(halves.values()) > 1000


def of_two() -> Shot:
    return Shot(a_file(beside(SMILING, ELDER)))


def halves(made: Verdict, face: str) -> list[bool]:
    """Whether the left and the right person of the couple have become somebody else."""
    apart = changed(pixels(made), pixels(judged(AS_IT_IS, scene=COUPLE, face=face)))[:-80] > 12
    return [half.sum() > 1000 for half in np.array_split(apart, 2, axis=1)]


@needs_photos
@pytest.mark.parametrize(
    ("face", "shot", "found"),
    [
        ("1, 2", of_two, [True, True]),
        ("1，2", of_player, [True, False]),
        ("2, 1", of_player, [False, True]),
    ],
)
def test_a_group_fills_its_places_and_who_is_left_stays(
    face: str, shot: Callable[[], Shot], found: list[bool]
) -> None:
    assert halves(judged(shot(), scene=COUPLE, face=face), face) == found


@needs_photos
def test_more_players_than_places_are_told_so() -> None:
    crowd = np.concatenate([beside(SMILING, ELDER), beside(MAN, WOMAN)], axis=1)
    shots = [("1, 2", Shot(a_file(crowd))), ("1", of_two())]
    reasons = []
    for face, shot in shots:
        with pytest.raises(inference.BadPhoto) as bad:
            judged(shot, scene=COUPLE, face=face)
        reasons.append(bad.value.reason)
    assert reasons == [inference.Reason.TOO_MANY, inference.Reason.SEVERAL]


@needs_photos
def test_the_scene_whose_head_is_turned_like_the_players_is_taken() -> None:
    for first, second in ((ONE, TWO), (TWO, ONE)):
        shot = of_player(WOMAN)
        verdict = judged(shot, scene=first, scene_2=None, scene_3=second)
        assert verdict.facts["scene"] == (1 if first == ONE else 2)


@needs_photos
def test_a_scene_is_made_ready_once_for_all_players(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    really = inference.fusion_template

    def noted(pictures: Any, **options: Any) -> inference.FusionTemplate:
        asked.append(options)
        return really(pictures, **options)

    monkeypatch.setattr(inference, "fusion_template", noted)
    unseen = a_file(np.ascontiguousarray(beside(MAN, WOMAN)))
    for face in ("1", "1", "2"):
        PLAY.judge(of_player(), settings(face=face), lambda _asset_id: unseen, QUIET)
    assert [each["seats"] for each in asked] == [[0], [1]]


@needs_photos
def test_a_photo_with_nobody_in_it_is_the_players_to_mend() -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(a_jpeg()), scene=ONE)
    assert bad.value.reason == inference.Reason.NOBODY


@needs_photos
def test_a_head_that_looks_away_is_asked_to_turn() -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(of_player(PROFILE), scene=ONE)
    assert bad.value.reason == inference.Reason.TURNED


def test_facts_hold_nothing_of_a_face() -> None:
    assert judged(AS_IT_IS).facts == {"scene": 1, "figure": 1}


def test_every_picture_wins_the_one_tier() -> None:
    assert PLAY.outcome(judged(AS_IT_IS), settings()) in PLAY.tiers


@needs_photos
def test_nothing_is_found_against_a_sound_template() -> None:
    assert PLAY.inspect(settings(scene=ONE, scene_2=TWO, scene_3=COUPLE), art) == {}


def inspected(picture: bytes, **changes: Any) -> Mapping[str, str]:
    return PLAY.inspect(settings(**changes), lambda _asset_id: picture)


def test_a_scene_without_a_face_is_a_fault() -> None:
    assert inspected(a_picture_file(720, 960, GREEN)) == {"scene": "no_face"}


def test_every_picture_that_cannot_work_is_named() -> None:
    found = inspected(b"no picture at all", scene_3=BROKEN)
    assert found == {"scene": "bad_picture", "scene_3": "bad_picture"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sunglasses", "face_covered"),
        ("mask", "face_covered"),
        ("very dark", "face_dark"),
        ("blown out", "face_bright"),
        ("shaken", "face_blurred"),
        ("200 px", "face_small"),
        ("too near", "face_cut"),
        ("cat", "no_face"),
    ],
)
def test_a_template_that_would_not_work_is_told_why(name: str, code: str) -> None:
    assert inspected(DIFFICULT[name]()) == {"scene": code}


def test_what_is_inspected_is_enough_to_inspect() -> None:
    chosen = settings(scene=WALL)
    only = {name: chosen[name] for name in PLAY.inspected}
    assert PLAY.inspect(only, art) == {"scene": "no_face"}


@needs_photos
@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (lambda: photo(PROFILE), "face_turned"),
        (lambda: photo(SUNGLASSES), "face_covered"),
        (lambda: photo(GLASSES), "face_glasses"),
        (lambda: np.asarray(photo(MAN) * 0.06, np.uint8), "face_dark"),
        (lambda: np.asarray(255 - (255 - photo(MAN)) * 0.06, np.uint8), "face_bright"),
        (lambda: cv2.GaussianBlur(photo(MAN), (0, 0), 12), "face_blurred"),
        (lambda: cv2.resize(photo(MAN), (150, 150), interpolation=cv2.INTER_AREA), "face_small"),
        (lambda: photo(MAN)[:, : photo(MAN).shape[1] // 2], "face_cut"),
    ],
)
def test_why_a_face_cannot_be_replaced_is_found_and_has_words(
    picture: Callable[[], inference.Pixels], code: str
) -> None:
    assert inspected(a_file(np.ascontiguousarray(picture()))) == {"scene": code}
    assert PLAY.faults[code]


@needs_photos
def test_a_number_beyond_the_faces_is_found_and_has_words() -> None:
    for face in ("3", "1, 3"):
        assert PLAY.inspect(settings(scene=COUPLE, face=face), art) == {"scene": "no_such_face"}
    assert PLAY.faults["no_such_face"]


def shown(picture: bytes, **changes: Any) -> Mapping[str, bytes]:
    return PLAY.show(settings(**changes), lambda _asset_id: picture)


@needs_photos
def test_the_operator_sees_the_mesh_the_skin_and_a_sample_in_the_template() -> None:
    before = photo(WOMAN)
    seen = shown((DATA / WOMAN).read_bytes(), scene_3=WALL)
    assert list(seen) == ["scene", "scene_tried", "scene_3", "scene_3_tried"]
    assert set(seen) <= set(PLAY.sights)
    left, top, right, bottom = inference.template_faces(before)[0].box
    for name in ("scene", "scene_tried"):
        picture = np.asarray(Image.open(io.BytesIO(seen[name])), np.int16)
        scale = picture.shape[0] / before.shape[0]
        size = (picture.shape[1], picture.shape[0])
        was = np.asarray(cv2.resize(before, size, interpolation=cv2.INTER_AREA), np.int16)
        apart = changed(picture, was) > 24
        around = (right - left) / 2
        upper, lower = round((top - around) * scale), round((bottom + around) * scale)
        first, last = round((left - around) * scale), round((right + around) * scale)
        assert apart[upper:lower, first:last].mean() > 0.1
        apart[upper:lower, first:last] = False
        assert apart.mean() < 0.02


@needs_photos
def test_several_faces_are_numbered_also_where_the_chosen_one_will_not_do() -> None:
    pair = beside(PROFILE, MAN)
    before = cv2.resize(
        pair, (720, 720 * pair.shape[0] // pair.shape[1]), None, 0, 0, cv2.INTER_AREA
    )
    numbers = []
    for face in ("1", "2"):
        seen = shown(a_file(pair), face=face)
        assert ("scene_tried" in seen) == (face == "2")
        picture = np.asarray(Image.open(io.BytesIO(seen["scene"])), np.int16)
        assert abs(picture.shape[0] - before.shape[0]) <= 1
        numbers.append(picture)
    # Yellow where a player can stand, grey and crossed out where none can; in both pictures.
    yellow, grey = (np.array(colour, np.int16) for colour in ((255, 210, 77), (188, 184, 178)))
    for picture in numbers:
        left, right = np.array_split(picture, 2, axis=1)
        assert (changed(right, yellow) < 30).sum() > 300 > 20 > (changed(left, yellow) < 30).sum()
        assert (changed(left, grey) < 14).sum() > 300
    assert set(shown((DATA / MAN).read_bytes())) == {"scene", "scene_tried"}


@needs_photos
def test_the_sample_takes_every_place_of_a_group() -> None:
    seen = shown(a_file(beside(WOMAN, MAN)), face="1, 2")
    tried = np.asarray(Image.open(io.BytesIO(seen["scene_tried"])), np.int16)
    size = (tried.shape[1], tried.shape[0])
    before = cv2.resize(beside(WOMAN, MAN), size, interpolation=cv2.INTER_AREA)
    apart = changed(tried, np.asarray(before, np.int16))[:-40] > 24
    assert min(half.sum() for half in np.array_split(apart, 2, axis=1)) > 1000


def test_of_a_scene_without_a_face_there_is_nothing_to_see() -> None:
    assert shown(a_picture_file(720, 960, GREEN)) == {}


@needs_photos
def test_the_sample_face_suits_templates_that_look_ahead_and_no_profile() -> None:
    for name in (ELDER, MAN, SMILING):
        assert set(shown((DATA / name).read_bytes())) == {"scene", "scene_tried"}
    assert shown((DATA / PROFILE).read_bytes()) == {}


def test_a_drawn_figure_changes_nothing_by_ai_and_a_photo_does() -> None:
    assert not PLAY.made_with_ai(judged(AS_IT_IS).facts)
    assert PLAY.made_with_ai({"scene": 1, "figure": None})


def test_the_script_is_told_the_countdown_and_nothing_else() -> None:
    assert PLAY.page_settings(settings()) == {"countdown": 3}


def form(**changes: Any) -> Settings:
    cards = [
        AssetCard(WALL, "scene", "wall", "/asset/1", 720, 960),
        AssetCard(FRAME, "frame", "frame", "/asset/2", 300, 400),
    ]
    return Settings(settings(**changes), shelf=cards)


@pytest.mark.parametrize(("old", "new"), [(None, ""), (2, "2")])
def test_a_draft_from_before_groups_is_still_sound(old: int | None, new: str) -> None:
    draft = form(face=old)
    assert draft.is_valid()
    assert draft.cleaned_data["face"] == new


@pytest.mark.parametrize(
    ("face", "words"), [("2, 1", True), ("2", False), (2, False), (None, False)]
)
def test_only_of_a_group_players_hear_that_there_is_room_for_several(
    face: str | int | None, words: bool
) -> None:
    told = {"part": "notice", "play_settings": settings(face=face)}
    assert ("room for several" in render_to_string("plays/face_fusion.html", told)) == words


def test_the_defaults_need_nothing_but_a_scene() -> None:
    assert form().is_valid()
    assert not form(scene=None).is_valid()


@pytest.mark.parametrize(
    "changes",
    [
        {"strength": 101},
        {"strength": -1},
        {"face": "0"},
        {"face": "1, 21"},
        {"face": "left"},
        {"face": "2, 2"},
        {"face": "1, 2, 3, 4, 5, 6, 7"},
        {"countdown": 11},
        {"scene_2": FRAME},
    ],
)
def test_settings_beyond_reason_are_refused(changes: dict[str, Any]) -> None:
    assert list(form(**changes).errors) == list(changes)


def test_the_scenes_are_settings_that_hold_pictures() -> None:
    assert set(SCENES) < set(Settings.asset_names())


def test_cleaned_settings_are_json_and_clean_again() -> None:
    first = form(face=" 3，1 ")
    assert first.is_valid()
    assert first.cleaned_data["face"] == "3, 1"
    again = form(**json.loads(json.dumps(first.cleaned_data)))
    assert again.is_valid()
    assert again.cleaned_data == first.cleaned_data
