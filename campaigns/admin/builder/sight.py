"""What a worker saw in a draft's template, picture by picture."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from campaigns.admin.builder.view import CampaignView
from campaigns.models import Campaign
from campaigns.plays.registry import PLAYS
from campaigns.services import inspecting
from campaigns.services.errors import NotFound
from campaigns.services.freezing import freeze


class SightView(CampaignView):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        try:
            picture = inspecting.sight(freeze(self.campaign), name)
        except NotFound as error:
            raise Http404 from error
        headers = {"Cache-Control": "private, no-cache"}
        return HttpResponse(picture, content_type="image/jpeg", headers=headers)


def sights(campaign: Campaign) -> list[dict[str, Any]]:
    """Return what the step of the play shows: the pictures that there are, and what each is."""
    play = PLAYS.get(campaign.play)
    if play is None or not play.sights:
        return []
    names = inspecting.sights(freeze(campaign))
    return [{"url": _url(campaign, name), "label": play.sights[name]} for name in names]


def _url(campaign: Campaign, name: str) -> str:
    return reverse("admin:campaigns_campaign_sight", args=[campaign.pk, name])
