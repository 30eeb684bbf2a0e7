"""Leaving for the store counts once and leads to the operator's address alone."""

import pytest

from campaigns.models import Event
from campaigns.services.errors import NotFound
from campaigns.services.following import leave, target
from tests.cast import a_brand, a_campaign, a_link, a_player, a_product, a_release, a_round
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


def test_a_link_of_two_published_campaigns_counts_for_the_page_that_it_was_on() -> None:
    first = a_campaign()
    second = a_campaign(first.brand)
    link = first.links.get()
    second.links.set([link])
    releases = [a_release(campaign) for campaign in (first, second)]
    leave(link.token, a_player(), release=releases[1])
    played = a_round(releases[0])
    leave(link.token, played.player, played)
    counted = Event.objects.order_by("at").values_list("campaign", flat=True)
    assert list(counted) == [second.pk, first.pk]


def test_a_page_and_a_place_of_another_brand_are_not_believed() -> None:
    campaign, other = a_campaign(), a_campaign()
    link = campaign.links.get()
    leave(link.token, a_player(), placement=other.placements.get())
    leave(link.token, a_player(), release=frozen(other))
    own = a_round(release=frozen(other))
    leave(link.token, own.player, own)
    assert not Event.objects.exists()


def test_whoever_leaves_from_the_round_of_another_counts_as_themself() -> None:
    campaign, player = a_campaign(), a_player()
    leave(campaign.links.get().token, player, a_round(release=frozen(campaign)))
    assert Event.objects.get().visitor == player.pk


def test_a_trial_is_not_counted_even_where_a_place_is_named() -> None:
    campaign = a_campaign()
    link, place = campaign.links.get(), campaign.placements.get()
    trial = frozen(campaign, trial=True)
    played = a_round(release=trial)
    leave(link.token, played.player, played, placement=place)
    leave(link.token, None, release=trial, placement=place)
    assert not Event.objects.exists()
