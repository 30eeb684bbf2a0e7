"""Every way to the store that a page shows counts for that page's own campaign."""

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Campaign, Event
from campaigns.services import players, publishing
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Campaign, Campaign]:
    """Two published campaigns that share their link and their product."""
    first = cast.a_campaign()
    second = cast.a_campaign(first.brand)
    product = cast.a_product(first.brand)
    for campaign in (first, second):
        campaign.links.set(first.links.all())
        campaign.products.set([product])
        cast.a_release(campaign)
    return first, second


def ways(client: Client, path: str) -> list[str]:
    """The addresses that lead to the store from a page."""
    body = client.get(path).text
    return [html.unescape(way) for way in re.findall(r'href="(/go/[^"]+)"', body)]


def counted() -> set[tuple[int, str]]:
    return set(Event.objects.values_list("campaign", "name"))


def test_a_landing_page_counts_for_its_own_campaign(
    client: Client, pair: tuple[Campaign, Campaign]
) -> None:
    for way in ways(client, f"/c/{pair[1].slug}"):
        client.get(way)
    assert counted() == {(pair[1].pk, "follow"), (pair[1].pk, "store")}


def test_a_closed_campaign_counts_too(client: Client, pair: tuple[Campaign, Campaign]) -> None:
    publishing.pause(pair[0])
    for way in ways(client, f"/c/{pair[0].slug}"):
        client.get(way)
    assert counted() == {(pair[0].pk, "follow"), (pair[0].pk, "store")}


@pytest.mark.parametrize("same_phone", [True, False])
def test_a_result_page_counts_for_the_campaign_and_place_that_was_played(
    client: Client, pair: tuple[Campaign, Campaign], *, same_phone: bool
) -> None:
    pair[0].refresh_from_db()
    place = pair[0].placements.get()
    played = cast.a_round(pair[0].release, placement=place, finished_at=timezone.now())
    assert played.player
    client.cookies[players.COOKIE] = players.cookie(played.player)["value"]
    browser = client if same_phone else Client()
    for way in ways(client, f"/r/{played.pk}"):
        browser.get(way)
    assert counted() == {(pair[0].pk, "follow"), (pair[0].pk, "store")}
    visitor = played.player_id if same_phone else None
    assert set(Event.objects.values_list("placement", "visitor")) == {(place.pk, visitor)}


def test_a_preview_counts_nothing_even_beside_a_published_page(
    client: Client, pair: tuple[Campaign, Campaign]
) -> None:
    place = pair[0].placements.get().code
    preview = f"/preview/{publishing.preview_token(pair[0])}"
    shown = [*ways(client, preview), *ways(client, f"{preview}?p={place}")]
    for way in shown:
        client.get(way)
    assert shown
    assert not Event.objects.exists()
