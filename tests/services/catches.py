"""Catches for the tests: their release, a game that is opened, and traces as a page leaves them."""

import dataclasses
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from campaigns.models import Release, Round, Turn
from campaigns.plays.games import shower
from campaigns.plays.games.shower import BASKET, HIGH, WIDE, Rules, Thing
from campaigns.plays.pose_catch import PoseCatch, rules_of
from campaigns.services import standing, turning
from campaigns.services.tracing import SentTrace
from tests.cast import a_campaign, a_prize, a_release, a_round
from tests.services.duels import a_frame

CATCH = PoseCatch()
STEP = 40
Rows = list[list[int]]


def catch_settings(**changes: Any) -> dict[str, Any]:
    return (
        CATCH.Settings.defaults() | {"seconds": 6, "gold": 40, "silver": 20, "bronze": 10} | changes
    )


def a_catch_release(photo_hours: int = 24, **changes: Any) -> Release:
    """A published catch of six seconds with one coupon code for everybody, whatever the end."""
    settings = catch_settings(**changes)
    campaign = a_campaign(play=CATCH.name, settings=settings, photo_hours=photo_hours)
    a_prize(campaign)
    return a_release(campaign)


def a_catch(release: Release | None = None, **fields: Any) -> Round:
    return a_round(release or a_catch_release(), **fields)


def opened(played: Round, *, ago: int = 10) -> Turn:
    """The round's game, opened so many seconds ago."""
    turn = turning.open_turn(played, 1)
    since = timedelta(seconds=ago)
    Turn.objects.filter(pk=turn.pk).update(
        opened_at=turn.opened_at - since, closes_at=turn.closes_at - since
    )
    turn.refresh_from_db()
    return turn


def rules(played: Round) -> Rules:
    return rules_of(standing.settings_of(played))


def falling(played: Round, turn: Turn) -> list[Thing]:
    return shower.course(standing.deal_of(played, turn), rules(played))


def basket(things: Sequence[Thing], told: Rules, most: int = 5200) -> Rows:
    """The trace of somebody who drags the basket to whatever good thing comes down next."""
    x, rows = WIDE // 2, []
    for at in range(0, told.ms + 1, STEP):
        near = [thing for thing in things if thing.kind < 3 and 0 < thing.y(at) < BASKET + 100]
        aim = max(near, key=lambda thing: thing.y(at)).x if near else x
        step = most * STEP // 1000
        x = min(max(x + min(max(aim - x, -step), step), 0), WIDE)
        rows.append([at, x, BASKET])
    return rows


def waving(told: Rules, every: int = 80) -> Rows:
    """The trace of a hand that goes around in a square before the camera."""
    corners = [(900, 1200), (2100, 1200), (2100, 2600), (900, 2600)]
    rows = []
    for number, at in enumerate(range(0, told.ms + 1, every)):
        here, then = corners[number // 10 % 4], corners[(number // 10 + 1) % 4]
        part = number % 10
        rows.append([at, *(a + (b - a) * part // 10 for a, b in zip(here, then, strict=True))])
    return rows


def touched(
    played: Round, turn: Turn, change: Callable[[Rows], object] = lambda _: None
) -> SentTrace:
    """An honest game with the basket; `change` bends its trace."""
    rows = basket(falling(played, turn), rules(played))
    change(rows)
    return SentTrace(turn.nonce, "touch", [rows])


def filmed(played: Round, turn: Turn, *frames: bytes, **changes: Any) -> SentTrace:
    """A game before the camera, with the frames that its deal asks for."""
    told = rules(played)
    tracks = [waving(told), [[at, WIDE - x, HIGH - y] for at, x, y in waving(told)]]
    deal = standing.deal_of(played, turn)
    at = shower.proofs(deal, [[tuple(row) for row in rows] for rows in tracks], told)
    shown = [*frames, *(a_frame() for _ in at)][: len(at)]
    sent = SentTrace(turn.nonce, "camera", tracks, at, shown)
    return dataclasses.replace(sent, **changes)
