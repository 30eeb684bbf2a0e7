"""The counter's page: what a cashier sees; and the way out, which counts people, not machines."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Coupon, Event, Prize, Redemption
from campaigns.services import players
from campaigns.services.claiming import claim
from tests.cast import (
    PASSWORD,
    a_brand,
    a_campaign,
    a_cashier,
    a_player,
    a_prize,
    a_round,
    a_store,
)
from tests.services.prizes import frozen

pytestmark = pytest.mark.django_db


@pytest.fixture
def prize() -> Prize:
    return a_prize(a_campaign(), kind="generated", shared_code="", name="20 off")


@pytest.fixture
def coupon(prize: Prize) -> Coupon:
    won = claim(prize, a_player(), timezone.now())
    assert won
    return won


@pytest.fixture
def counter(client: Client, prize: Prize) -> Client:
    """A browser in which a cashier of the prize's brand has signed in."""
    client.force_login(a_cashier(prize.campaign.brand))
    return client


def test_nobody_comes_to_the_counter_without_signing_in(client: Client) -> None:
    answer = client.get(reverse("redeem"))
    assert answer.status_code == 302
    assert reverse("admin:login") in answer["Location"]


def test_somebody_of_no_brand_is_told_so(client: Client, django_user_model: type) -> None:
    client.force_login(django_user_model.objects.create_user("alone", password=PASSWORD))  # type: ignore[attr-defined]
    answer = client.get(reverse("redeem"))
    assert answer.status_code == 403
    assert "Only people of a brand" in answer.text


def test_the_page_asks_for_a_code_and_is_kept_nowhere(counter: Client) -> None:
    answer = counter.get(reverse("redeem"))
    assert 'name="code"' in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_a_code_is_shown_first_then_redeemed_then_used(counter: Client, coupon: Coupon) -> None:
    store = a_store(coupon.prize.campaign.brand, name="Nanjing Road")
    shown = counter.post(reverse("redeem"), {"code": coupon.code.lower()})
    assert "Valid, not redeemed yet" in shown.text
    assert "20 off" in shown.text
    assert f'value="{store.pk}" selected' in shown.text
    assert not Redemption.objects.exists()
    answer = {"coupon": coupon.pk, "store": store.pk}
    done = counter.post(reverse("redeem"), answer)
    assert (done.status_code, "Redeemed" in done.text) == (200, True)
    assert Redemption.objects.get().store == store
    again = counter.post(reverse("redeem"), answer)
    assert again.status_code == 409
    assert "Already redeemed" in again.text
    assert "Nanjing Road" in again.text
    assert "it counted, once" in again.text


def test_later_it_says_used_and_not_that_it_was_a_second_tap(
    counter: Client, coupon: Coupon
) -> None:
    counter.post(reverse("redeem"), {"coupon": coupon.pk})
    Redemption.objects.update(redeemed_at=timezone.now() - timedelta(hours=1))
    used = counter.post(reverse("redeem"), {"code": coupon.code})
    assert "Already redeemed" in used.text
    assert "it counted, once" not in used.text


def test_the_store_is_remembered_for_the_next_coupon(counter: Client, prize: Prize) -> None:
    first, second = (claim(prize, a_player(), timezone.now()) for _ in range(2))
    stores = [a_store(prize.campaign.brand) for _ in range(2)]
    assert first
    assert second
    counter.post(reverse("redeem"), {"coupon": first.pk, "store": stores[1].pk})
    shown = counter.post(reverse("redeem"), {"code": second.code})
    assert f'value="{stores[1].pk}" selected' in shown.text


def test_a_store_that_is_not_the_brands_is_left_out(counter: Client, coupon: Coupon) -> None:
    counter.post(reverse("redeem"), {"coupon": coupon.pk, "store": a_store(a_brand()).pk})
    assert Redemption.objects.get().store is None


def test_a_coupon_that_is_too_old_is_not_offered(counter: Client, coupon: Coupon) -> None:
    Prize.objects.update(valid_until=timezone.now() - timedelta(days=1))
    answer = counter.post(reverse("redeem"), {"code": coupon.code})
    assert answer.status_code == 410
    assert "valid until" in answer.text
    assert "Redeem now" not in answer.text


def test_a_cashier_of_another_brand_cannot_redeem_by_number(client: Client, coupon: Coupon) -> None:
    client.force_login(a_cashier(a_brand()))
    assert client.post(reverse("redeem"), {"coupon": coupon.pk}).status_code == 403
    assert client.post(reverse("redeem"), {"code": coupon.code}).status_code == 404
    assert not Redemption.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"code": ""},
        {"code": "<script>"},
        {"code": "a\x00b"},
        {"coupon": "x"},
        {"coupon": "²"},
        {"coupon": "9" * 40},
        {"coupon": "1", "store": "x"},
    ],
)
def test_nonsense_is_answered_in_words(counter: Client, data: dict[str, str]) -> None:
    answer = counter.post(reverse("redeem"), data)
    assert answer.status_code == 404
    assert "This code is not known here" in answer.text
    assert "<script>" not in answer.text


def test_a_player_who_follows_is_counted_and_sent_to_the_store(client: Client) -> None:
    campaign = a_campaign()
    link, played = campaign.links.get(), a_round(release=frozen(campaign))
    assert played.player
    client.cookies[players.COOKIE] = players.cookie(played.player)["value"]
    answer = client.get(reverse("go", args=[link.token]), {"r": str(played.pk), "p": "nowhere"})
    assert (answer.status_code, answer["Location"]) == (302, link.url)
    assert answer["Cache-Control"] == "no-store"
    assert Event.objects.get().visitor == played.player_id


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Purpose": "preview"},
        {"X-Moz": "prefetch"},
    ],
)
def test_a_browser_that_looks_ahead_is_not_counted(client: Client, headers: dict[str, str]) -> None:
    campaign = a_campaign()
    where = {"p": campaign.placements.get().code}
    url = reverse("go", args=[campaign.links.get().token])
    assert client.get(url, where, headers=headers).status_code == 302
    assert client.head(url, where).status_code == 302
    assert not Event.objects.exists()
    client.get(url, where)
    assert Event.objects.count() == 1


def test_an_unknown_link_gets_a_friendly_page(client: Client) -> None:
    answer = client.get(reverse("go", args=["nothing"]))
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "r=x",
        "r=4f6c1f0e-8a55-4d0e-9c1b-2f7d1c3a5b90",
        "p=%00",
        "p=" + "x" * 999,
        "c=x",
        "c=²",
        "c=" + "9" * 40,
        "c=99",
        "url=https://evil.example/",
    ],
)
def test_nothing_in_the_query_changes_where_a_link_leads(client: Client, query: str) -> None:
    link = a_campaign().links.get()
    answer = client.get(reverse("go", args=[link.token]) + "?" + query)
    assert (answer.status_code, answer["Location"]) == (302, link.url)


def test_a_link_is_only_opened_by_asking_for_it(client: Client) -> None:
    assert client.post(reverse("go", args=["nothing"])).status_code == 405
