"""Where a reader goes on from a page that has nothing for them: no such page is a dead end."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


def way_on(request: HttpRequest, slug: str = "") -> dict[str, Any]:
    """Return what visitor/onward.html needs; where nothing is known, the same page once more.

    slug: of a campaign that the reader may go to, "" for none.
    """
    if slug:
        return {"campaign_url": reverse("page", args=[slug])}
    desk = reverse("admin:index")
    if request.path.startswith((desk, reverse("redeem"))):
        return {"desk_url": desk}
    return {"back_url": _before(request)}


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For Django: somebody of the desk is where they may not be."""
    return render(request, "403.html", way_on(request), status=403)


def nowhere(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For Django: no such address."""
    return render(request, "404.html", way_on(request), status=404)


def _before(request: HttpRequest) -> str:
    """The page of ours that the reader comes from; "" for none, and for this one."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or came.path == request.path:
        return ""
    return came._replace(scheme="", netloc="").geturl()
