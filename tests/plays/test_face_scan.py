"""Face scan: a guess that may abstain, a choice that asks nobody, and a card for everybody."""

import io
import re
from typing import Any

import numpy as np
import pytest
from django.conf import settings as project
from django.utils import translation
from PIL import Image

import inference
from campaigns.plays.base import Scene, Shot, Verdict
from campaigns.plays.face_scan import (
    PERSONAS,
    TABLE,
    FaceScan,
    Settings,
    remark,
    row,
    setting,
)
from inference import Attributes, session
from tests.cast import a_jpeg, a_picture_file
from tests.inference.photos import DATA, needs_photos, photo
from tests.plays.looking import QUIET, no_art, pixels
from tests.support.photos import PERSON

PLAY = FaceScan()
NOTHING = Attributes(None, 0.0, None, 0.0)
WOMAN = Attributes((28, 44), 0.9, "female", 0.98)


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | changes


def judged(shot: Shot, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(shot, settings(**changes), no_art, scene)


def jpeg(picture: np.ndarray[Any, Any]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=92)
    return file.getvalue()


@pytest.mark.parametrize("number", PERSONAS)
def test_every_drawn_figure_is_the_persona_of_its_number(number: int) -> None:
    verdict = judged(Shot(None, figure=number))
    assert verdict.facts == {"persona": number, "guessed": False, "figure": number}
    assert pixels(verdict.picture).shape == (verdict.height, verdict.width, 3)
    assert b"DigitalSourceType" not in verdict.picture


def test_a_figure_that_does_not_exist_is_the_first_one() -> None:
    assert judged(Shot(None, figure=9)).picture == judged(Shot(None, figure=1)).picture


def test_every_persona_has_a_card_of_its_own() -> None:
    cards = [pixels(judged(Shot(None, figure=number)).picture) for number in PERSONAS]
    for number, card in enumerate(cards):
        assert all(np.abs(card - other).mean() > 8 for other in cards[number + 1 :])


@needs_photos
def test_a_guess_chooses_the_persona_that_the_operators_table_says() -> None:
    table: dict[str, Any] = {f"for_{name}": 6 for name in TABLE}
    verdict = judged(Shot(PERSON.read_bytes()), **table)
    assert verdict.facts == {"persona": 6, "guessed": True, "figure": None}
    assert b"compositeWithTrainedAlgorithmicMedia" in verdict.picture
    assert {"intake", "guess", "cut_out", "draw", "finish"} == set(verdict.milliseconds)


@needs_photos
def test_nothing_of_what_was_guessed_is_kept() -> None:
    assert set(judged(Shot(PERSON.read_bytes())).facts) == {"persona", "guessed", "figure"}


@needs_photos
def test_a_choice_asks_no_network_about_age_or_gender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "_sessions", {})
    verdict = judged(Shot(PERSON.read_bytes(), choice=3))
    asked = set(session._sessions)
    assert verdict.facts == {"persona": 3, "guessed": False, "figure": None}
    assert asked
    assert "age_gender" not in asked
    judged(Shot(PERSON.read_bytes()))
    assert "age_gender" in session._sessions


@needs_photos
def test_the_same_photo_has_the_same_card() -> None:
    first, second = (judged(Shot(PERSON.read_bytes())) for _ in range(2))
    assert first.picture == second.picture


@needs_photos
def test_two_people_are_asked_to_come_one_at_a_time_unless_they_chose() -> None:
    one, other = photo("faces/stock/016.jpg"), photo("faces/stock/041.jpg")
    height = min(one.shape[0], other.shape[0])
    pair = jpeg(np.concatenate([one[:height], other[:height]], axis=1))
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(pair))
    assert bad.value.reason == inference.Reason.SEVERAL
    assert judged(Shot(pair, choice=2)).facts["persona"] == 2


@pytest.mark.parametrize("choice", [None, 2])
def test_a_photo_with_nobody_in_it_is_the_players_to_mend(choice: int | None) -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(a_jpeg(), choice=choice))
    assert bad.value.reason == inference.Reason.NOBODY


@needs_photos
def test_a_covered_face_is_not_guessed_but_may_choose() -> None:
    hidden = (DATA / "faces/stock/003.jpg").read_bytes()
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(hidden))
    assert bad.value.reason == inference.Reason.COVERED
    assert judged(Shot(hidden, choice=5)).facts["persona"] == 5


@needs_photos
def test_a_face_too_dark_to_see_makes_no_card() -> None:
    dark = jpeg((photo("faces/stock/016.jpg") * 0.06).astype(np.uint8))
    for choice in (None, 1):
        with pytest.raises(inference.BadPhoto):
            judged(Shot(dark, choice=choice))


@needs_photos
def test_of_a_head_turned_far_away_nothing_is_guessed() -> None:
    profile = (DATA / "faces/stock/012.jpg").read_bytes()
    table: dict[str, Any] = {f"for_{name}": 1 for name in TABLE} | {"for_unknown": 5}
    assert judged(Shot(profile), **table).facts["persona"] == 5


@pytest.mark.parametrize(
    ("guess", "expected"),
    [
        (NOTHING, "unknown"),
        (Attributes(None, 0.0, "female", 0.98), "unknown"),
        (Attributes((18, 34), 0.9, "female", 0.98), "young"),
        (Attributes((19, 35), 0.9, "male", 0.98), "young"),
        (Attributes((20, 36), 0.9, "female", 0.98), "grown_female"),
        (Attributes((20, 36), 0.9, "male", 0.95), "grown_male"),
        (Attributes((20, 36), 0.9, "male", 0.85), "grown"),
        (Attributes((30, 46), 0.9, None, 0.0), "grown"),
        (Attributes((40, 56), 0.9, "female", 0.98), "ripe_female"),
        (Attributes((37, 53), 0.9, None, 0.0), "ripe"),
    ],
)
def test_a_gender_counts_only_for_the_grown_up_and_only_when_sure(
    guess: Attributes, expected: str
) -> None:
    assert row(guess) == expected
    assert expected in TABLE


def test_who_may_be_a_child_is_told_no_age() -> None:
    assert not re.search(r"\d", remark(Attributes((18, 34), 0.9, "male", 0.98)))
    assert not re.search(r"\d", remark(NOTHING))


def test_an_age_is_told_as_a_range_and_a_guess_and_never_a_gender() -> None:
    said = remark(WOMAN)
    assert "28 to 44" in said
    assert "guesses" in said
    assert "wrong" in said
    assert said == remark(Attributes((28, 44), 0.9, "male", 0.98))


def test_who_chose_is_told_so() -> None:
    assert remark(None) == "chosen by myself"


def test_a_guess_is_told_as_one_and_a_choice_without_doubt() -> None:
    guessed = PLAY.words_for({"persona": 4, "guessed": True}, settings())
    chosen = PLAY.words_for({"persona": 4, "guessed": False}, settings())
    assert guessed[0] == chosen[0] == (str(PERSONAS[4].name), str(PERSONAS[4].copy))
    assert "guessed" in guessed[1][1]
    assert len(chosen) == 1
    assert PLAY.words_for({}, settings()) == ()


def test_the_operators_words_are_told_as_they_stand_and_ours_in_the_players_language() -> None:
    changed = {setting(1, "name"): "The Baker", setting(1, "copy"): "Up before the sun."}
    with translation.override("zh-hans"):
        words = PLAY.words_for({"persona": 1}, settings() | changed)
        ours = PLAY.page_settings(settings())["personas"][1]["name"]
    assert words[0] == ("The Baker", "Up before the sun.")
    with translation.override("zh-hans"):
        assert ours == str(PERSONAS[2].name)


def test_the_products_of_a_persona_are_told_by_their_places() -> None:
    changed = {setting(2, "products"): "3，1、12"}
    assert PLAY.picks({"persona": 2}, settings(**changed)) == [3, 1, 12]
    assert PLAY.picks({"persona": 1}, settings(**changed)) == []


@pytest.mark.parametrize("places", ["", "1", "1, 3", "2，4", "1、2", " 7 "])
def test_places_of_products_may_be_written_as_people_do(places: str) -> None:
    form = Settings(settings(**{setting(1, "products"): places}))
    assert form.is_valid(), form.errors


@pytest.mark.parametrize("places", ["tea", "1; DROP", "123", "1,,,a"])
def test_what_is_no_place_is_refused(places: str) -> None:
    form = Settings(settings(**{setting(1, "products"): places}))
    assert set(form.errors) == {setting(1, "products")}


def test_the_table_shows_the_personas_by_the_names_they_have_now() -> None:
    form = Settings(settings(**{setting(3, "name"): "The Gardener"}))
    assert (3, "The Gardener") in form.fields["for_ripe"].choices  # type: ignore[attr-defined]
    assert form.groups()[3][0] == "3 · The Gardener"
    grouped = [name for _label, names in form.groups() for name in names]
    assert set(grouped) == {name for name in form.fields if name.startswith(("persona", "for_"))}


def test_a_draft_is_valid_as_it_begins_in_every_language() -> None:
    for code, _name in project.LANGUAGES:
        with translation.override(code):
            form = Settings(Settings.defaults())
            assert form.is_valid(), form.errors
            assert form.cleaned_data["for_young"] == TABLE["young"][1]


def test_no_text_of_ours_speaks_of_health_origin_looks_or_gender() -> None:
    banned = re.compile(
        r"\b(health|ill|race|skin|beauty|pretty|ugly|fat|thin|old|girl|boy|wom[ae]n|m[ae]n)\b", re.I
    )
    for ours in PERSONAS.values():
        for words in (ours.name, ours.moods, ours.copy):
            assert not banned.search(str(words)), words


def test_a_picture_of_the_operators_is_seen_in_the_mirror() -> None:
    asked: list[int] = []

    def shelf(asset_id: int) -> bytes:
        asked.append(asset_id)
        return a_picture_file(400, 500, (0, 255, 0))

    changed = settings(**{setting(1, "picture"): 77})
    made = pixels(PLAY.judge(Shot(None, figure=1), changed, shelf, QUIET).picture)
    assert asked == [77]
    assert np.abs(made[500, 215] - (0, 255, 0)).max() < 60


def test_the_words_on_the_card_are_in_the_players_language() -> None:
    english = pixels(judged(Shot(None, figure=1)).picture)
    chinese = pixels(judged(Shot(None, figure=1), Scene("zh-hans", "鹿眠", None)).picture)
    apart = np.abs(english - chinese).max(axis=2) > 60
    assert apart[1180:1270].any()
    assert not apart[300:900].any()


def test_the_outcome_is_the_one_tier_and_every_persona_can_be_chosen() -> None:
    assert PLAY.outcome(judged(Shot(None, figure=1)), settings()) in PLAY.tiers
    assert PLAY.choices(settings()) == len(PERSONAS)


def test_the_page_is_told_names_and_colours_and_the_countdown_alone() -> None:
    told = PLAY.page_settings(settings())
    assert set(told) == {"countdown", "personas"}
    assert told["personas"][0] == {"name": str(PERSONAS[1].name), "colour": PERSONAS[1].colour}
