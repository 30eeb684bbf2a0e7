"""What all steps of the builder share: the campaign, the step bar, the preview, the way on."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from campaigns.admin.builder.steps import STEPS, after, step_states
from campaigns.admin.phase import phase
from campaigns.models import Campaign
from campaigns.services import publishing


class CampaignView(View):
    """A page of one campaign, which must be the user's to build."""

    # The desk's page of campaigns, a ModelAdmin; `as_view(owner=…)` gives it.
    owner: Any = None
    campaign: Campaign

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mine = self.owner.get_queryset(request).select_related("brand", "release")
        self.campaign = get_object_or_404(mine, pk=kwargs.pop("pk"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user

    def shared(self) -> dict[str, Any]:
        """Return what every page of a campaign shows around its own matter."""
        return {
            **self.owner.admin_site.each_context(self.request),
            "title": self.campaign.name,
            "campaign": self.campaign,
            "phase": phase(self.campaign),
            "live_url": reverse("page", args=[self.campaign.slug]),
        }


class StepView(CampaignView):
    """One step. Subclasses answer GET with `page(…)` and POST with `page(…)` or `saved(…)`."""

    step: ClassVar[str]
    template: ClassVar[str] = ""

    def page(self, *, status: int = 200, **context: Any) -> TemplateResponse:
        found = publishing.problems(self.campaign)
        around = {
            **self.shared(),
            "subtitle": STEPS[self.step],
            "step": self.step,
            "steps": step_states(self.campaign, found, self.step),
            "here": [problem for problem in found if problem.step == self.step],
            "problems": found,
            "blocked": any(problem.level == "error" for problem in found),
            "next_step": after(self.step),
            "preview_url": reverse("preview", args=[publishing.preview_token(self.campaign)]),
        }
        name = self.template or f"admin/builder/{self.step}.html"
        return TemplateResponse(self.request, name, around | context, status=status)

    def saved(self, words: str = "", *, url: str = "", anchor: str = "") -> HttpResponseRedirect:
        """Say that it is kept; show `url`, or the next step where that was asked for, or this."""
        messages.success(self.request, words or _("Saved."))
        step = after(self.step) if "next" in self.request.POST else self.step
        return HttpResponseRedirect((url or step_url(self.campaign, step)) + anchor)

    def keep(self, *fields: str) -> None:
        """Write these fields of the draft and note who changed what."""
        self.campaign.save(update_fields=[*fields, "updated_at"])
        self.note(STEPS[self.step])

    def note(self, what: object) -> None:
        self.owner.log_change(self.request, self.campaign, str(what))

    def upload_url(self) -> str:
        return reverse("admin:campaigns_campaign_picture", args=[self.campaign.pk])


def step_url(campaign: Campaign, step: str) -> str:
    return reverse("admin:campaigns_campaign_build", args=[campaign.pk, step])
