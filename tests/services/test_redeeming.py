"""A coupon is redeemed once, by people of its brand, however its code is typed."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from campaigns.models import Coupon, Redemption
from campaigns.services import redeeming
from campaigns.services.claiming import claim
from campaigns.services.errors import NotYours
from campaigns.services.redeeming import look_up, redeem
from tests.cast import a_brand, a_campaign, a_cashier, a_player, a_prize, a_store
from tests.services.prizes import a_pool

pytestmark = pytest.mark.django_db


def a_won_coupon(code: str = "AB12-cd34", **fields: Any) -> tuple[Coupon, User]:
    """A coupon that a player has, and a cashier of its brand."""
    prize = a_pool(0, **fields)
    Coupon.objects.create(prize=prize, code=code)
    coupon = claim(prize, a_player(), timezone.now())
    assert coupon
    return coupon, a_cashier(prize.campaign.brand)


@pytest.mark.parametrize(
    "typed", ["AB12-cd34", "ab12-CD34", " ab 12-cd 34\n", "ＡＢ１２-ｃｄ３４", "ab12　-cd34"]
)
def test_a_code_is_found_however_it_was_typed(typed: str) -> None:
    coupon, cashier = a_won_coupon()
    assert look_up(typed, cashier) == coupon


def test_redeeming_is_kept_with_the_store_and_the_cashier() -> None:
    coupon, cashier = a_won_coupon()
    store = a_store(coupon.prize.campaign.brand)
    redeem(coupon, store, cashier)
    kept = Redemption.objects.get()
    assert (kept.coupon, kept.store, kept.redeemed_by) == (coupon, store, cashier)
    coupon.refresh_from_db()
    assert coupon.state == "redeemed"


def test_a_second_time_says_when_and_where_it_was_redeemed() -> None:
    coupon, cashier = a_won_coupon()
    store = a_store(coupon.prize.campaign.brand, name="Nanjing Road")
    redeem(coupon, store, cashier)
    with pytest.raises(redeeming.AlreadyRedeemed) as refusal:
        redeem(coupon, store, cashier)
    assert refusal.value.redemption == Redemption.objects.get()
    assert "Nanjing Road" in str(refusal.value.words)
    assert look_up(coupon.code, cashier).state == "redeemed"


def test_two_who_looked_at_it_at_once_redeem_it_once() -> None:
    coupon, cashier = a_won_coupon()
    first, second = (look_up(coupon.code, cashier) for _ in range(2))
    redeem(first, None, cashier)
    with pytest.raises(redeeming.AlreadyRedeemed):
        redeem(second, None, cashier)
    assert Redemption.objects.count() == 1


def test_a_cashier_of_another_brand_neither_finds_nor_redeems_it() -> None:
    coupon, _ = a_won_coupon()
    stranger = a_cashier(a_brand())
    with pytest.raises(redeeming.UnknownCode):
        look_up(coupon.code, stranger)
    with pytest.raises(NotYours):
        redeem(coupon, None, stranger)
    assert not Redemption.objects.exists()


def test_a_store_of_another_brand_is_refused() -> None:
    coupon, cashier = a_won_coupon()
    with pytest.raises(NotYours):
        redeem(coupon, a_store(a_brand()), cashier)


def test_a_code_that_nobody_has_won_cannot_be_redeemed() -> None:
    prize = a_pool(1)
    coupon, cashier = prize.coupons.get(), a_cashier(prize.campaign.brand)
    for attempt in (lambda: look_up(coupon.code, cashier), lambda: redeem(coupon, None, cashier)):
        with pytest.raises(redeeming.NotGiven):
            attempt()


def test_a_void_code_says_so() -> None:
    coupon, cashier = a_won_coupon()
    Coupon.objects.update(state="void")
    for attempt in (lambda: look_up(coupon.code, cashier), lambda: redeem(coupon, None, cashier)):
        with pytest.raises(redeeming.Void):
            attempt()


def test_a_coupon_is_worth_nothing_after_its_date() -> None:
    coupon, cashier = a_won_coupon(valid_until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(redeeming.Expired):
        redeem(coupon, None, cashier)
    coupon.refresh_from_db()
    assert coupon.state == "claimed"


def test_a_code_for_everybody_is_redeemed_as_often_as_it_was_given() -> None:
    prize = a_prize(a_campaign())
    cashier = a_cashier(prize.campaign.brand)
    for _ in range(2):
        claim(prize, a_player(), timezone.now())
    for _ in range(2):
        redeem(look_up("star20", cashier), None, cashier)
    assert look_up("star20", cashier).state == "redeemed"
    assert Redemption.objects.count() == 2


def test_of_codes_that_differ_in_case_only_the_one_typed_is_meant() -> None:
    upper, cashier = a_won_coupon("SAME")
    lower = Coupon.objects.create(prize=upper.prize, code="same")
    assert claim(upper.prize, a_player(), timezone.now()) == lower
    assert look_up("same", cashier) == lower
    assert look_up("SAME", cashier) == upper


@pytest.mark.parametrize("typed", ["", "   ", "nothing", "'; drop table", "\x00", "x" * 5000])
def test_nonsense_is_an_unknown_code(typed: str) -> None:
    with pytest.raises(redeeming.UnknownCode):
        look_up(typed, a_won_coupon()[1])
