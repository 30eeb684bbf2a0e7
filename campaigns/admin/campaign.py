"""Campaigns: the list, and the addresses of the builder and the report."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, re_path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.admin.base import DeskPage
from campaigns.admin.builder.code import CodeView
from campaigns.admin.builder.look import LookStep, PaletteView
from campaigns.admin.builder.picture import PictureUpload
from campaigns.admin.builder.places import PlacesStep
from campaigns.admin.builder.play import PlayStep
from campaigns.admin.builder.prizes import PrizesStep, PrizeView
from campaigns.admin.builder.publish import CheckStep, PublishStep
from campaigns.admin.builder.sight import SightView
from campaigns.admin.builder.start import start
from campaigns.admin.builder.store import StoreStep
from campaigns.admin.builder.view import CampaignView, StepView, step_url
from campaigns.admin.phase import phase
from campaigns.admin.report import ReportFile, ReportView
from campaigns.admin.shop import BY_BRAND
from campaigns.models import Campaign, Round
from campaigns.plays.registry import PLAYS

_STEPS: tuple[type[StepView], ...] = (
    PlayStep,
    LookStep,
    PrizesStep,
    StoreStep,
    PlacesStep,
    CheckStep,
    PublishStep,
)


class CampaignPage(DeskPage):
    list_display = ("name", "state", "play_name", "brand", "edited", "ways")
    list_display_links = ("name",)
    list_filter = (BY_BRAND,)
    list_select_related = ("brand", "release")
    search_fields = ("name", "slug")
    ordering = ("-updated_at",)
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A campaign that players have met is paused, never deleted: its coupons are theirs."""
        if obj is not None and (obj.release_id or Round.objects.filter(release__campaign=obj)):
            return False
        return super().has_delete_permission(request, obj)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        return start(self, request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        """The builder is the form."""
        campaign = self.get_object(request, object_id)
        if campaign is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(
            step_url(campaign, "publish" if campaign.release_id else "play")
        )

    def get_urls(self) -> list[URLPattern]:
        return [*self._steps(), *self._others(), *super().get_urls()]

    def _steps(self) -> list[URLPattern]:
        views = {view.step: self._guarded(view) for view in _STEPS}
        name = "campaigns_campaign_build"

        def step(request: HttpRequest, pk: int, step: str) -> HttpResponseBase:
            answer: HttpResponseBase = views[step](request, pk=pk)
            return answer

        return [
            re_path(rf"^(?P<pk>[0-9]{{1,18}})/build/(?P<step>{'|'.join(views)})/$", step, name=name)
        ]

    def _others(self) -> list[URLPattern]:
        prize, code = self._guarded(PrizeView), self._guarded(CodeView)
        return [
            path("<int:pk>/build/prizes/new/", prize, name="campaigns_prize_new"),
            path("<int:pk>/build/prizes/<int:prize>/", prize, name="campaigns_prize"),
            re_path(
                r"^(?P<pk>[0-9]{1,18})/build/places/(?P<place>[0-9]{1,18})/code\.(?P<extension>svg|png|pdf)$",
                code,
                name="campaigns_placement_code",
            ),
            path(
                "<int:pk>/sight/<slug:name>.jpg",
                self._guarded(SightView),
                name="campaigns_campaign_sight",
            ),
            path(
                "<int:pk>/picture/",
                self._guarded(PictureUpload),
                name="campaigns_campaign_picture",
            ),
            path(
                "<int:pk>/palette/", self._guarded(PaletteView), name="campaigns_campaign_palette"
            ),
            path("<int:pk>/report/", self._guarded(ReportView), name="campaigns_campaign_report"),
            path("<int:pk>/report.csv", self._guarded(ReportFile), name="campaigns_report_csv"),
        ]

    def _guarded(self, view: type[CampaignView]) -> Any:
        """Behind the desk's door, and with this page's rows: those of the user's brands."""
        return self.admin_site.admin_view(view.as_view(owner=self))

    @admin.display(description=gettext_lazy("state"))
    def state(self, campaign: Campaign) -> SafeString:
        now = phase(campaign)
        return format_html('<span class="chip {}">{}</span>', now.name, now.label)

    @admin.display(description=gettext_lazy("play"))
    def play_name(self, campaign: Campaign) -> Any:
        play = PLAYS.get(campaign.play)
        return play.label if play else campaign.play

    @admin.display(description=gettext_lazy("edited"), ordering="updated_at")
    def edited(self, campaign: Campaign) -> datetime:
        return campaign.updated_at

    @admin.display(description="")
    def ways(self, campaign: Campaign) -> SafeString:
        report = reverse("admin:campaigns_campaign_report", args=[campaign.pk])
        return format_html('<a href="{}">{}</a>', report, _("Report"))
