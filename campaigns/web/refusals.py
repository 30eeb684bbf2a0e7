"""The one place where a Refusal becomes a page: what happened, and what to do next."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation

from campaigns.services.errors import Refusal
from campaigns.web import language
from campaigns.web.wayon import way_on

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def friendly(view: View[P]) -> View[P]:
    """Let a view raise any Refusal: its reader gets `sorry` with its status."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return sorry(request, refusal)

    return answer


def sorry(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the refusal as a page in the reader's language."""
    spoken = language.of_browser(request)
    with translation.override(spoken):
        context = {
            "words": refusal.words,
            "tag": language.tag(spoken),
            **way_on(request, refusal.slug),
        }
        body = render_to_string("visitor/sorry.html", context)
    return HttpResponse(
        body,
        status=refusal.status,
        headers={"Cache-Control": "no-store", "Content-Language": language.tag(spoken)},
    )
