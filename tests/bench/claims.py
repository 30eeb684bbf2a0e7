"""Coupons claimed in a second ÷ rows inserted in a second: both durable, with the same keys.

64 clients in a few processes, as workers are; the raw side is one prepared INSERT and nothing
else, so that the ratio says what the claim adds to what the database can do at all.
"""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from uuid import UUID, uuid4

import django

PROCESSES, THREADS, JOBS = 4, 16, 8000
_RAW = """
INSERT INTO raw_claims (prize_id, code, serial, state, player_id, slot, claimed_at)
VALUES (%s, %s, 0, 'claimed', %s, 0, now()) RETURNING id
"""


@dataclass(frozen=True)
class Claims:
    per_second: float
    raw_per_second: float
    p99_ms: float

    @property
    def ratio(self) -> float:
        return self.per_second / self.raw_per_second


@dataclass(frozen=True)
class _Part:
    begin: float
    end: float
    seconds: list[float]


def measure() -> Claims:
    """Asks the migrated PostgreSQL of DATABASE_URL. Its rows stay: it is there for measuring."""
    from django.db import connection

    prize, players = _the_prize()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS raw_claims")
        cursor.execute("CREATE TABLE raw_claims (LIKE campaigns_coupon INCLUDING ALL)")
        raw_per_second, _ = _rate(_insert, prize, players)
        cursor.execute("DROP TABLE raw_claims")
    per_second, seconds = _rate(_claim, prize, players)
    return Claims(per_second, raw_per_second, 1000 * sorted(seconds)[int(0.99 * len(seconds))])


def _the_prize() -> tuple[int, list[UUID]]:
    """A prize with twice as many codes as are claimed, and the players."""
    from campaigns.models import Player
    from tests.bench.rows import a_campaign_apart
    from tests.services.prizes import a_pool

    players = Player.objects.bulk_create([Player() for _ in range(JOBS)])
    return a_pool(2 * JOBS, a_campaign_apart()).pk, [player.pk for player in players]


def _rate(
    work: Callable[[int, list[UUID]], _Part], prize: int, players: list[UUID]
) -> tuple[float, list[float]]:
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), django.setup) as pool:
        # Every process is up before the first one begins.
        list(pool.map(time.sleep, [0.5] * PROCESSES))
        shares = [players[number::PROCESSES] for number in range(PROCESSES)]
        parts = list(pool.map(work, [prize] * PROCESSES, shares))
    wall = max(part.end for part in parts) - min(part.begin for part in parts)
    return len(players) / wall, list(chain.from_iterable(part.seconds for part in parts))


def _claim(prize_id: int, players: list[UUID]) -> _Part:
    from django.utils import timezone

    from campaigns.models import Player, Prize
    from campaigns.services.claiming import claim

    prize = Prize.objects.get(pk=prize_id)
    return _timed(players, lambda key: claim(prize, Player(pk=key), timezone.now()))


def _insert(prize_id: int, players: list[UUID]) -> _Part:
    from django.db import connection

    def insert(player: UUID) -> None:
        connection.ensure_connection()
        connection.connection.execute(_RAW, (prize_id, uuid4().hex, player), prepare=True)

    return _timed(players, insert)


def _timed(players: list[UUID], do: Callable[[UUID], object]) -> _Part:
    from tests.load.crowd import all_at_once

    def clocked(player: UUID) -> float:
        begin = time.perf_counter()
        do(player)
        return time.perf_counter() - begin

    begin = time.time()
    answers = all_at_once(THREADS, players, clocked)
    return _Part(begin, time.time(), [seconds for _, seconds in answers])
