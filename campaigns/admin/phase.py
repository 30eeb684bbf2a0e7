"""Where a campaign stands, in one word."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign


@dataclass(frozen=True)
class Phase:
    name: str
    label: str | Promise


DRAFT = Phase("draft", _("draft"))
PAUSED = Phase("paused", _("paused"))
WAITING = Phase("waiting", _("starts later"))
ENDED = Phase("ended", _("ended"))
LIVE = Phase("live", _("live"))


def phase(campaign: Campaign) -> Phase:
    """Return what players meet now: the dates are those of the release, not of the draft."""
    if campaign.release is None:
        return DRAFT
    if campaign.paused:
        return PAUSED
    when, now = campaign.release.snapshot["campaign"], timezone.now()
    starts, ends = (parse_datetime(when[key] or "") for key in ("starts_at", "ends_at"))
    if starts and now < starts:
        return WAITING
    if ends and now >= ends:
        return ENDED
    return LIVE
