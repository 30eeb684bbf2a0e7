"""Fortune sign: drawn by the round's seed alone, fair by the operator's odds, and always kind."""

import hashlib
import re
from collections import Counter
from typing import Any

import cv2
import numpy as np
import pytest
from django.conf import settings as project
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import inference
from campaigns.plays.base import Fall, Scene, Shot, Verdict, art
from campaigns.plays.fortune_sign import (
    BODIES,
    FIGURES,
    RARITIES,
    FortuneSign,
    Settings,
    name_of,
    odds_of,
    signs_of,
)
from campaigns.services import qr
from deploy.run.paths import ROOT
from tests.cast import a_jpeg
from tests.inference.photos import needs_photos
from tests.plays.looking import QUIET, no_art, pixels
from tests.support.photos import PERSON

PLAY = FortuneSign()
ADDRESS = "https://lumo.example/q/K7M2QX9P"
SEEDS = st.binary(min_size=32, max_size=32)
ODDS = st.lists(st.integers(0, 1000), min_size=4, max_size=4).filter(any)
FOLDER = ROOT / "static" / "plays" / "fortune_sign"


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | changes


def weighed(*weights: int, **changes: Any) -> dict[str, Any]:
    return settings(**dict(zip(map(odds_of, RARITIES), weights, strict=True)), **changes)


def judged(shot: Shot, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(shot, settings(**changes), no_art, scene)


def drawn(figure: int = 1, choice: int | None = None, seed: bytes = bytes(32)) -> Shot:
    return Shot(None, figure=figure, choice=choice, seed=seed)


def seeds(count: int) -> list[bytes]:
    return [hashlib.sha256(f"a round {number}".encode()).digest() for number in range(count)]


def errors(**changes: Any) -> dict[str, list[str]]:
    found = Settings(settings(**changes)).errors
    return {name: list(map(str, faults)) for name, faults in found.items()}


@given(SEEDS, ODDS)
def test_the_same_seed_draws_the_same_sign_and_one_that_can_be_drawn(
    seed: bytes, weights: list[int]
) -> None:
    chosen = weighed(*weights)
    rarity, which = PLAY.draw(seed, chosen)
    assert (rarity, which) == PLAY.draw(seed, dict(chosen))
    assert chosen[odds_of(rarity)] > 0
    assert 0 <= which < len(RARITIES[rarity][2])


@pytest.mark.parametrize("weights", [(1, 3, 4, 4), (1, 1, 1, 1), (0, 5, 0, 1), (1000, 1, 1, 1)])
def test_over_many_rounds_each_rarity_comes_as_often_as_its_weight_says(
    weights: tuple[int, ...],
) -> None:
    rounds, chosen = 6000, weighed(*weights)
    came = Counter(PLAY.draw(seed, chosen)[0] for seed in seeds(rounds))
    for rarity, weight in zip(RARITIES, weights, strict=True):
        share = weight / sum(weights)
        # Four standard deviations: these seeds are fixed, so it holds always or never.
        room = 4 * (share * (1 - share) / rounds) ** 0.5
        assert abs(came[rarity] / rounds - share) <= room, rarity


def test_within_a_rarity_every_sign_is_as_likely_as_the_next() -> None:
    chosen = weighed(0, 0, 0, 1)
    came = Counter(PLAY.draw(seed, chosen)[1] for seed in seeds(4000))
    assert set(came) == {0, 1, 2, 3}
    assert max(came.values()) - min(came.values()) < 160


def test_the_draw_is_what_its_docstring_tells_anybody_to_work_out() -> None:
    """HMAC-SHA256 of 32 zero bytes over "sign/rarity" and "sign/text", as another tool gives it."""
    chosen = weighed(1, 1, 1, 1)
    marks = [
        int.from_bytes(_hmac(bytes(32), f"sign/{of}".encode())[:8], "big") * 4 >> 64
        for of in ("rarity", "text")
    ]
    assert PLAY.draw(bytes(32), chosen) == (list(RARITIES)[marks[0]], marks[1])


def test_what_a_player_can_check_is_what_their_picture_shows() -> None:
    chosen = weighed(1, 3, 4, 0)
    rarity, sign = PLAY.falls({"rarity": "great", "sign": 2}, chosen)
    assert rarity == Fall("sign/rarity", PLAY.odds(chosen), "great")
    assert sign == Fall("sign/text", dict.fromkeys("0123", 1), "2")
    assert PLAY.falls({}, chosen) == ()


def _hmac(key: bytes, message: bytes) -> bytes:
    """RFC 2104, written out."""
    padded = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in padded) + inner).digest()


@needs_photos
def test_camera_and_touch_and_every_doll_draw_the_same_from_the_same_seed() -> None:
    seed = seeds(5)[4]
    shots = [
        Shot(PERSON.read_bytes(), seed=seed),
        *(drawn(figure, seed=seed) for figure in FIGURES),
        *(drawn(1, choice, seed) for choice in (2, 3)),
    ]
    assert {(judged(shot).facts["rarity"], judged(shot).facts["sign"]) for shot in shots} == {
        PLAY.draw(seed, settings())
    }


def test_the_tier_that_prizes_hang_on_is_the_rarity_that_was_drawn() -> None:
    for seed in seeds(6):
        verdict = judged(drawn(seed=seed))
        rarity, which = PLAY.draw(seed, settings())
        assert PLAY.outcome(verdict, settings()) == rarity
        assert rarity in PLAY.tiers
        assert verdict.facts == {"rarity": rarity, "sign": which, "body": "tiger", "figure": 1}


def test_a_retake_keeps_the_sign_for_the_round_keeps_its_seed() -> None:
    first, second = (judged(drawn(figure, seed=seeds(3)[2])) for figure in (1, 3))
    assert first.facts["rarity"] == second.facts["rarity"]
    assert first.facts["sign"] == second.facts["sign"]


def test_the_poster_has_a_size_and_its_steps_are_timed() -> None:
    verdict = judged(drawn())
    assert pixels(verdict.picture).shape == (verdict.height, verdict.width, 3) == (1440, 1080, 3)
    assert set(verdict.milliseconds) == {"head", "draw", "finish"}


@needs_photos
def test_a_photo_gives_the_same_poster_twice_and_says_that_ai_made_it() -> None:
    shot = Shot(PERSON.read_bytes(), seed=bytes(32))
    first, second = judged(shot), judged(shot)
    assert first.picture == second.picture
    assert b"compositeWithTrainedAlgorithmicMedia" in first.picture
    assert set(first.facts) == {"rarity", "sign", "body", "figure"}
    assert PLAY.made_with_ai(first.facts)


def test_a_drawn_face_is_put_together_without_ai() -> None:
    verdict = judged(drawn())
    assert not PLAY.made_with_ai(verdict.facts)
    assert b"TrainedAlgorithmicMedia" not in verdict.picture


def test_a_photo_with_nobody_in_it_is_the_players_to_mend() -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(a_jpeg(), seed=bytes(32)))
    assert bad.value.reason == inference.Reason.NOBODY


def test_a_figure_that_does_not_exist_is_the_first_one() -> None:
    assert judged(drawn(9)).picture == judged(drawn(1)).picture


def test_every_doll_and_every_drawn_face_is_another_poster() -> None:
    posters = {judged(drawn(1, choice)).picture for choice in (1, 2, 3)}
    posters |= {judged(drawn(figure, 1)).picture for figure in FIGURES}
    assert len(posters) == 5


def test_the_player_chooses_the_doll_only_where_the_operator_leaves_it_to_them() -> None:
    free, fixed = settings(), settings(body="cat")
    assert (PLAY.choices(free), PLAY.choices(fixed)) == (len(BODIES), 0)
    assert [PLAY.body(choice, free) for choice in (None, 1, 2, 3, 4)] == [
        "tiger",
        "tiger",
        "lion",
        "cat",
        "tiger",
    ]
    assert {PLAY.body(choice, fixed) for choice in (None, 1, 2, 3)} == {"cat"}


def test_the_main_colour_is_the_operators_on_ground_and_clothes() -> None:
    red, blue = (
        pixels(judged(drawn(), colour=colour).picture) for colour in ("#d7352b", "#215e8c")
    )
    ground, coat = (slice(1290, 1430), slice(2, 18)), (slice(1030, 1040), slice(330, 350))
    for place in (ground, coat):
        assert red[place].mean(axis=(0, 1)).argmax() == 0
        assert blue[place].mean(axis=(0, 1)).argmax() == 2


def test_the_code_leads_to_the_campaign_wherever_the_operator_puts_it() -> None:
    scene = Scene("en", "Lumo", None, {}, qr.png(ADDRESS, qr.QrStyle(), 0))
    for corner in ("bottom-left", "bottom-right"):
        whole = pixels(judged(drawn(), scene, qr_corner=corner).picture)
        left = slice(0, 400) if corner.endswith("left") else slice(680, 1080)
        assert read_code(whole[1100:, left]) == ADDRESS
    assert read_code(pixels(judged(drawn(), scene, qr_corner="").picture)) == ""


def read_code(seen: np.ndarray[Any, Any]) -> str:
    large = cv2.resize(np.ascontiguousarray(seen, np.uint8), None, fx=2, fy=2)
    return cv2.QRCodeDetector().detectAndDecode(large)[0]


def test_a_draft_has_its_code_and_its_logo_in_corners_of_their_own() -> None:
    first = settings()
    assert first["qr_corner"] == "bottom-right"
    assert Settings(first).is_valid()


def test_a_sign_is_told_with_its_rarity_beside_the_poster() -> None:
    told = PLAY.words_for({"rarity": "great", "sign": 0}, settings())
    assert told == (
        ("Great luck · Doors open", "Before you knock, somebody is already holding the door."),
    )
    assert PLAY.words_for({}, settings()) == ()


def test_the_operators_signs_are_drawn_and_told_as_they_stand() -> None:
    own = "满堂红：今天的好事都姓你\nJust a name\r\n\n  "
    changed = weighed(1, 0, 0, 0, **{signs_of("supreme"): own, name_of("supreme"): "状元签"})
    assert {PLAY.draw(seed, changed)[1] for seed in seeds(40)} == {0, 1}
    facts = {"rarity": "supreme", "sign": 0}
    assert PLAY.words_for(facts, changed) == (("状元签 · 满堂红", "今天的好事都姓你"),)
    assert PLAY.words_for(facts | {"sign": 1}, changed) == (("", "状元签 · Just a name"),)


def test_signs_that_nobody_changed_follow_the_players_language() -> None:
    with translation.override("en"):
        english = settings()
    facts = {"rarity": "supreme", "sign": 0}
    with translation.override("zh-hans"):
        assert PLAY.words_for(facts, english) == PLAY.words_for(facts, settings())


def test_signs_that_came_from_a_text_area_are_still_ours() -> None:
    with translation.override("en"):
        name = signs_of("supreme")
        sent = settings(**{name: str(settings()[name]).replace("\n", "\r\n")})
    facts = {"rarity": "supreme", "sign": 0}
    with translation.override("zh-hans"):
        assert PLAY.words_for(facts, sent) == PLAY.words_for(facts, settings())


def test_signs_that_were_taken_away_are_none() -> None:
    emptied = settings(**{signs_of("fair"): " ", odds_of("fair"): 0})
    assert list(PLAY.odds(emptied)) == ["supreme", "great", "good"]


def test_the_numbers_of_the_signs_run_through_all_of_them() -> None:
    first, last = (
        pixels(PLAY.judge(drawn(), weighed(*weights), no_art, QUIET).picture)
        for weights in ((1, 0, 0, 0), (0, 0, 0, 1))
    )
    band = (slice(336, 378), slice(790, 970))
    assert np.abs(first[band] - last[band]).max() > 90


@pytest.mark.parametrize("language", [code for code, _name in project.LANGUAGES])
def test_a_draft_begins_with_sixteen_signs_in_its_language(language: str) -> None:
    with translation.override(language):
        first = Settings.defaults()
        form = Settings(first)
        assert form.is_valid(), form.errors
    lines = [line for rarity in RARITIES for line in first[signs_of(rarity)].splitlines()]
    assert len(set(lines)) == 16
    assert all(re.search("[:：]", line) and len(line) <= 90 for line in lines)


def test_no_sign_of_ours_frightens_or_threatens() -> None:
    banned = re.compile(
        r"\b(bad|misfortune|mishap|ill|death|danger|beware|lose|loss|never|unluck\w*)\b", re.I
    )
    for rarity in RARITIES:
        assert not banned.search(str(settings()[signs_of(rarity)]))


def test_a_cup_from_which_nothing_can_be_drawn_is_refused() -> None:
    zeros = dict.fromkeys(map(odds_of, RARITIES), 0)
    assert errors(**zeros)[odds_of("supreme")] == [
        "Something must be drawn: give one rarity a weight."
    ]


def test_a_rarity_that_is_drawn_needs_signs_and_one_that_is_not_needs_none() -> None:
    assert signs_of("fair") in errors(**{signs_of("fair"): " \n"})
    assert errors(**{signs_of("fair"): "", odds_of("fair"): 0}) == {}


def test_a_line_too_long_for_a_sign_is_refused_and_so_is_a_colour_that_is_none() -> None:
    assert signs_of("good") in errors(**{signs_of("good"): "x" * 91})
    assert "colour" in errors(colour="red")


def test_a_sign_with_an_emoji_is_painted_without_it() -> None:
    own = {signs_of(rarity): "Hooray 🎉: A party 🥳 for two" for rarity in RARITIES}
    plain = {signs_of(rarity): "Hooray : A party  for two" for rarity in RARITIES}
    one, other = (PLAY.judge(drawn(), settings(**each), no_art, QUIET) for each in (own, plain))
    assert one.picture == other.picture


def test_the_page_is_told_the_countdown_and_nothing_of_what_can_be_drawn() -> None:
    assert PLAY.page_settings(settings()) == {"countdown": 3, "sound": False}


@pytest.mark.parametrize("figure", FIGURES)
def test_the_page_shows_the_drawn_faces_that_are_played(figure: int) -> None:
    shown = art((FOLDER / f"figure-{figure}.webp").read_bytes())
    head = Image.fromarray(np.array(art((FOLDER / f"head-{figure}.webp").read_bytes())))
    small = head.crop((110, 100, 610, 600)).resize((300, 300), Image.Resampling.LANCZOS)
    both = np.asarray(small, np.int16)[..., 3], shown[..., 3].astype(np.int16)
    assert np.abs(both[0] - both[1]).mean() < 4
