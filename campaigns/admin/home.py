"""The desk's first page: what runs now, what waits, what needs a hand."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from campaigns.admin.phase import DRAFT, LIVE, PAUSED, WAITING, Phase, phase
from campaigns.admin.screen import blind, online
from campaigns.models import Campaign, Event, Prize, Screen
from campaigns.services import codes, reporting
from campaigns.services.deskaccess import Role, holds, visible
from campaigns.services.limits import day_of

_SHOWN = 12
_TODAY = ("view", "result", "coupon", "store")


@dataclass(frozen=True)
class Running:
    campaign: Campaign
    phase: Phase
    figures: list[tuple[str, int]]


@dataclass(frozen=True)
class Needs:
    """What someone should look at: screens that fell silent or see nothing, prizes that ran out."""

    screens: list[Screen]
    blind: list[Screen]
    prizes: list[Prize]


def overview(request: HttpRequest) -> dict[str, Any]:
    """Return what the first page shows to this person; a cashier sees the way to redeem only."""
    user = request.user
    campaigns: QuerySet[Campaign] = visible(Campaign, user).select_related("release", "brand")
    phases = [(campaign, phase(campaign)) for campaign in campaigns[:50]]
    out = [one for one, now in phases if now in (LIVE, PAUSED, WAITING)]
    return {
        "title": "",
        "builds": holds(user),
        "redeems": holds(user, Role.CASHIER),
        "several": len({campaign.brand_id for campaign, _ in phases}) > 1,
        "running": [_running(campaign) for campaign in out[:_SHOWN]],
        "drafts": [campaign for campaign, now in phases if now is DRAFT][:_SHOWN],
        "needs": Needs(*_troubled(visible(Screen, user)), _gone(out)),
    }


def _running(campaign: Campaign) -> Running:
    today = day_of(timezone.now())
    total = reporting.funnel(campaign, today, today).total
    figures = [(str(Event.Name(step).label), total.steps[step].people) for step in _TODAY]
    return Running(campaign, phase(campaign), figures)


def _troubled(screens: QuerySet[Screen]) -> tuple[list[Screen], list[Screen]]:
    """Return those that are silent, and those that are there but do not see who raises a hand."""
    paired = list(screens.exclude(token_hash="").select_related("placement__campaign")[:200])
    return [each for each in paired if not online(each)], [each for each in paired if blind(each)]


def _gone(campaigns: list[Campaign]) -> list[Prize]:
    prizes = Prize.objects.filter(campaign__in=campaigns).select_related("campaign")
    return [prize for prize in prizes if codes.free_count(prize) == 0]
