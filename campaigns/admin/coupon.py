"""Coupons and their redemptions: searched, filtered, exported; written by the product alone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.template.defaultfilters import date as written
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.admin.base import ReadOnlyPage
from campaigns.admin.csvfile import csv_response
from campaigns.models import Coupon


class CouponPage(ReadOnlyPage):
    list_display = ("code", "prize", "campaign", "state", "given_at", "redeemed_at")
    list_filter = (
        "state",
        ("prize__campaign", admin.RelatedOnlyFieldListFilter),
        ("prize", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("prize__campaign", "redemption")
    search_fields = ("code__istartswith",)
    search_help_text = gettext_lazy("The first characters of a code")
    ordering = ("-claimed_at", "-pk")
    fields = ("code", "prize", "campaign", "state", "given_at", "redeemed_at", "store")
    change_list_template = "admin/coupons.html"

    @admin.display(description=gettext_lazy("campaign"))
    def campaign(self, coupon: Coupon) -> str:
        return str(coupon.prize.campaign)

    @admin.display(description=gettext_lazy("given"), ordering="claimed_at")
    def given_at(self, coupon: Coupon) -> datetime | None:
        return coupon.claimed_at

    @admin.display(description=gettext_lazy("redeemed"))
    def redeemed_at(self, coupon: Coupon) -> Any:
        return coupon.redemption.redeemed_at if hasattr(coupon, "redemption") else None

    @admin.display(description=gettext_lazy("store"))
    def store(self, coupon: Coupon) -> Any:
        return coupon.redemption.store if hasattr(coupon, "redemption") else None

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export)
        return [path("export/", export, name="campaigns_coupon_export"), *super().get_urls()]

    def export(self, request: HttpRequest) -> StreamingHttpResponse:
        """Give the rows that the list shows for the same filters and search, all of them."""
        if not self.has_view_permission(request):
            self._get_obj_does_not_exist_redirect(request, self.opts, "")
        try:
            shown = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as wrong:
            raise Http404 from wrong
        return csv_response("coupons.csv", _rows(shown))


def _rows(coupons: QuerySet[Coupon]) -> Iterator[Sequence[object]]:
    yield _("code"), _("prize"), _("campaign"), _("state"), _("given"), _("redeemed"), _("store")
    chosen = coupons.select_related("prize__campaign", "redemption__store")
    for coupon in chosen.iterator(chunk_size=2000):
        redemption = getattr(coupon, "redemption", None)
        yield (
            coupon.code,
            coupon.prize.name,
            coupon.prize.campaign.name,
            coupon.get_state_display(),
            _moment(coupon.claimed_at),
            _moment(redemption and redemption.redeemed_at),
            redemption and redemption.store and redemption.store.name,
        )


def _moment(at: Any) -> str:
    return written(timezone.localtime(at), "Y-m-d H:i") if at else ""


class RedemptionPage(ReadOnlyPage):
    list_display = ("coupon", "store", "redeemed_by", "redeemed_at")
    list_filter = (("store", admin.RelatedOnlyFieldListFilter), "redeemed_at")
    list_select_related = ("coupon", "store", "redeemed_by")
    search_fields = ("coupon__code__istartswith",)
    ordering = ("-redeemed_at",)
    fields = ("coupon", "store", "redeemed_by", "redeemed_at")
