"""Counting what happens, each thing once however often it is told, and never in a trial."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from campaigns.models import Event, Placement, Player, Release, Round

# What a browser may say for itself; everything else is counted where it is done.
FROM_BROWSER = frozenset({"view", "save", "share", "result"})
MOST_EVENTS = 20
# A page may send what happened while the network was away; a wrong clock is not believed.
_LATE, _EARLY = timedelta(hours=6), timedelta(minutes=1)
_NAMESPACE = uuid.UUID("5d2c1f5e-6c0b-5b67-9d0e-2f0a4a1a7a11")


@dataclass(frozen=True)
class Seen:
    """One event as the browser tells it. `id` is a random (version 4) UUID of its making."""

    id: uuid.UUID
    name: str
    at: datetime


@dataclass(frozen=True)
class Batch:
    """What one page sends at once. `placement` is the code of a place, or empty."""

    release: int
    placement: str
    visitor: uuid.UUID
    events: Sequence[Seen]


def record(name: str, played: Round, *, key: object = "") -> None:
    """Count `name` once for the round, or once for `key` where that is given.

    Until a phone takes a screen's round, the round itself stands for its visitor.
    """
    release = Release.objects.only("campaign_id", "trial").get(pk=played.release_id)
    if not release.trial:
        visitor = played.player_id or played.pk
        note(name, release.campaign_id, played.placement_id, visitor, key or played.pk)


def note(
    name: str, campaign_id: int, placement_id: int | None, visitor: uuid.UUID | None, key: object
) -> None:
    """Count `name` of the campaign once for `key`: a second call with it adds nothing."""
    event = Event(
        id=uuid.uuid5(_NAMESPACE, f"{campaign_id}/{name}/{key}"),
        campaign_id=campaign_id,
        placement_id=placement_id,
        name=Event.Name(name),
        visitor=visitor,
        at=timezone.now(),
    )
    Event.objects.bulk_create([event], ignore_conflicts=True)


def accept(batch: Batch, player: Player | None) -> int:
    """Count what a browser saw and return how many events were fit to be counted.

    At most MOST_EVENTS; unknown names, ids that are not random, and everything of a trial or an
    unknown release are left out without a word: a page that is being closed cannot be answered.
    """
    release = Release.objects.only("campaign_id", "trial").filter(pk=batch.release).first()
    if release is None or release.trial:
        return 0
    place = Placement.objects.filter(code=batch.placement, campaign_id=release.campaign_id)
    place_id = place.values_list("pk", flat=True).first() if batch.placement.isalnum() else None
    visitor, now = player.pk if player else batch.visitor, timezone.now()
    events = [
        Event(
            id=seen.id,
            campaign_id=release.campaign_id,
            placement_id=place_id,
            name=seen.name,
            visitor=visitor,
            at=seen.at if now - _LATE <= seen.at <= now + _EARLY else now,
        )
        for seen in batch.events[:MOST_EVENTS]
        # Our own ids are of version 5: nobody can take one of those beforehand.
        if seen.name in FROM_BROWSER and seen.id.version == 4
    ]
    Event.objects.bulk_create(events, ignore_conflicts=True)
    return len(events)
