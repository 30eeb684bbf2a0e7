"""Catch: a game that the worker believes where its pictures show it, and a picture of it."""

import hashlib
import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

import inference
from campaigns.plays.base import (
    AssetCard,
    Scene,
    Shot,
    Trace,
    TurnSeen,
    Verdict,
)
from campaigns.plays.games import shower
from campaigns.plays.games.shower import BASKET, HIGH, WIDE, Rules
from campaigns.plays.pose_catch import PoseCatch, Settings, rules_of
from tests.cast import a_picture_file
from tests.inference.photos import DATA, needs_photos
from tests.plays.looking import QUIET, no_art, pixels
from tests.services.catches import basket

PLAY = PoseCatch()
BODY = "0147.jpg"


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | {"seconds": 6} | changes


def told(**changes: Any) -> Rules:
    return rules_of(settings(**changes))


def touch(*tracks: Any) -> Trace:
    return Trace("touch", list(tracks))


# --- the judge ----------------------------------------------------------------------------------
def judged(turn: TurnSeen, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(Shot(None, turns=[turn]), settings(**changes), no_art, scene)


def by_touch(deal: bytes = bytes(range(32)), *rows: Any, **changes: Any) -> TurnSeen:
    trace = touch(list(rows) or basket(shower.course(deal, told(**changes)), told(**changes)))
    points = PLAY.points(deal, trace, settings(**changes))
    return TurnSeen("trace", str(points), "touch", (), trace, deal)


def test_a_game_with_the_basket_needs_no_frame_and_no_network() -> None:
    turn = by_touch()
    verdict = judged(turn)
    assert (verdict.width, verdict.height) == (1080, 1350)
    assert pixels(verdict).shape == (1350, 1080, 3)
    assert verdict.facts["points"] == int(turn.answer) > 0
    assert sum(verdict.facts["caught"]) > 0
    assert verdict.facts["believed"]
    assert judged(turn).picture == verdict.picture
    assert not PLAY.made_with_ai(verdict.facts)
    assert b"trainedAlgorithmic" not in verdict.picture.replace(b"T", b"t")


def test_another_score_is_another_picture() -> None:
    assert judged(by_touch()).picture != judged(by_touch(bytes(range(32)), [0, 0, BASKET])).picture


def test_the_picture_carries_the_brands_logo_and_colours() -> None:
    plain = pixels(judged(by_touch()))
    branded = Scene("en", "Lumo", a_picture_file(90, 60, (255, 0, 255, 255)))
    corner = pixels(judged(by_touch(), branded))[1270:, 800:]
    assert np.abs(corner - plain[1270:, 800:]).max() > 60
    theme = {"paper": "#fff8ec", "ink": "#2a2018", "accent": "#c9402f", "glow": "#f4b63f"}
    light = pixels(judged(by_touch(), Scene("en", "Lumo", None, theme)))
    assert light[1330, 200].min() > 220 > 60 > plain[1330, 200].max()


def test_the_operators_pictures_fall_on_it() -> None:
    asked: list[int] = []

    def art(asset_id: int) -> bytes:
        asked.append(asset_id)
        return a_picture_file(200, 200, (0, 255, 0, 255))

    own = settings(coin=1, packet=2, ingot=3, bomb=4)
    card = pixels(PLAY.judge(Shot(None, turns=[by_touch()]), own, art, QUIET))
    assert sorted(asked) == [1, 2, 3, 4]
    assert np.mean((card[..., 1] > 200) & (card[..., 0] < 80) & (card[..., 2] < 80)) > 0.01


def by_camera(deal: bytes, frame: bytes, middle: tuple[int, int], **changes: Any) -> TurnSeen:
    """A game whose head stays around a place of the court."""
    rules = told(catch_with="head", **changes)
    rows = [[at, middle[0] + at % 3, middle[1]] for at in range(0, rules.ms + 1, 80)]
    at = shower.proofs(deal, [[tuple(row) for row in rows]], rules)
    trace = Trace("camera", [rows], at)
    points = PLAY.points(deal, trace, settings(catch_with="head", **changes))
    return TurnSeen("trace", str(points), "camera", [frame] * len(at), trace, deal)


def a_body() -> tuple[bytes, tuple[int, int]]:
    """A photo of somebody, 3 : 4, and where their nose is on the court, as in a mirror."""
    with Image.open(DATA / "portraits" / "fullbody" / BODY) as photo:
        high = photo.width * 4 // 3
        upright = photo.convert("RGB").crop((0, 0, photo.width, high))
    file = io.BytesIO()
    upright.save(file, "JPEG", quality=88)
    (pose,) = inference.find_poses(np.asarray(upright), at_most=1)
    x, y = pose.points[0, :2] / upright.size
    return file.getvalue(), (round(WIDE * (1 - x)), round(HIGH * y))


@needs_photos
def test_somebody_who_is_where_the_trace_says_is_believed_and_shown() -> None:
    frame, nose = a_body()
    deal = hashlib.sha256(b"deal").digest()
    turn = by_camera(deal, frame, nose)
    verdict = judged(turn, catch_with="head")
    assert verdict.facts["believed"]
    assert verdict.facts["points"] == int(turn.answer)
    assert PLAY.made_with_ai(verdict.facts)
    assert b"compositeWithTrainedAlgorithmicMedia" in verdict.picture
    middle = np.s_[300:1000, 340:740]
    assert np.abs(pixels(verdict)[middle] - pixels(judged(by_touch()))[middle]).mean() > 20


@needs_photos
def test_where_the_pictures_show_them_elsewhere_nothing_counts() -> None:
    frame, nose = a_body()
    deal = hashlib.sha256(b"deal").digest()
    turn = by_camera(deal, frame, (WIDE - nose[0], HIGH - 300))
    verdict = judged(turn, catch_with="head")
    assert (verdict.facts["believed"], verdict.facts["points"]) == (False, 0)
    assert PLAY.outcome(verdict, settings()) == "played"
    ((_title, words),) = PLAY.words_for(verdict.facts, settings())
    assert "did not count" in words


@pytest.mark.parametrize("frame", ["wall", "broken"])
def test_where_nobody_is_seen_at_all_the_player_plays_again(frame: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (480, 640), (120, 110, 100)).save(file, "JPEG")
    shown = file.getvalue() if frame == "wall" else b"\xff\xd8\xff no picture at all"
    turn = by_camera(hashlib.sha256(b"deal").digest(), shown, (1500, 1000))
    with pytest.raises(inference.BadPhoto) as bad:
        judged(turn, catch_with="head")
    assert bad.value.reason == inference.Reason.NOBODY


# --- tiers, words, settings ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("points", "tier"),
    [(0, "played"), (9, "played"), (10, "bronze"), (29, "bronze"), (30, "silver"), (60, "gold")],
)
def test_the_tier_is_that_of_the_points(points: int, tier: str) -> None:
    verdict = Verdict(b"", 1, 1, {"points": points})
    assert PLAY.outcome(verdict, settings(gold=60, silver=30, bronze=10)) == tier
    assert tier in PLAY.tiers


def test_points_and_streak_are_told_beside_the_picture() -> None:
    facts = {"points": 120, "believed": True, "streak": 7, "caught": [5, 3, 1]}
    ((title, text),) = PLAY.words_for(facts, settings())
    assert title == "120 points"
    assert text == "9 caught, 7 of them in a row."
    assert PLAY.score(facts) == 120
    nothing = {"points": 0, "believed": True, "streak": 0, "caught": [0, 0, 0]}
    ((_title, kind),) = PLAY.words_for(nothing, settings())
    assert "Nothing caught" in kind


def test_facts_hold_nothing_of_a_face() -> None:
    facts = judged(by_touch()).facts
    assert set(facts) == {"points", "believed", "streak", "caught", "bombs", "by"}


def form(**changes: Any) -> Settings:
    cards = [AssetCard(n, "star", f"thing {n}", f"/asset/{n}", 300, 300) for n in range(1, 5)]
    return Settings(Settings.defaults() | changes, shelf=cards)


def test_the_defaults_can_be_published_as_they_are() -> None:
    assert form().is_valid()
    assert PLAY.check(Settings.defaults(), no_art) == []


def test_cleaned_settings_are_json_and_clean_again() -> None:
    first = form(coin=1, bomb=2, players="2")
    assert first.is_valid()
    assert first.cleaned_data["players"] == 2
    assert form(**first.cleaned_data).is_valid()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"seconds": 4}, "seconds"),
        ({"seconds": 61}, "seconds"),
        ({"players": 3}, "players"),
        ({"catch_with": "feet"}, "catch_with"),
        ({"speed": "light"}, "speed"),
        ({"amount": "all"}, "amount"),
        ({"coin_value": 0}, "coin_value"),
        ({"bomb_value": -1}, "bomb_value"),
        ({"coin_share": 0, "packet_share": 0, "ingot_share": 0}, "coin_share"),
        ({"gold": 300, "silver": 300}, "gold"),
        ({"silver": 50, "bronze": 60}, "gold"),
        ({"coin": 9}, "coin"),
    ],
)
def test_settings_beyond_reason_are_refused(changes: dict[str, Any], field: str) -> None:
    errors = form(**changes).errors
    assert field in errors
    assert all(errors[field])


def test_gold_that_nobody_can_reach_is_not_published() -> None:
    found = PLAY.check(Settings.defaults() | {"gold": 50_000}, no_art)
    assert len(found) == 1
    assert "50000" in found[0]


def test_what_falls_fast_and_often_is_harder() -> None:
    assert [told(speed=each).speed for each in ("calm", "steady", "quick")] == [1300, 1700, 2300]
    assert [told(amount=each).every for each in ("few", "some", "many")] == [950, 700, 500]


def test_the_script_is_told_the_rules_and_nothing_of_the_seed() -> None:
    said = PLAY.page_settings(settings(players=2, catch_with="body"))
    assert said == {
        "rules": {
            "ms": 6000,
            "players": 2,
            "way": "body",
            "speed": 1700,
            "every": 700,
            "kinds": [[10, 6], [20, 3], [50, 1], [-30, 2]],
        },
        "sound": False,
    }


def test_there_is_time_for_the_game_and_for_a_slow_network() -> None:
    for seconds in (5, 60):
        rules = settings(seconds=seconds)
        assert PLAY.lasts(rules).total_seconds() == seconds
        assert 40 <= PLAY.window(rules).total_seconds() - seconds <= 90
