"""A crowd at the codes: all are given, each to one player, and none is given twice."""

import random
import threading
import time
from collections import Counter
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from campaigns.models import Coupon, Draw, Player, Prize, Redemption
from campaigns.services import claiming
from campaigns.services.awarding import award
from campaigns.services.claiming import claim
from campaigns.services.redeeming import AlreadyRedeemed, redeem
from tests.cast import a_cashier, a_player, a_round
from tests.load.crowd import all_at_once
from tests.services.prizes import a_pool, frozen

pytestmark = [pytest.mark.load, pytest.mark.django_db(transaction=True)]
CODES, LATE = 1500, 200


@pytest.fixture
def clients() -> int:
    """SQLite has one writer at a time: more clients would only wait longer for their turn."""
    return 16 if connection.vendor == "sqlite" else 64


def some_players(count: int) -> list[Player]:
    return Player.objects.bulk_create(Player() for _ in range(count))


def the_crowd(players: int) -> list[Player]:
    """So many players in any order; every fifth of them asks again, at about the same time."""
    crowd = some_players(players)
    crowd += crowd[::5]
    random.shuffle(crowd)
    return crowd


def claims(prize: Prize, crowd: list[Player], clients: int) -> list[tuple[Player, Coupon | None]]:
    return all_at_once(clients, crowd, lambda player: claim(prize, player, timezone.now()))


def test_all_codes_are_given_each_to_one_player_and_a_repeat_shows_the_same(clients: int) -> None:
    prize = a_pool(CODES)
    told: dict[Player, set[str | None]] = {}
    for player, coupon in claims(prize, the_crowd(CODES + LATE), clients):
        told.setdefault(player, set()).add(coupon.code if coupon else None)
    given = Counter(code for codes in told.values() for code in codes if code)
    assert len(given) == CODES
    assert set(given.values()) == {1}
    assert all(len(codes) == 1 for codes in told.values())
    owners = Coupon.objects.filter(prize=prize, state="claimed").values_list("player", flat=True)
    assert len(owners) == len(set(owners)) == CODES


def test_without_its_lock_the_same_code_would_be_given_to_two(
    monkeypatch: pytest.MonkeyPatch, clients: int
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time: there is no lock to take away")
    update = claiming._update

    def without_lock(
        prize: Prize, player: Player, slot: int, now: datetime, start: float, lock: str
    ) -> Coupon | None:
        return update(prize, player, slot, now, start, "")

    monkeypatch.setattr(claiming, "_update", without_lock)
    prize = a_pool(300)
    given = Counter(c.code for _, c in claims(prize, some_players(600), clients) if c)
    assert given.most_common(1)[0][1] > 1


def test_the_last_code_is_given_to_the_next_when_who_holds_it_fails() -> None:
    prize, held = a_pool(1), threading.Event()

    def take_and_fail(player: Player) -> Coupon | None:
        with transaction.atomic():
            coupon = claim(prize, player, timezone.now())
            held.set()
            time.sleep(0.05)
            transaction.set_rollback(True)
        return coupon

    def take(player: Player) -> Coupon | None:
        held.wait()
        return claim(prize, player, timezone.now())

    first, second = some_players(2)
    answers = dict(all_at_once(2, [(take_and_fail, first), (take, second)], lambda j: j[0](j[1])))
    assert answers[take, second] == prize.coupons.get()
    assert prize.coupons.get().player == second


def test_the_cap_of_a_day_holds_in_a_crowd(clients: int) -> None:
    prize = a_pool(200, per_day=50)
    coupons = [coupon for _, coupon in claims(prize, the_crowd(200), clients) if coupon]
    assert len({coupon.pk for coupon in coupons}) == 50
    assert prize.coupons.filter(state="claimed").count() == 50


def test_one_player_on_many_phones_gets_no_more_than_the_limit(clients: int) -> None:
    prize, player = a_pool(100, per_player=2), a_player()
    claims(prize, [player] * clients, clients)
    assert prize.coupons.filter(player=player).count() == 2


def test_a_round_that_is_judged_many_times_at_once_is_drawn_once(clients: int) -> None:
    prize = a_pool(100, per_player=50)
    played = a_round(release=frozen(prize.campaign), tier="photo")
    draws = all_at_once(clients, [played] * clients, award)
    assert len({draw.pk for _, draw in draws}) == 1
    assert Draw.objects.count() == prize.coupons.filter(state="claimed").count() == 1


def test_a_coupon_shown_at_every_counter_at_once_is_redeemed_once(clients: int) -> None:
    prize = a_pool(1)
    coupon, cashier = claim(prize, a_player(), timezone.now()), a_cashier(prize.campaign.brand)
    assert coupon

    def counter(_: int) -> bool:
        try:
            return bool(redeem(Coupon.objects.get(pk=coupon.pk), None, cashier))
        except AlreadyRedeemed:
            return False

    answers = all_at_once(clients, range(clients), counter)
    assert sum(redeemed for _, redeemed in answers) == Redemption.objects.count() == 1
