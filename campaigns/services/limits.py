"""How many of a prize may be given: to one player, on one day, day by day until the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from campaigns.models import Coupon, Prize


@dataclass(frozen=True)
class Limits:
    """`days_until` is the campaign's last day where the stock is spread evenly up to it."""

    per_player: int = 1
    per_day: int | None = None
    days_until: date | None = None

    @property
    def by_day(self) -> bool:
        return self.per_day is not None or self.days_until is not None


def limits_of(prize: Prize) -> Limits:
    """Return the limits as the operator has set them now."""
    ends_at = prize.campaign.ends_at if prize.spread else None
    return Limits(prize.per_player, prize.per_day, ends_at and day_of(ends_at))


def frozen_limits(offer: Mapping[str, Any], campaign: Mapping[str, Any]) -> Limits:
    """Return the limits as a release's snapshot has frozen them."""
    ends_at = parse_datetime(campaign.get("ends_at") or "") if offer.get("spread") else None
    return Limits(offer["per_player"], offer["per_day"], ends_at and day_of(ends_at))


def quota(prize: Prize, limits: Limits, now: datetime) -> int | None:
    """Return how many may be given today in all; None is as many as there are.

    Spread evenly: what was left this morning, divided by the days that are left. Claims do not
    change that number, so it needs no lock.
    """
    caps = [] if limits.per_day is None else [limits.per_day]
    days = (limits.days_until - day_of(now)).days + 1 if limits.days_until else 1
    if days > 1:
        left = Q(state=Coupon.State.FREE) | Q(claimed_at__gte=morning(now))
        caps.append(ceil(Coupon.objects.filter(left, prize=prize).count() / days))
    return min(caps, default=None)


def given_today(prize: Prize, now: datetime) -> int:
    day = morning(now)
    return Coupon.objects.filter(
        prize=prize, claimed_at__gte=day, claimed_at__lt=day + timedelta(days=1)
    ).count()


def day_of(moment: datetime) -> date:
    """Return the day in the installation's time zone, whoever asks."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def morning(now: datetime) -> datetime:
    """Return the start of the day in the installation's time zone."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
