"""Face reading: the same face has the same reading, in the operator's words or in ours."""

import re
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from django.conf import settings as project
from django.utils import translation
from PIL import Image

import inference
from campaigns.plays.base import Scene, Shot, Verdict
from campaigns.plays.face_reading import FEATURES, FIGURES, FaceReading, Settings, setting
from deploy.run.paths import ROOT
from tests.cast import a_jpeg, a_picture_file
from tests.inference.photos import needs_photos
from tests.plays.looking import QUIET, no_art, pixels
from tests.support.photos import PERSON

PLAY = FaceReading()
# The part of a drawn face that the page shows to choose from.
CROP = (80, 110, 1000, 1337)


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | changes


def judged(shot: Shot, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(shot, settings(**changes), no_art, scene)


def reading(classes: dict[str, str], **changes: Any) -> list[tuple[str, str]]:
    return list(PLAY.words_for({"classes": classes}, settings(**changes)))


def classes_of(figure: int) -> dict[str, str]:
    return dict(zip(FEATURES, FIGURES[figure], strict=True))


@pytest.mark.parametrize("figure", FIGURES)
def test_every_drawn_face_is_read_as_what_it_is(figure: int) -> None:
    verdict = judged(Shot(None, figure=figure))
    assert verdict.facts == {"classes": classes_of(figure), "figure": figure}
    assert pixels(verdict.picture).shape == (verdict.height, verdict.width, 3)


def test_a_figure_that_does_not_exist_is_the_first_one() -> None:
    assert judged(Shot(None, figure=9)).picture == judged(Shot(None, figure=1)).picture


@pytest.mark.parametrize("figure", FIGURES)
def test_the_page_shows_the_drawn_faces_that_are_played(figure: int) -> None:
    shown = Image.open(ROOT / "static" / "plays" / "face_reading" / f"figure-{figure}.webp")
    face = inference.drawn_face(classes_of(figure))
    drawn = Image.fromarray(inference.draw_reading(None, face, inference.ReadingWords()))
    small = np.asarray(drawn.crop(CROP).resize(shown.size, Image.Resampling.LANCZOS), np.int16)
    assert np.abs(small - np.asarray(shown.convert("RGB"), np.int16)).mean() < 4


@needs_photos
def test_the_same_photo_has_the_same_picture_and_the_same_reading() -> None:
    first, second = (judged(Shot(PERSON.read_bytes())) for _ in range(2))
    assert first.picture == second.picture
    assert first.facts == second.facts
    assert {"intake", "read", "draw", "finish"} == set(first.milliseconds)


@needs_photos
def test_facts_hold_names_of_classes_and_no_measure_of_a_face() -> None:
    facts = judged(Shot(PERSON.read_bytes())).facts
    assert set(facts) == {"classes", "figure"}
    assert all(kind in FEATURES[feature] for feature, kind in facts["classes"].items())
    assert set(facts["classes"]) == set(FEATURES)


def test_a_photo_with_nobody_in_it_is_the_players_to_mend() -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(a_jpeg()))
    assert bad.value.reason == inference.Reason.NOBODY


def test_what_is_no_photo_is_the_players_to_mend() -> None:
    with pytest.raises(inference.BadPhoto):
        judged(Shot(b"no photo at all"))


def test_a_reading_opens_names_every_feature_and_closes() -> None:
    told = reading(classes_of(1))
    assert len(told) == len(FEATURES) + 2
    assert [title for title, _text in told[1:4]] == [
        "Round face",
        "Lower court leads",
        "Even-set eyes",
    ]
    assert told[-1][0] == ""
    assert all(text for _title, text in told)


def test_it_says_that_it_is_for_fun() -> None:
    assert "just for fun" in reading(classes_of(1))[0][0]


def test_other_classes_are_told_in_other_words() -> None:
    for one, other in combinations(FIGURES, 2):
        differ = [a != b for a, b in zip(FIGURES[one], FIGURES[other], strict=True)]
        told = zip(reading(classes_of(one))[1:-1], reading(classes_of(other))[1:-1], strict=True)
        assert [a != b for a, b in told] == differ


def test_the_operators_words_are_told_as_they_stand() -> None:
    changed = {setting("face", "round"): "Like a lantern.", "opening": "Welcome!"}
    with translation.override("zh-hans"):
        told = reading(classes_of(1), **changed)
    assert told[0][1] == "Welcome!"
    assert told[1][1] == "Like a lantern."


def test_words_that_nobody_changed_follow_the_players_language() -> None:
    with translation.override("en"):
        english = settings()
    with translation.override("zh-hans"):
        told = list(PLAY.words_for({"classes": classes_of(2)}, english))
        ours = list(PLAY.words_for({"classes": classes_of(2)}, settings()))
    assert told == ours


def test_words_that_were_taken_away_are_ours_again() -> None:
    assert reading(classes_of(1), closing="  ") == reading(classes_of(1))


def test_facts_without_a_reading_tell_nothing() -> None:
    assert PLAY.words_for({}, settings()) == ()


@pytest.mark.parametrize("language", [code for code, _name in project.LANGUAGES])
def test_a_draft_begins_with_a_text_for_every_class_in_its_language(language: str) -> None:
    with translation.override(language):
        first = Settings.defaults()
        texts = [str(words) for kinds in FEATURES.values() for _name, words in kinds.values()]
    names = [setting(feature, kind) for feature, kinds in FEATURES.items() for kind in kinds]
    assert [first[name] for name in names] == texts
    assert len(set(texts)) == len(texts)
    assert Settings(first).is_valid()


def test_no_text_of_ours_speaks_of_health_origin_faults_or_fate() -> None:
    banned = re.compile(r"\b(health|ill|race|skin|lucky?|fate|destin|fortune|ugly|fat|old)", re.I)
    for name, value in Settings.defaults().items():
        assert not (isinstance(value, str) and banned.search(value)), name


def test_the_features_are_those_that_are_measured() -> None:
    assert inference.drawn_face(classes_of(1)).classes == classes_of(1)
    for feature, kinds in FEATURES.items():
        for kind in kinds:
            face = classes_of(1) | {feature: kind}
            assert inference.drawn_face(face).classes == face


@needs_photos
def test_the_visible_label_and_the_words_are_in_the_players_language() -> None:
    shot = Shot(PERSON.read_bytes())
    english = pixels(judged(shot).picture)
    chinese = pixels(judged(shot, Scene("zh-hans", "鹿眠", None)).picture)
    apart = np.abs(english - chinese).max(axis=2) > 60
    assert apart[1340:, :400].any()
    assert not apart[400:800].any()


@needs_photos
def test_a_face_that_was_read_was_read_by_ai_and_the_picture_says_so() -> None:
    verdict = judged(Shot(PERSON.read_bytes()))
    assert PLAY.made_with_ai(verdict.facts)
    assert b"compositeWithTrainedAlgorithmicMedia" in verdict.picture


def test_a_drawn_face_is_read_without_ai_and_nothing_says_otherwise() -> None:
    verdict = judged(Shot(None, figure=1))
    assert not PLAY.made_with_ai(verdict.facts)
    assert b"DigitalSourceType" not in verdict.picture


def test_the_logo_is_left_out_where_the_operator_says_so() -> None:
    branded = Scene("en", "Lumo", a_picture_file(90, 60, (255, 0, 255, 255)))
    plain = judged(Shot(None, figure=1)).picture
    assert judged(Shot(None, figure=1), branded).picture != plain
    assert judged(Shot(None, figure=1), branded, logo=False).picture == plain


def test_every_reading_wins_the_one_tier() -> None:
    verdict = judged(Shot(None, figure=1))
    assert PLAY.outcome(verdict, settings()) in PLAY.tiers


def test_the_page_is_told_the_countdown_alone() -> None:
    assert PLAY.page_settings(settings()) == {"countdown": 3}
