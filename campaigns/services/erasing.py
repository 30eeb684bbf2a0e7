"""Erasing pictures: on demand and in time. Rows and figures stay, without a face."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campaigns.models import Photo, PhotoJob, Round, Turn
from campaigns.services import judging, media

_AT_ONCE = 500
_logger = logging.getLogger(__name__)


def erase_round(played: Round) -> None:
    """Erase everything that was sent for the round and made in it, at once and for good.

    A job that is under way is called off: what it still makes is thrown away. Repeated, it changes
    nothing.
    """
    now = timezone.now()
    with transaction.atomic():
        jobs = PhotoJob.objects.filter(round=played)
        jobs.filter(state__in=judging.OPEN).update(
            state=PhotoJob.State.FAILED, lease_until=None, finished_at=now
        )
        jobs.update(reason="erased")
        turns = Turn.objects.filter(round=played)
        turns.update(trace=None)
        # A game that is still being played has nowhere to be sent to.
        turns.filter(answer="").update(void=True)
        Photo.objects.filter(round=played, erase_at__gt=now).update(erase_at=now)
    for photo in Photo.objects.filter(round=played, erased_at=None):
        media.erase(photo)


def erase_due(now: datetime) -> int:
    """Erase every file whose time is up. Return how many were looked at."""
    due = Photo.objects.filter(erase_at__lte=now, erased_at=None).order_by("erase_at")
    photos = list(due[:_AT_ONCE])
    for photo in photos:
        media.erase(photo)
    if photos:
        _logger.info("erased %d photos whose time was up", len(photos))
    return len(photos)
