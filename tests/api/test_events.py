"""What the page has seen, in batches that a closing page sends."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from campaigns.models import Event, Release
from tests.api.phone import Phone, said
from tests.cast import a_placement


def batch(release: Release, /, *names: str, **fields: Any) -> dict[str, Any]:
    now = timezone.now().isoformat()
    events = [{"id": str(uuid4()), "name": name, "at": now} for name in names]
    visitor = str(uuid4())
    return {"release": release.pk, "placement": "", "visitor": visitor, "events": events} | fields


def test_what_was_seen_is_counted_with_its_place(phone: Phone, release: Release) -> None:
    place = a_placement(release.campaign)
    response = phone.post("api-events", body=batch(release, "view", "share", placement=place.code))
    assert (response.status_code, response.json()) == (202, {"accepted": 2})
    assert {event.placement for event in Event.objects.all()} == {place}


def test_a_batch_sent_twice_counts_once(phone: Phone, release: Release) -> None:
    body = batch(release, "view")
    for _ in range(2):
        phone.post("api-events", body=body)
    assert Event.objects.count() == 1


def test_a_beacon_of_plain_text_is_understood(phone: Phone, release: Release) -> None:
    body = json.dumps(batch(release, "view"))
    response = phone.client.post("/api/events", body, content_type="text/plain;charset=UTF-8")
    assert response.status_code == 202
    assert Event.objects.count() == 1


def test_a_player_is_counted_as_the_player(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    phone.post("api-events", body=batch(release, "save"))
    assert Event.objects.get(name="save").visitor == played.player_id


def test_names_that_only_we_may_count_are_left_out(phone: Phone, release: Release) -> None:
    response = phone.post("api-events", body=batch(release, "coupon", "nonsense", "view"))
    assert response.json() == {"accepted": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"events": "x"},
        {"events": [{}]},
        {"events": [{"id": "x", "name": "view", "at": "now"}]},
        {"visitor": "me"},
        {"release": "one"},
        {"events": [{"id": str(uuid4()), "name": "view", "at": "2026-01-01T00:00:00Z"}] * 21},
    ],
)
def test_a_batch_that_makes_no_sense_is_refused(
    phone: Phone, release: Release, fields: dict[str, Any]
) -> None:
    assert said(phone.post("api-events", body=batch(release, **fields)), 400) == "invalid"
