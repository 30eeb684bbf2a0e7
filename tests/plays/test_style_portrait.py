"""Painted portrait: any style on offer, any brush, and people who stay themselves."""

import io
import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.utils import translation
from PIL import Image

import inference
from campaigns.plays.base import Clock, Scene, Shot, Verdict, Wish
from campaigns.plays.style_portrait import (
    DRAFT,
    FIGURES,
    LEAST,
    NAMES,
    STOPS,
    Settings,
    StylePortrait,
    named,
    offered,
    setting,
)
from deploy import easel
from deploy.run.paths import ROOT
from tests.cast import a_jpeg, a_picture_file
from tests.inference.photos import needs_photos
from tests.plays.looking import QUIET, no_art, pixels
from tests.support.photos import PERSON

PLAY = StylePortrait()
STYLES = inference.styles()
FOLDER = ROOT / "static" / "plays" / "style_portrait"


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | changes


def judged(shot: Shot, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(shot, settings(**changes), no_art, scene)


def remade(kept: bytes, wish: Wish, **changes: Any) -> Verdict:
    return PLAY.remake(kept, wish, settings(**changes), no_art, QUIET)


def kept_of(verdict: Verdict) -> bytes:
    assert verdict.kept is not None
    return verdict.kept


def apart(one: Verdict, other: Verdict) -> float:
    return float(np.abs(pixels(one) - pixels(other)).mean())


def test_every_style_there_is_is_offered_by_a_new_campaign() -> None:
    assert offered(settings()) == list(STYLES)
    assert PLAY.choices(settings()) == len(STYLES) >= 3


def test_a_style_that_the_operator_leaves_out_is_not_counted() -> None:
    left = settings(**{setting(STYLES[0]): False})
    assert offered(left) == list(STYLES[1:])
    first = PLAY.judge(Shot(None, 1, choice=1), left, no_art, QUIET)
    assert first.facts["style"] == STYLES[1]


def test_a_campaign_without_any_style_is_refused_at_the_desk() -> None:
    none = settings(**{setting(style): False for style in STYLES})
    form = Settings(none)
    assert not form.is_valid()
    assert "at least" in str(form.errors)
    with pytest.raises(inference.ModelUnavailable):
        PLAY.judge(Shot(None, 1), none, no_art, QUIET)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_style_has_a_name_of_its_own_in_both_languages(language: str) -> None:
    with translation.override(language):
        names = [named(style) for style in STYLES]
    assert len(set(names)) == len(STYLES)
    assert set(STYLES) <= set(NAMES)


def test_a_style_that_nobody_named_yet_goes_by_its_files_name() -> None:
    assert named("blue_dots") == "Blue dots"


@pytest.mark.parametrize("style", STYLES)
def test_the_sample_of_a_style_is_what_it_paints(style: str) -> None:
    shown = Image.open(FOLDER / f"sample-{style}.webp").convert("RGB")
    painted = easel.sample(style)
    assert shown.size == painted.size
    away = np.asarray(shown, np.int16) - np.asarray(painted, np.int16)
    assert np.abs(away).mean() < 8


@pytest.mark.parametrize("figure", FIGURES)
def test_the_page_shows_the_sitters_that_are_painted(figure: int) -> None:
    shown = pixels((FOLDER / f"figure-{figure}.webp").read_bytes())
    assert np.abs(shown - easel.sitter(figure)).mean() < 4
    assert set(easel.SITTERS) == set(FIGURES)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_drawn_sitter_is_painted_with_the_operators_brush(figure: int) -> None:
    verdict = judged(Shot(None, figure, choice=2), brush=30)
    assert verdict.facts == {"style": STYLES[1], "brush": 0.3, "figure": figure}
    assert max(verdict.width, verdict.height) == LEAST
    assert {"intake", "keep", "faces", "paint", "finish"} == set(verdict.milliseconds)


def test_a_figure_that_does_not_exist_is_the_first_one() -> None:
    assert judged(Shot(None, 9)).picture == judged(Shot(None, 1)).picture


def test_another_brush_and_another_style_are_other_pictures_of_the_same() -> None:
    kept = kept_of(judged(Shot(None, 1)))
    fine, bold = (remade(kept, Wish(1, brush, draft=True)) for brush in (0, 1))
    other = remade(kept, Wish(2, 0, draft=True))
    assert apart(fine, bold) > 2
    assert apart(fine, other) > 4
    assert remade(kept, Wish(1, 0, draft=True)).picture == fine.picture


def test_a_draft_is_the_picture_in_small() -> None:
    first = judged(Shot(None, 1), brush=75)
    draft = remade(kept_of(first), Wish(1, 0.75, draft=True))
    assert max(draft.width, draft.height) == DRAFT
    assert len(draft.picture) < len(first.picture)
    # Stone by stone they differ: a picture of half the size is laid in stones of half the size.
    large, small = (
        Image.fromarray(pixels(made).astype(np.uint8)).resize((48, 64)) for made in (first, draft)
    )
    assert np.abs(np.asarray(large, np.int16) - np.asarray(small, np.int16)).mean() < 8


def test_in_full_size_the_same_wish_is_the_first_picture_again() -> None:
    first = judged(Shot(None, 1))
    again = remade(kept_of(first), Wish(1, 0.5, draft=False))
    assert (again.width, again.height) == (first.width, first.height)
    assert apart(first, again) < 3


def test_what_is_let_pass_is_no_part_of_a_full_painting_and_a_draft_lets_nothing_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed: list[float] = []
    monkeypatch.setattr(Clock, "seconds", staticmethod(lambda: time.perf_counter() + sum(passed)))
    scene = replace(QUIET, give_way=lambda: passed.append(1000.0))
    first = judged(Shot(None, 1), scene)
    assert passed
    assert first.picture == judged(Shot(None, 1)).picture
    assert first.milliseconds["paint"] < 1000 * sum(passed)
    passed.clear()
    PLAY.remake(kept_of(first), Wish(1, 0.5, draft=True), settings(), no_art, scene)
    assert not passed


def test_in_every_format_a_draft_has_the_pictures_shape() -> None:
    for size in ("3:4", "9:16", "4x6"):
        first = judged(Shot(None, 1), size=size)
        draft = remade(kept_of(first), Wish(1, 0.5, draft=True), size=size)
        assert max(draft.width, draft.height) == DRAFT
        assert draft.width / draft.height == pytest.approx(first.width / first.height, rel=0.004)


@needs_photos
def test_a_face_is_painted_finer_unless_the_operator_wants_it_otherwise() -> None:
    photo = PERSON.read_bytes()
    (face,) = inference.find_faces(inference.read_photo(kept_of(judged(Shot(photo)))))
    x0, y0, x1, y1 = (int(side) for side in face.box)
    finer, even = (judged(Shot(photo), brush=100, finer_faces=yes) for yes in (True, False))
    away = np.abs(pixels(finer) - pixels(even)).mean(axis=2)
    assert away[y0:y1, x0:x1].mean() > 4 * away[: y0 // 4].mean()


@needs_photos
def test_a_selfie_is_kept_without_what_the_camera_wrote_into_it() -> None:
    verdict = judged(Shot(PERSON.read_bytes()))
    kept = Image.open(io.BytesIO(kept_of(verdict)))
    assert not kept.getexif()
    assert verdict.facts["figure"] is None
    assert set(verdict.facts) == {"style", "brush", "figure"}


@needs_photos
def test_cut_out_before_a_colour_the_room_is_gone_and_is_painted_too() -> None:
    shot = Shot(PERSON.read_bytes(), choice=STYLES.index("oil") + 1)
    verdict = judged(shot, ground="colour", ground_colour="#2040c0")
    corner = pixels(verdict)[10:60, 10:60].reshape(-1, 3)
    assert np.abs(corner.mean(axis=0) - (0x20, 0x40, 0xC0)).max() < 60
    assert corner.std(axis=0).max() > 0.5
    kept = pixels(kept_of(verdict))[10:60, 10:60].reshape(-1, 3)
    assert np.abs(kept.mean(axis=0) - (0x20, 0x40, 0xC0)).max() < 6, "the room is not kept either"


@needs_photos
def test_cut_out_before_the_operators_picture_the_picture_covers_the_ground() -> None:
    def picture(asset_id: int) -> bytes:
        assert asset_id == 7
        return a_picture_file(300, 900, (30, 160, 60))

    chosen = settings(ground="picture", ground_picture=7)
    verdict = PLAY.judge(Shot(PERSON.read_bytes()), chosen, picture, QUIET)
    corner = pixels(kept_of(verdict))[10:60, 10:60].reshape(-1, 3).mean(axis=0)
    assert np.abs(corner - (30, 160, 60)).max() < 8


def test_a_picture_as_the_ground_must_be_chosen() -> None:
    form = Settings(settings(ground="picture"))
    assert "ground_picture" in form.errors


def test_cut_out_nobody_is_the_players_to_mend() -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(a_jpeg()), ground="colour")
    assert bad.value.reason == inference.Reason.NOBODY


def test_a_picture_without_a_face_is_painted_too() -> None:
    assert judged(Shot(a_jpeg())).facts["style"] == STYLES[0]


@pytest.mark.parametrize(
    ("colour", "reason"),
    [((2, 2, 3), inference.Reason.TOO_DARK), ((254, 254, 254), inference.Reason.TOO_BRIGHT)],
)
def test_where_nothing_is_seen_the_player_is_asked_again(
    colour: tuple[int, int, int], reason: inference.Reason
) -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(a_jpeg(colour=colour)))
    assert bad.value.reason == reason


@needs_photos
def test_a_face_in_the_dark_is_asked_for_again() -> None:
    dark = (pixels(PERSON.read_bytes()) * 0.12).astype(np.uint8)
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(inference.encode_jpeg(dark)))
    assert bad.value.reason == inference.Reason.TOO_DARK


@pytest.mark.parametrize("photo", [b"", b"no photo at all", a_jpeg(40, 40)])
def test_what_is_no_photo_is_the_players_to_mend(photo: bytes) -> None:
    with pytest.raises(inference.BadPhoto):
        judged(Shot(photo))


def test_a_small_photo_is_painted_large_and_a_large_one_no_larger() -> None:
    small = judged(Shot(a_jpeg(120, 160)))
    assert (small.width, small.height) == (720, 960)
    large = judged(Shot(a_jpeg(3000, 2000)))
    assert (large.width, large.height) == (1280, 853)


def test_every_picture_says_that_ai_made_it_drafts_too() -> None:
    first = judged(Shot(None, 1))
    draft = remade(kept_of(first), Wish(1, 0.9, draft=True))
    for verdict in (first, draft):
        assert PLAY.made_with_ai(verdict.facts)
        assert b"compositeWithTrainedAlgorithmicMedia" in verdict.picture
    assert b"compositeWithTrainedAlgorithmicMedia" not in kept_of(first)


def test_every_painting_wins_the_one_tier() -> None:
    assert PLAY.outcome(judged(Shot(None, 1)), settings()) in PLAY.tiers


def test_the_page_is_told_countdown_styles_and_samples() -> None:
    told = PLAY.page_settings(settings())
    assert told["countdown"] == 3
    assert [style["name"] for style in told["styles"]] == [named(style) for style in STYLES]
    assert all(style["sample"].endswith(".webp") for style in told["styles"])


def test_the_result_page_is_told_of_the_picture_that_is_there() -> None:
    chosen = settings(**{setting(STYLES[0]): False})
    facts = PLAY.judge(Shot(None, 1, choice=2), chosen, no_art, QUIET).facts
    told = PLAY.easel(facts, chosen)
    assert (told["choice"], told["brush"], told["stops"]) == (2, 0.5, STOPS)
    assert len(told["styles"]) == len(STYLES) - 1
