"""A cashier's phone: sign in, type the code, redeem it, and be told the second time."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from campaigns.models import Redemption
from campaigns.services.claiming import claim
from tests.cast import PASSWORD, a_campaign, a_cashier, a_player, a_prize, a_store
from tests.support.processes import Server

pytestmark = pytest.mark.browser


def test_a_coupon_is_redeemed_at_the_counter_once(server: Server, phone_page: Page) -> None:
    prize = a_prize(a_campaign(), kind="generated", shared_code="", terms="From 100 on, one each")
    store, cashier = a_store(prize.campaign.brand), a_cashier(prize.campaign.brand)
    coupon = claim(prize, a_player(), timezone.now())
    assert coupon
    page = phone_page
    page.goto(server.address("/store/redeem"))
    page.fill("#id_username", cashier.get_username())
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("#code")
    page.fill("#code", f" {coupon.code[:4].lower()} {coupon.code[4:]}")
    page.get_by_role("button").click()
    page.wait_for_selector(".state.ready")
    page.get_by_role("button").click()
    page.wait_for_selector(".state.done")
    assert Redemption.objects.get().store == store
    page.get_by_role("link").click()
    page.fill("#code", coupon.code)
    page.press("#code", "Enter")
    page.wait_for_selector(".state.again")
    assert Redemption.objects.count() == 1
