"""Leaving for the store counts once and leads to the operator's address alone."""

import pytest

from campaigns.models import Event
from campaigns.services.errors import NotFound
from campaigns.services.following import leave, target
from tests.cast import a_brand, a_campaign, a_link, a_player, a_product, a_round
from tests.services.prizes import frozen

pytestmark = pytest.mark.django_db


def test_following_is_counted_once_for_each_player_and_leads_to_the_store() -> None:
    campaign = a_campaign()
    link, place = campaign.links.get(), campaign.placements.get()
    played = a_round(release=frozen(campaign), placement=place)
    for _ in range(2):
        assert leave(link.token, played.player, played) == link.url
    event = Event.objects.get()
    assert (event.name, event.campaign, event.placement) == ("follow", campaign, place)
    assert event.visitor == played.player_id
    leave(link.token, a_player(), placement=place)
    assert Event.objects.count() == 2


@pytest.mark.parametrize("kind", ["shop", "product"])
def test_a_shop_link_and_a_product_count_as_going_to_the_store(kind: str) -> None:
    campaign = a_campaign()
    make = a_product if kind == "product" else a_link
    link = make(campaign.brand, **({} if kind == "product" else {"kind": "shop"}))
    assert leave(link.token, a_player(), placement=campaign.placements.get()) == link.url
    assert Event.objects.get().name == "store"


def test_whoever_has_no_cookie_counts_each_time_but_as_nobody() -> None:
    campaign = a_campaign()
    for _ in range(2):
        leave(campaign.links.get().token, None, placement=campaign.placements.get())
    assert list(Event.objects.values_list("visitor", flat=True)) == [None, None]


def test_an_unknown_token_leads_nowhere() -> None:
    with pytest.raises(NotFound):
        leave("no\x00thing", None)
    with pytest.raises(NotFound):
        target("nothing")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://shop.example/", "//evil.example"])
def test_an_address_that_is_no_page_is_never_opened(url: str) -> None:
    link = a_link(a_brand(), url=url)
    with pytest.raises(NotFound):
        leave(link.token, None)


def test_looking_where_a_link_leads_counts_nothing() -> None:
    link = a_campaign().links.get()
    assert target(link.token) == link.url
    assert not Event.objects.exists()


def test_without_round_and_place_the_only_published_campaign_counts() -> None:
    campaign, draft = a_campaign(), a_campaign()
    link = campaign.links.get()
    draft.links.add(link)
    leave(link.token, None)
    assert not Event.objects.exists()
    campaign.release = frozen(campaign)
    campaign.save()
    leave(link.token, None)
    assert Event.objects.get().campaign == campaign


def test_a_place_of_another_brand_and_a_round_of_another_player_are_not_believed() -> None:
    campaign, other = a_campaign(), a_campaign()
    link = campaign.links.get()
    leave(link.token, a_player(), placement=other.placements.get())
    leave(link.token, a_player(), a_round(release=frozen(campaign)))
    own = a_round(release=frozen(other))
    leave(link.token, own.player, own)
    assert not Event.objects.exists()


def test_a_trial_is_not_counted_even_where_a_place_is_named() -> None:
    campaign = a_campaign()
    played = a_round(release=frozen(campaign, trial=True))
    leave(campaign.links.get().token, played.player, played, campaign.placements.get())
    assert not Event.objects.exists()
