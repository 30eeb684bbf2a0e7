"""A coupon is given once, to one player, within the limits."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from campaigns.models import Coupon, Player, Prize
from campaigns.services import claiming
from campaigns.services.claiming import claim
from campaigns.services.codes import make_codes
from campaigns.services.limits import Limits, limits_of
from tests.cast import a_campaign, a_player, a_prize
from tests.services.prizes import EVENING, a_pool, fill

pytestmark = pytest.mark.django_db


def the_claim(prize: Prize, player: Player | None = None, now: datetime = EVENING) -> Coupon:
    coupon = claim(prize, player or a_player(), now)
    assert coupon is not None
    return coupon


def test_a_claim_gives_a_free_code_to_the_player() -> None:
    prize, player = a_pool(3), a_player()
    coupon = the_claim(prize, player)
    stored = Coupon.objects.get(pk=coupon.pk)
    assert (stored.player, stored.state, stored.claimed_at) == (player, "claimed", EVENING)
    assert coupon.code == stored.code
    assert coupon.claimed_at == EVENING
    assert coupon.player_id == player.pk


def test_a_repeat_claim_shows_the_same_code() -> None:
    prize, player = a_pool(3), a_player()
    first = the_claim(prize, player)
    again = the_claim(prize, player, EVENING + timedelta(hours=1))
    assert (again.pk, again.claimed_at) == (first.pk, EVENING)


def test_every_code_is_given_once_and_then_there_is_none() -> None:
    prize = a_pool(20)
    codes = {the_claim(prize).code for _ in range(20)}
    assert len(codes) == 20
    assert claim(prize, a_player(), EVENING) is None


def test_a_player_may_have_as_many_as_the_limit_allows() -> None:
    prize, player = a_pool(5, per_player=3), a_player()
    codes = [the_claim(prize, player).code for _ in range(4)]
    assert len(set(codes)) == 3
    assert codes[3] == codes[2]


def test_the_limits_of_the_release_count_not_those_of_the_draft() -> None:
    prize, player = a_pool(5, per_player=1), a_player()
    limits = Limits(per_player=2)
    first, second = (claim(prize, player, EVENING, limits) for _ in range(2))
    assert first
    assert second
    assert first.pk != second.pk


def test_codes_of_another_prize_are_left_alone() -> None:
    other = a_pool(5)
    prize = a_pool(1, campaign=other.campaign)
    fill(other, 5)
    the_claim(prize)
    assert claim(prize, a_player(), EVENING) is None
    assert other.coupons.filter(state="free").count() == 10


def test_void_codes_are_never_given() -> None:
    prize = a_pool(2)
    prize.coupons.update(state="void")
    assert claim(prize, a_player(), EVENING) is None


def test_one_code_for_everybody_without_a_limit_is_made_as_it_is_given() -> None:
    prize = a_prize(a_campaign(), stock=None)
    first, second = the_claim(prize), the_claim(prize)
    assert first.code == second.code == "STAR20"
    assert first.serial != second.serial
    assert prize.coupons.count() == 2


def test_one_code_for_everybody_ends_with_its_stock() -> None:
    prize = a_prize(a_campaign(), stock=2)
    make_codes(prize)
    assert [the_claim(prize).code for _ in range(2)] == ["STAR20", "STAR20"]
    assert claim(prize, a_player(), EVENING) is None


def test_codes_made_without_a_limit_differ_and_are_long() -> None:
    prize = a_prize(a_campaign(), kind="generated", shared_code="")
    codes = {the_claim(prize).code for _ in range(5)}
    assert len(codes) == 5
    assert {len(code) for code in codes} == {claiming.CODE_LENGTH}


def test_the_cap_of_a_day_holds_and_ends_at_midnight_of_the_installation() -> None:
    prize = a_pool(5, per_day=2)
    the_claim(prize)
    the_claim(prize)
    assert claim(prize, a_player(), EVENING) is None
    # 23:59 in Shanghai, then 00:00.
    assert claim(prize, a_player(), EVENING + timedelta(hours=3, minutes=59)) is None
    the_claim(prize, now=EVENING + timedelta(hours=4))


def test_the_cap_of_a_day_also_holds_for_a_code_without_a_limit() -> None:
    prize = a_prize(a_campaign(), stock=None, per_day=1)
    the_claim(prize)
    assert claim(prize, a_player(), EVENING) is None


def test_a_repeat_is_answered_though_the_day_is_used_up() -> None:
    prize, player = a_pool(5, per_day=1), a_player()
    assert the_claim(prize, player).pk == the_claim(prize, player).pk


def spread_over(days: int, codes: int) -> Prize:
    campaign = a_campaign(ends_at=EVENING + timedelta(days=days - 1))
    return a_pool(codes, campaign=campaign, spread=True)


def test_a_spread_prize_gives_an_even_share_each_day_and_all_of_it_by_the_end() -> None:
    prize = spread_over(days=3, codes=10)
    given = []
    for day in range(3):
        now = EVENING + timedelta(days=day)
        given.append(sum(claim(prize, a_player(), now) is not None for _ in range(11)))
    assert given == [4, 3, 3]


def test_what_nobody_won_on_a_slow_day_is_shared_among_the_rest() -> None:
    prize = spread_over(days=3, codes=9)
    now = EVENING + timedelta(days=1)
    assert sum(claim(prize, a_player(), now) is not None for _ in range(10)) == 5


def test_a_spread_prize_of_a_campaign_without_an_end_is_not_held_back() -> None:
    prize = a_pool(2, spread=True)
    assert not limits_of(prize).by_day
    the_claim(prize)
    the_claim(prize)


def test_a_code_that_somebody_takes_meanwhile_is_not_given_twice() -> None:
    prize, player = a_pool(1), a_player()
    the_claim(prize, player, timezone.now())
    assert claim(prize, a_player(), timezone.now()) is None
    assert prize.coupons.get().player == player
