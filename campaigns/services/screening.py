"""What a big screen shows now, and the rounds of those who stand in front of it."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Placement, Release, Round, Screen
from campaigns.services import entering, publishing
from campaigns.services.errors import Closed, Gone, NotYours, Refusal, TooMany
from campaigns.services.pairing import (
    CODE_LIFETIME,
    COOKIE,
    Unpaired,
    WrongCode,
    cookie,
    hello,
    pair,
    screen_of,
    unpair,
)

__all__ = [
    "CODE_LIFETIME",
    "COOKIE",
    "Showing",
    "Unpaired",
    "Unplaced",
    "WrongCode",
    "begin",
    "cookie",
    "heard_of",
    "hello",
    "pair",
    "round_of",
    "screen_of",
    "state",
    "unpair",
    "version_of",
]

# Nobody plays faster than a countdown and a look at the picture.
MOST_ROUNDS_A_MINUTE = 10
# A round is the screen's for as long as somebody may stand in front of it.
ROUND_LIFETIME = timedelta(minutes=15)
_HEARTBEAT = timedelta(seconds=5)


class Unplaced(Refusal):
    code = "unplaced"
    words = _("This screen has no campaign yet. Choose its place at the desk.")


@dataclass(frozen=True)
class Showing:
    """What a screen shows: `release` at `placement`, or neither and the reason in `closed`.

    by_hand: while it waits its camera looks for a raised hand.
    """

    placement: Placement | None
    release: Release | None
    closed: Refusal | None
    by_hand: bool = False


def version_of(showing: Showing | None) -> str:
    """Return what changes when a screen must be drawn anew: for another release, pause, place,
    way to start, or program. None is an unpaired screen."""
    program = getattr(staticfiles_storage, "manifest_hash", "")
    if showing is None:
        return f"{program}/pairing"
    if showing.placement is None or showing.release is None:
        return f"{program}/{showing.closed.code if showing.closed else 'idle'}"
    way = "/hand" if showing.by_hand else ""
    return f"{program}/{showing.release.pk}/{showing.placement.code}{way}"


def heard_of(screen: Screen, *, blind: bool = False) -> None:
    """Note that the device lives; written at most every 5 s.

    blind: it shall look for a raised hand and cannot.
    """
    now = timezone.now()
    stale = Q(seen_at=None) | Q(seen_at__lt=now - _HEARTBEAT)
    Screen.objects.filter(stale, pk=screen.pk).update(seen_at=now)
    if blind == (screen.blind_since is None):
        Screen.objects.filter(pk=screen.pk).update(blind_since=now if blind else None)


def state(screen: Screen) -> Showing:
    """Return what the screen shows now. Never raises: a closed campaign is an answer too."""
    placement = screen.placement
    if placement is None:
        return Showing(None, None, Unplaced())
    release = placement.campaign.release
    if release is None:
        return Showing(placement, None, Closed("unpublished"))
    try:
        publishing.open_for_play(release, timezone.now())
    except Closed as closed:
        return Showing(placement, None, closed)
    return Showing(placement, release, None, by_hand=screen.wakes_by_hand)


def begin(screen: Screen, language: str) -> Round:
    """Start a round whose player is not known yet. Raises Closed, Unplaced or TooMany."""
    showing = state(screen)
    if showing.release is None or showing.placement is None:
        raise showing.closed or Unplaced()
    a_minute_ago = timezone.now() - timedelta(minutes=1)
    recent = Round.objects.filter(screen=screen, started_at__gt=a_minute_ago)
    if recent.count() >= MOST_ROUNDS_A_MINUTE:
        raise TooMany(_("That was quick! Take a breath and try again in a minute."))
    return entering.start(
        showing.release,
        player=None,
        placement_code=showing.placement.code,
        language=language,
        screen=screen,
    )


def round_of(screen: Screen, round_id: uuid.UUID) -> Round:
    """Return a round that the screen has under way. Raises NotYours, or Gone after a while."""
    played = (
        Round.objects.select_related("release", "placement", "consent")
        .filter(pk=round_id, screen=screen)
        .first()
    )
    if played is None:
        raise NotYours
    if played.started_at <= timezone.now() - ROUND_LIFETIME:
        raise Gone
    return played
