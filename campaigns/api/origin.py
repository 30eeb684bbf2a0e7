"""Cookies come along with every request, so a request that changes something must come from us.

These endpoints take JSON and files from our own pages' scripts and carry no form token: the
browser's own word for where a request comes from, which no page can forge, takes its place.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from campaigns.services.errors import Refusal


class ForeignPage(Refusal):
    code = "foreign_page"
    status = 403
    words = _("This came from another website. Please open our own page and try again.")


class SameOrigin(BasePermission):
    """Lets through what only looks, what our own pages send, and what carries no cookie at all."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.method in SAFE_METHODS or _is_ours(request):
            return True
        raise ForeignPage


def _is_ours(request: Request) -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site == "same-origin"
    if origin is not None:
        own = f"{request.scheme}://{request.get_host()}"
        return origin == own or origin in settings.CSRF_TRUSTED_ORIGINS
    # A program, not a browser: there is nobody whose cookie could be abused.
    return not request.COOKIES
