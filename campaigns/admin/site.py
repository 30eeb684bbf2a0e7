"""The desk's own site class: one calm line of places to go, and a home that shows what matters."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """An entry of the navigation."""

    label: str | Promise
    url: str
    here: bool


# Model name and its word in the navigation, in the order of work.
_PLACES = {
    "campaign": _("Campaigns"),
    "coupon": _("Coupons"),
    "product": _("Products"),
    "storelink": _("Links"),
    "store": _("Stores"),
    "asset": _("Pictures"),
    "screen": _("Screens"),
    "membership": _("People"),
    "brand": _("Brands"),
    "user": _("Accounts"),
}


class Desk(admin.AdminSite):
    site_title = site_header = _("Marquee")
    index_title = _("Desk")
    enable_nav_sidebar = False
    site_url = None

    def get_urls(self) -> list[Any]:
        from campaigns.admin.vision import vision

        return [path("vision/", self.admin_view(vision), name="vision"), *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "desk_places": self.places(request)}

    def places(self, request: HttpRequest) -> list[Place]:
        """Return where this person may go; a brand of one's own is found under its name."""
        if not self.has_permission(request):
            return []
        pages = {model._meta.model_name: page for model, page in self._registry.items()}  # noqa: SLF001
        found = []
        for name, label in _PLACES.items():
            page = pages[name]
            if page.has_module_permission(request) and page.has_view_permission(request):
                url = reverse(f"admin:{page.opts.app_label}_{name}_changelist")
                found.append(Place(label, url, request.path.startswith(url)))
        return found

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from campaigns.admin.home import overview

        return super().index(request, {**overview(request), **(extra_context or {})})
