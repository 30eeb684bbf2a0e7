"""Star photo: settings become a template, a shot becomes a picture, and what cannot be is said."""

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from PIL import Image

import inference
from campaigns.plays.base import AssetCard, Scene, Shot, Verdict
from campaigns.plays.star_photo import FIGURES, Settings, StarPhoto
from tests.cast import a_jpeg, a_picture_file
from tests.inference.photos import needs_photos
from tests.plays.looking import QUIET, pixels
from tests.support.photos import PERSON

SCENE, STAR, FRAME = 1, 2, 3
GREEN, RED = (20, 120, 60), (250, 10, 10, 255)
PLAY = StarPhoto()


def art(asset_id: int) -> bytes:
    """The brand's pictures: a green wall, a red star, a frame that covers nothing."""
    return {
        SCENE: a_picture_file(720, 960, GREEN),
        STAR: a_picture_file(100, 300, RED),
        FRAME: a_picture_file(720, 960, (0, 0, 0, 0)),
    }[asset_id]


def a_png(layer: inference.Rgba) -> bytes:
    file = io.BytesIO()
    Image.fromarray(layer).save(file, "PNG")
    return file.getvalue()


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | {"scene": SCENE, "star": STAR} | changes


def judged(shot: Shot, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(shot, settings(**changes), art, scene)


def red_share(picture: np.ndarray[Any, np.dtype[np.int16]]) -> float:
    red, green = picture[..., 0], picture[..., 1]
    return float(np.mean((red > 180) & (green < 80)))


def test_the_picture_is_as_large_as_the_scene() -> None:
    verdict = judged(Shot(None, figure=1))
    assert (verdict.width, verdict.height) == (720, 960)
    assert pixels(verdict).shape == (960, 720, 3)


@pytest.mark.parametrize("figure", FIGURES)
def test_every_drawn_figure_stands_in_for_a_photo(figure: int) -> None:
    verdict = judged(Shot(None, figure=figure))
    assert verdict.facts["figure"] == figure
    right, left = pixels(verdict)[300:, 400:], pixels(verdict)[300:, :40]
    assert np.std(right) > np.std(left)


def test_a_figure_that_does_not_exist_is_the_first_one() -> None:
    assert judged(Shot(None, figure=9)).picture == judged(Shot(None, figure=1)).picture


def test_the_same_shot_gives_the_same_picture() -> None:
    assert judged(Shot(None, figure=2)).picture == judged(Shot(None, figure=2)).picture


def test_the_star_stands_where_the_operator_put_it() -> None:
    left = pixels(judged(Shot(None, figure=1), star_x=20, player_x=80))
    assert red_share(left[:, :360]) > 0.1 > red_share(left[:, 360:])


def test_a_scene_that_holds_the_star_needs_no_other_one() -> None:
    assert red_share(pixels(judged(Shot(None, figure=1), star=None))[:, :300]) == 0


@needs_photos
def test_a_person_in_the_scene_was_put_there_with_ai_and_the_picture_says_so() -> None:
    shot = Shot(PERSON.read_bytes())
    english, chinese = judged(shot), judged(shot, Scene("zh-hans", "鹿眠", None))
    assert PLAY.made_with_ai(english.facts)
    assert b"compositeWithTrainedAlgorithmicMedia" in english.picture
    apart = np.abs(pixels(english) - pixels(chinese)).max(axis=2) > 40
    assert apart[-60:, :300].sum() == apart.sum() > 100


def test_a_drawn_figure_is_put_there_without_ai_and_nothing_says_otherwise() -> None:
    drawn = judged(Shot(None, figure=1))
    assert not PLAY.made_with_ai(drawn.facts)
    assert b"DigitalSourceType" not in drawn.picture
    assert judged(Shot(None, figure=1), Scene("zh-hans", "鹿眠", None)).picture == drawn.picture


def test_the_logo_is_left_out_where_the_operator_says_so() -> None:
    branded = Scene("en", "Lumo", a_picture_file(90, 60, (255, 0, 255, 255)))
    plain = judged(Shot(None, figure=1)).picture
    assert judged(Shot(None, figure=1), branded).picture != plain
    assert judged(Shot(None, figure=1), branded, logo=False).picture == plain


def test_a_photo_with_nobody_in_it_is_the_players_to_mend() -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(a_jpeg()))
    assert bad.value.reason == inference.Reason.NOBODY


def test_what_is_no_photo_is_the_players_to_mend() -> None:
    with pytest.raises(inference.BadPhoto):
        judged(Shot(b"no photo at all"))


@needs_photos
def test_a_person_is_cut_out_and_put_into_the_scene() -> None:
    verdict = judged(Shot(PERSON.read_bytes()))
    picture = pixels(verdict)
    wall = np.abs(picture - np.array(GREEN)).max(axis=2) < 12
    assert wall[:200, 60:200].mean() > 0.9
    assert wall[600:, 400:600].mean() < 0.5
    assert 0 < verdict.facts["coverage"] < 1
    assert {"intake", "cut_out", "compose", "finish"} <= set(verdict.milliseconds)


def test_facts_hold_nothing_of_a_face() -> None:
    assert set(judged(Shot(None, figure=1)).facts) == {"coverage", "figure"}


def test_every_picture_wins_the_one_tier() -> None:
    verdict = judged(Shot(None, figure=1))
    assert PLAY.outcome(verdict, settings()) in PLAY.tiers


def test_sound_settings_may_be_published() -> None:
    assert PLAY.check(settings(frame=FRAME), art) == []


def test_a_player_outside_the_scene_cannot_be_published() -> None:
    found = PLAY.check(settings(player_bottom=120, player_height=20, player_head=10), art)
    assert len(found) == 1
    assert "no place for the player" in found[0]


def test_what_hides_the_player_cannot_be_published() -> None:
    """A hole only where nobody stands."""
    cover = np.zeros((960, 720, 4), np.uint8)
    cover[200:] = (90, 20, 60, 255)

    def covered(asset_id: int) -> bytes:
        return a_png(cover) if asset_id == FRAME else art(asset_id)

    (found,) = PLAY.check(settings(player_height=70, foreground=FRAME), covered)
    assert "hides the player" in found
    assert PLAY.check(settings(player_height=70), covered) == []


def test_the_script_is_told_the_countdown_and_nothing_else() -> None:
    assert PLAY.page_settings(settings()) == {"countdown": 3}


def form(**changes: Any) -> Settings:
    cards = [
        AssetCard(SCENE, "scene", "wall", "/asset/1", 720, 960),
        AssetCard(STAR, "star", "star", "/asset/2", 100, 300),
    ]
    values: Mapping[str, Any] = settings(**changes)
    return Settings(values, shelf=cards)


def test_the_defaults_need_nothing_but_a_scene() -> None:
    assert form().is_valid()
    assert not form(scene=None).is_valid()


@pytest.mark.parametrize(
    "changes", [{"player_x": 101}, {"star_height": 0}, {"countdown": 11}, {"light": "below"}]
)
def test_settings_beyond_reason_are_refused(changes: dict[str, Any]) -> None:
    assert list(form(**changes).errors) == list(changes)


def test_a_picture_of_another_kind_is_no_star() -> None:
    assert list(form(star=SCENE).errors) == ["star"]


def test_cleaned_settings_are_json_and_clean_again() -> None:
    first = form()
    assert first.is_valid()
    assert form(**first.cleaned_data).is_valid()
