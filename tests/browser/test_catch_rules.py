"""The page's rules of the catch are the server's: the same course, the same count, for any play."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from campaigns.plays.base import Dice, Trace
from campaigns.plays.games import shower
from campaigns.plays.games.shower import BASKET, HIGH, WIDE, Rules
from tests.support import browser as chromium
from tests.support.processes import Server
from tests.vision.looking import collected

pytestmark = pytest.mark.browser

_PLAYED = """async ([script, games]) => {
  const { Game, course, moments } = await import(script);
  return games.map(({ deal, rules, by, looks }) => {
    const bytes = Uint8Array.from(deal);
    const game = new Game(bytes, rules, by);
    const told = [];
    for (const [at, places] of looks) {
      game.note(at, places);
      told.push(...game.count(at));
    }
    told.push(...game.count(rules.ms));
    const caught = told.filter(({ track }) => track >= 0)
      .map(({ thing, track, x, y, points }) => [thing, track, x, y, points]);
    const things = course(bytes, rules).map(({ born, kind, x, speed }) => [born, kind, x, speed]);
    const { tracks, points } = game;
    return { things, moments: moments(bytes, rules), tracks, points, caught };
  });
}"""
_THROWN = """async ([script, seeds]) => {
  const { Dice } = await import(script);
  return seeds.map((seed) => {
    const dice = new Dice(Uint8Array.from(seed));
    return Array.from({ length: 200 }, (_, n) => [dice.word(), dice.below(n * 5000 + 1)]);
  });
}"""
_LIMBS = """async ([script, bodies, court]) => {
  const { limbs } = await import(script);
  const seen = bodies.map((points) => {
    const landmarks = new Float32Array(33 * 4);
    for (const [point, x, y, visibility] of points) landmarks.set([x, y, 0, visibility], point * 4);
    return { id: 0, score: 1, landmarks };
  });
  return limbs(seen, { width: 300, height: 400 }, { wide: 3000, high: 4000, ...court });
}"""


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    with chromium.visit(browser, "phone", server.base, camera=False) as page:
        page.goto("/healthz/web")
        yield page


def a_game(luck: random.Random) -> dict[str, Any]:
    """Any settings and any looks at any hands: still, slow, fast, leaping, unseen."""
    way, by = luck.choice(list(shower.POINTS)), luck.choice(["camera", "touch"])
    rules = Rules(
        ms=luck.choice([5000, 8000, 13000]),
        players=luck.choice([1, 2]),
        way=way,
        speed=luck.choice([1300, 1700, 2300]),
        every=luck.choice([950, 700, 500]),
        kinds=[(10, 6), (luck.randint(1, 100), luck.randint(0, 9)), (50, 1), (-30, 2)],
    )
    at, looks, places = 0, [], [None] * rules.tracks(by)
    while at < rules.ms:
        places = [_moved(place, by, luck) for place in places]
        looks.append([at, places])
        at += luck.choice([1, 16, 33, 80, 83, 250, 700])
    return {"deal": luck.randbytes(32), "rules": rules, "by": by, "looks": looks}


def _moved(place: Any, by: str, luck: random.Random) -> Any:
    if luck.random() < 0.1:
        return None
    if place is None or luck.random() < 0.1:
        place = {"x": luck.randint(0, WIDE), "y": luck.randint(0, HIGH)}
    far = luck.choice([0, 30, 300, 1200])
    x = min(max(place["x"] + luck.randint(-far, far), 0), WIDE)
    y = min(max(place["y"] + luck.randint(-far, far), 0), HIGH)
    return {"x": x, "y": BASKET if by == "touch" else y}


def test_the_page_deals_and_counts_as_the_server_does(page: Page) -> None:
    luck = random.Random(7)
    games = [a_game(luck) for _ in range(80)]
    asked = [game | {"deal": list(game["deal"]), "rules": game["rules"].told} for game in games]
    answers = page.evaluate(_PLAYED, [collected("plays/pose_catch/game.js"), asked])
    caught = 0
    for game, said in zip(games, answers, strict=True):
        rules, by = game["rules"], game["by"]
        things = shower.course(game["deal"], rules)
        assert said["things"] == [[t.born, t.kind, t.x, t.speed] for t in things]
        assert said["moments"] == shower.moments(game["deal"], rules)
        # What a page records can have happened, whatever it saw.
        tracks = shower.read_tracks(Trace(by, said["tracks"]), rules)
        score = shower.count(things, tracks, rules, by)
        assert said["points"] == score.points
        assert said["caught"] == [[c.thing, c.track, c.x, c.y, c.points] for c in score.catches]
        caught += len(score.catches)
    assert caught > 100


def test_the_pages_dice_fall_as_the_servers_do(page: Page) -> None:
    luck = random.Random(3)
    seeds = [bytes(16), b"\xff" * 16, *(luck.randbytes(16) for _ in range(20))]
    answers = page.evaluate(_THROWN, [collected("core/dice.js"), [list(seed) for seed in seeds]])
    for seed, thrown in zip(seeds, answers, strict=True):
        dice = Dice(seed)
        assert thrown == [[dice.word(), dice.below(n * 5000 + 1)] for n in range(200)]


def limbs(page: Page, bodies: list[Any], **court: Any) -> Any:
    script = collected("plays/pose_catch/limbs.js")
    return page.evaluate(_LIMBS, [script, bodies, {"way": "head", "players": 1} | court])


def test_players_are_seen_as_in_a_mirror_and_only_where_they_are_sure(page: Page) -> None:
    nose = [[0, 60, 100, 0.9]]
    assert limbs(page, [nose]) == [{"x": 2400, "y": 1000}]
    assert limbs(page, [[[0, 60, 100, 0.4]]]) == [None]
    assert limbs(page, [[[0, 301, 100, 0.9]]]) == [None]
    assert limbs(page, []) == [None]


def test_a_hand_is_the_middle_of_wrist_and_fingers(page: Page) -> None:
    left = [[15, 100, 200, 0.9], [17, 110, 180, 0.9], [19, 90, 190, 0.9]]
    assert limbs(page, [left], way="hands") == [{"x": 2000, "y": 1900}, None]


def test_of_two_players_the_left_one_comes_first_and_one_alone_keeps_the_side(page: Page) -> None:
    right, left = [[0, 60, 100, 0.9]], [[0, 240, 100, 0.9]]
    both = [{"x": 600, "y": 1000}, {"x": 2400, "y": 1000}]
    assert limbs(page, [right, left], players=2) == both
    assert limbs(page, [left, right], players=2) == both
    assert limbs(page, [right], players=2) == [None, both[1]]
    assert limbs(page, [left], players=2) == [both[0], None]
