"""Each thing counts once, and a trial does not count at all."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.models import Event, Release
from campaigns.services.recording import MOST_EVENTS, Batch, Seen, accept, record
from tests.cast import a_campaign, a_player, a_round
from tests.services.prizes import frozen

pytestmark = pytest.mark.django_db


def a_batch(release: Release, *events: Seen, placement: str = "") -> Batch:
    return Batch(release.pk, placement, uuid.uuid4(), events)


def seen(name: str = "view", **fields: Any) -> Seen:
    defaults: dict[str, Any] = {"id": uuid.uuid4(), "name": name, "at": timezone.now()}
    return Seen(**defaults | fields)


def test_a_retry_of_the_same_thing_counts_once() -> None:
    played = a_round(release=frozen(a_campaign()))
    record("start", played)
    record("start", played)
    record("photo", played)
    assert sorted(Event.objects.values_list("name", flat=True)) == ["photo", "start"]


def test_two_rounds_count_twice() -> None:
    release = frozen(a_campaign())
    for _ in range(2):
        record("start", a_round(release=release))
    assert Event.objects.count() == 2


def test_an_event_knows_campaign_place_and_player() -> None:
    campaign = a_campaign()
    place = campaign.placements.get()
    played = a_round(release=frozen(campaign), placement=place)
    record("start", played)
    event = Event.objects.get()
    assert (event.campaign, event.placement, event.visitor) == (campaign, place, played.player_id)


def test_a_screens_round_stands_for_its_visitor_until_a_phone_takes_it() -> None:
    played = a_round(release=frozen(a_campaign()), screen=None)
    record("start", played)
    assert Event.objects.get().visitor == played.pk


def test_a_trial_is_not_counted() -> None:
    release = frozen(a_campaign(), trial=True)
    record("start", a_round(release=release))
    assert accept(a_batch(release, seen()), None) == 0
    assert not Event.objects.exists()


def test_a_batch_of_the_page_is_counted_once_however_often_it_comes() -> None:
    campaign = a_campaign()
    place = campaign.placements.get()
    batch = a_batch(frozen(campaign), seen(), seen("share"), placement=place.code)
    assert [accept(batch, None) for _ in range(2)] == [2, 2]
    assert Event.objects.count() == 2
    assert set(Event.objects.values_list("visitor", "placement")) == {(batch.visitor, place.pk)}


def test_a_player_counts_as_themself() -> None:
    player = a_player()
    accept(a_batch(frozen(a_campaign()), seen()), player)
    assert Event.objects.get().visitor == player.pk


def test_a_page_may_not_tell_what_only_the_server_knows() -> None:
    batch = a_batch(
        frozen(a_campaign()), *(seen(name) for name in ("coupon", "start", "cat", "save"))
    )
    assert accept(batch, None) == 1
    assert Event.objects.get().name == "save"


def test_a_page_may_not_take_the_ids_of_our_own_events() -> None:
    forged = seen(id=uuid.uuid5(uuid.NAMESPACE_URL, "start"))
    assert accept(a_batch(frozen(a_campaign()), forged), None) == 0


def test_more_than_a_batch_holds_is_left_out() -> None:
    batch = a_batch(frozen(a_campaign()), *(seen() for _ in range(MOST_EVENTS + 5)))
    assert accept(batch, None) == MOST_EVENTS


def test_a_place_of_another_campaign_is_not_believed() -> None:
    other = a_campaign().placements.get()
    accept(a_batch(frozen(a_campaign()), seen(), placement=other.code), None)
    assert Event.objects.get().placement is None


def test_an_unknown_release_is_dropped() -> None:
    assert accept(Batch(0, "", uuid.uuid4(), [seen()]), None) == 0


@pytest.mark.parametrize("wrong", [timedelta(days=-9), timedelta(days=9)])
def test_a_wrong_clock_is_not_believed(wrong: timedelta) -> None:
    accept(a_batch(frozen(a_campaign()), seen(at=timezone.now() + wrong)), None)
    assert abs(Event.objects.get().at - timezone.now()) < timedelta(minutes=5)


def test_what_waited_for_the_network_keeps_its_time() -> None:
    at = timezone.now() - timedelta(hours=2)
    accept(a_batch(frozen(a_campaign()), seen(at=at)), None)
    assert Event.objects.get().at == at
