"""Star duel: a fair star, a fair count, and a card of how it ended."""

import hashlib
import hmac
import io
from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import inference
from campaigns.plays.base import AssetCard, Scene, Shot, TurnSeen, Verdict
from campaigns.plays.gesture_duel import MOVES, GestureDuel, Settings
from tests.cast import a_picture_file
from tests.inference.photos import DATA, needs_photos
from tests.plays.looking import QUIET, no_art, pixels

PLAY = GestureDuel()
FILM = 8
RED = (250, 10, 10, 255)
BEATS = {"rock": "scissors", "paper": "rock", "scissors": "paper"}
PHOTOS = {"rock": "fist_00004.jpg", "paper": "palm_00010.jpg", "scissors": "peace_00010.jpg"}
SEEDS = st.binary(min_size=32, max_size=32)
WEIGHTS = st.tuples(*[st.integers(0, 100)] * 3).filter(any)
PAIRS = st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(MOVES)), max_size=15)


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | changes


def weighted(weights: tuple[int, ...]) -> dict[str, Any]:
    return settings(**{f"odds_{move}": n for move, n in zip(MOVES, weights, strict=True)})


def touch(move: str, answer: str) -> TurnSeen:
    return TurnSeen(move, answer, "touch")


def filmed(move: str, answer: str, shown: str) -> TurnSeen:
    """A turn by camera whose frame shows somebody's `shown`."""
    return TurnSeen(move, answer, "camera", [(DATA / "hands/hagrid" / PHOTOS[shown]).read_bytes()])


def judged(*turns: TurnSeen, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(Shot(None, turns=turns), settings(**changes), no_art, scene)


def ended(*turns: TurnSeen) -> str:
    return PLAY.outcome(judged(*turns), settings())


WIN, LOSE, DRAW = touch("rock", "scissors"), touch("rock", "paper"), touch("rock", "rock")


@given(seed=SEEDS, number=st.integers(1, 15), weights=WEIGHTS)
def test_the_star_shows_what_anybody_can_work_out_of_the_seed(
    seed: bytes, number: int, weights: tuple[int, ...]
) -> None:
    digest = hmac.new(seed, f"star/{number}".encode(), hashlib.sha256).hexdigest()
    mark = (int(digest[:16], 16) * sum(weights)) >> 64
    urn = [move for move, n in zip(MOVES, weights, strict=True) for _ in range(n)]
    assert PLAY.answer(seed, number, weighted(weights)) == urn[mark]


@pytest.mark.parametrize("weights", [(1, 1, 1), (3, 1, 0), (10, 80, 10)])
def test_the_star_shows_each_move_as_often_as_the_operator_says(weights: tuple[int, ...]) -> None:
    rules, rounds = weighted(weights), 6000
    shown = Counter(PLAY.answer(f"{n:032}".encode(), n % 9 + 1, rules) for n in range(rounds))
    for move, weight in zip(MOVES, weights, strict=True):
        share = weight / sum(weights)
        # Five standard deviations: as good as never by chance, and the seeds are fixed.
        assert abs(shown[move] / rounds - share) <= 5 * (share * (1 - share) / rounds) ** 0.5


@given(seed=SEEDS, weights=WEIGHTS)
def test_a_move_without_a_weight_is_never_shown(seed: bytes, weights: tuple[int, ...]) -> None:
    shown = {PLAY.answer(seed, number, weighted(weights)) for number in range(1, 12)}
    assert shown <= {move for move, weight in zip(MOVES, weights, strict=True) if weight}


def test_the_turns_of_one_round_are_independent() -> None:
    pairs = Counter(
        (PLAY.answer(seed, 1, settings()), PLAY.answer(seed, 2, settings()))
        for seed in (n.to_bytes(32, "big") for n in range(4500))
    )
    assert len(pairs) == 9
    assert all(390 < count < 610 for count in pairs.values())


@given(pairs=PAIRS, rounds=st.sampled_from([1, 3, 5]), replays=st.integers(0, 6))
def test_a_count_adds_up_and_ends_exactly_once(
    pairs: list[tuple[str, str]], rounds: int, replays: int
) -> None:
    rules = settings(rounds=rounds, replays=replays)
    tally = PLAY.tally(pairs, rules)
    draws = sum(move == answer for move, answer in pairs)
    assert tally.you + tally.star + draws == len(tally.results) == len(pairs)
    assert tally.you == sum(BEATS[move] == answer for move, answer in pairs)
    overs = [PLAY.tally(pairs[:end], rules).over for end in range(len(pairs) + 1)]
    assert overs == sorted(overs)
    assert not overs[0]
    most = rounds + replays
    assert all(over for over in overs[most:])
    if True in overs:
        last = PLAY.tally(pairs[: overs.index(True)], rules)
        assert max(last.you, last.star) == rounds // 2 + 1 or len(last.results) == most


@given(pairs=PAIRS)
def test_changing_sides_changes_the_score_over(pairs: list[tuple[str, str]]) -> None:
    mine = PLAY.tally(pairs, settings())
    theirs = PLAY.tally([(answer, move) for move, answer in pairs], settings())
    assert (mine.you, mine.star, mine.over) == (theirs.star, theirs.you, theirs.over)


@pytest.mark.parametrize(
    ("turns", "tier"),
    [
        ([WIN, WIN], "flawless"),
        ([WIN, DRAW, WIN], "win"),
        ([LOSE, WIN, WIN], "win"),
        ([LOSE, LOSE], "lose"),
        ([DRAW, WIN, LOSE, DRAW], "draw"),
        ([DRAW], "draw"),
    ],
)
def test_the_tier_is_that_of_the_count(turns: list[TurnSeen], tier: str) -> None:
    assert ended(*turns) == tier
    assert tier in PLAY.tiers


def test_a_duel_by_touch_needs_no_frame_and_no_network() -> None:
    verdict = judged(WIN, LOSE, WIN)
    assert (verdict.width, verdict.height) == (1080, 1350)
    assert pixels(verdict).shape == (1350, 1080, 3)
    assert [turn["verdict"] for turn in verdict.facts["turns"]] == ["touch"] * 3
    assert set(verdict.milliseconds) == {"look", "card", "encode"}


def test_the_same_duel_gives_the_same_card() -> None:
    assert judged(WIN, WIN).picture == judged(WIN, WIN).picture


@pytest.mark.parametrize("other", [[WIN, LOSE, WIN], [LOSE, LOSE], [touch("paper", "rock")] * 2])
def test_another_duel_gives_another_card(other: list[TurnSeen]) -> None:
    assert judged(WIN, WIN).picture != judged(*other).picture


def test_the_card_says_that_it_was_made_with_ai() -> None:
    assert b"compositeWithTrainedAlgorithmicMedia" in judged(WIN, WIN).picture
    chinese = Scene("zh-hans", "鹿眠", None)
    assert judged(WIN, WIN).picture != judged(WIN, WIN, scene=chinese).picture


def test_the_card_carries_the_brands_logo_and_colours() -> None:
    plain = pixels(judged(WIN, WIN))
    branded = Scene("en", "Lumo", a_picture_file(90, 60, (255, 0, 255, 255)))
    corner = pixels(judged(WIN, WIN, scene=branded))[1270:, 800:]
    assert np.abs(corner - plain[1270:, 800:]).max() > 60
    theme = {"paper": "#fff8ec", "ink": "#2a2018", "accent": "#c9402f", "glow": "#f4b63f"}
    light = pixels(judged(WIN, WIN, scene=Scene("en", "Lumo", None, theme)))
    assert light[1300, 540].min() > 220 > 60 > plain[1300, 540].max()


def test_the_operators_star_stands_on_the_card() -> None:
    def art(asset_id: int) -> bytes:
        return {8: a_picture_file(300, 400, RED), 9: a_picture_file(300, 400, (0, 0, 255, 255))}[
            asset_id
        ]

    own = settings(star_rock=9, star_paper=9, star_scissors=8)
    shot = Shot(None, turns=[WIN, WIN])
    card = pixels(PLAY.judge(shot, own, art, QUIET))[:, 600:]
    # The star lost: it stands there with less light.
    assert np.mean((card[..., 0] > 120) & (card[..., 1] < 90)) > 0.1
    assert np.mean(card[..., 2] > 200) < 0.1


@needs_photos
def test_moves_that_the_frames_show_are_believed() -> None:
    turns = [filmed("rock", "scissors", "rock"), filmed("paper", "rock", "paper")]
    verdict = judged(*turns)
    assert [turn["verdict"] for turn in verdict.facts["turns"]] == ["seen", "seen"]
    assert PLAY.outcome(verdict, settings()) == "flawless"


@needs_photos
def test_a_move_that_the_frame_denies_is_the_stars_turn() -> None:
    turns = [filmed("rock", "scissors", "paper"), filmed("paper", "rock", "paper")]
    verdict = judged(*turns)
    assert [turn["result"] for turn in verdict.facts["turns"]] == ["lose", "win"]
    assert verdict.facts["turns"][0]["verdict"] == "denied"
    assert PLAY.outcome(verdict, settings()) == "draw"


@needs_photos
def test_the_player_is_seen_on_the_card() -> None:
    one = judged(filmed("rock", "scissors", "rock"), filmed("scissors", "paper", "scissors"))
    left = np.s_[200:900, 40:440]
    assert np.abs(pixels(one)[left] - pixels(judged(WIN, touch("scissors", "paper")))[left]).max()
    assert np.std(pixels(one)[left]) > 15


@needs_photos
def test_one_turn_whose_hand_is_not_seen_is_let_pass() -> None:
    unseen = TurnSeen("rock", "scissors", "camera", [a_wall()])
    verdict = judged(unseen, filmed("paper", "rock", "paper"))
    assert [turn["verdict"] for turn in verdict.facts["turns"]] == ["missing", "seen"]
    assert PLAY.outcome(verdict, settings()) == "flawless"


def a_wall() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 110, 100)).save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("frame", [a_wall(), b"\xff\xd8\xff no picture at all"])
def test_where_no_hand_is_seen_at_all_the_player_plays_again(frame: bytes) -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(*[TurnSeen("rock", "scissors", "camera", [frame])] * 2)
    assert bad.value.reason == inference.Reason.NO_HAND


def test_facts_hold_nothing_of_a_face() -> None:
    turns = judged(WIN, WIN).facts["turns"]
    assert {name for turn in turns for name in turn} == {"move", "answer", "result", "verdict"}


def form(**changes: Any) -> Settings:
    cards = [AssetCard(n, "star", f"star {n}", f"/asset/{n}", 300, 400) for n in range(1, 7)] + [
        AssetCard(7, "scene", "wall", "/asset/7", 720, 960),
        AssetCard(FILM, "film", "waves", "/asset/8", 720, 960),
    ]
    values: Mapping[str, Any] = settings(**changes)
    return Settings(values, shelf=cards)


def test_the_defaults_can_be_published_as_they_are() -> None:
    assert form().is_valid()
    assert PLAY.check(settings(), no_art) == []


def test_cleaned_settings_are_json_and_clean_again() -> None:
    first = form(star_rock=1, star_paper=2, star_scissors=3, film_rock=FILM, rounds="5")
    assert first.is_valid()
    assert first.cleaned_data["rounds"] == 5
    assert form(**first.cleaned_data).is_valid()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rounds": 2}, "rounds"),
        ({"replays": 7}, "replays"),
        ({"odds_rock": -1}, "odds_rock"),
        ({"odds_paper": 101}, "odds_paper"),
        ({"odds_rock": 0, "odds_paper": 0, "odds_scissors": 0}, "odds_rock"),
        ({"tempo": "frantic"}, "tempo"),
        ({"star_name": "x" * 25}, "star_name"),
        ({"win_words": "x" * 41}, "win_words"),
        ({"star_rock": 1}, "star_paper"),
        ({"film_rock": FILM}, "film_rock"),
        ({"star_rock": 1, "star_paper": 2, "star_scissors": 3, "film_wins": FILM}, "film_wins"),
        ({"star_rock": 7, "star_paper": 1, "star_scissors": 2}, "star_rock"),
    ],
)
def test_settings_beyond_reason_are_refused(changes: dict[str, Any], field: str) -> None:
    errors = form(**changes).errors
    assert field in errors
    assert all(errors[field])


def test_every_film_of_the_star_is_folded_away_with_the_others() -> None:
    (_label, names), *others = form().groups()
    assert not others
    assert set(names) == {name for name in Settings.base_fields if name.startswith("film_")}


def test_two_moves_that_look_the_same_cannot_be_published() -> None:
    found = PLAY.check(settings(star_rock=1, star_paper=1, star_scissors=2), no_art)
    assert len(found) == 1
    assert "same picture" in found[0]


def test_the_script_is_told_how_to_play_and_nothing_of_the_odds() -> None:
    assert PLAY.page_settings(settings(star_name="Lumi", win_words="Yes!")) == {
        "name": "Lumi",
        "rounds": 3,
        "beat": 700,
        "sound": False,
        "words": {"win": "Yes!", "lose": "", "draw": ""},
    }


@pytest.mark.parametrize("tempo", ["calm", "steady", "quick"])
def test_there_is_time_for_the_countdown_and_for_a_slow_network(tempo: str) -> None:
    rules = settings(tempo=tempo)
    counted = 3 * PLAY.page_settings(rules)["beat"] / 1000
    assert 15 <= PLAY.window(rules).total_seconds() - counted <= 30
