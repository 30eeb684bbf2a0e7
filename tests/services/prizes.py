"""Prizes as tests need them: a campaign with codes of its own, and releases frozen at once."""

import itertools
from datetime import UTC, datetime
from typing import Any

from campaigns.models import Campaign, Coupon, Prize, Release
from tests.cast import a_campaign, a_prize

# 20:00 in Shanghai.
EVENING = datetime(2026, 11, 24, 12, tzinfo=UTC)
_numbers = itertools.count(1)


def a_pool(codes: int = 3, campaign: Campaign | None = None, **fields: Any) -> Prize:
    """A prize with `codes` codes of its own."""
    pool = a_prize(campaign or a_campaign(), **{"kind": "pool", "shared_code": ""} | fields)
    fill(pool, codes)
    return pool


def fill(prize: Prize, codes: int) -> None:
    rows = [Coupon(prize=prize, code=f"C{next(_numbers):07}") for _ in range(codes)]
    Coupon.objects.bulk_create(rows)


def frozen(campaign: Campaign, *, trial: bool = False) -> Release:
    """A release with the campaign's prizes and dates as they are now, and nothing else."""
    snapshot = {
        "campaign": {"id": campaign.pk, "ends_at": _text(campaign.ends_at)},
        "prizes": [_offer(prize) for prize in campaign.prizes.all()],
    }
    number = campaign.releases.count() + 1
    return Release.objects.create(campaign=campaign, number=number, trial=trial, snapshot=snapshot)


def _offer(prize: Prize) -> dict[str, Any]:
    names = ("id", "name", "terms", "kind", "tier", "odds", "per_player", "per_day", "spread")
    offer = {name: getattr(prize, name) for name in names}
    return offer | {"valid_until": _text(prize.valid_until)}


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
