"""The big screen's page, and the page that a phone meets when it scans the screen."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.models import Player, Round, Screen
from campaigns.services import players, screening, taking
from campaigns.web import language as languages
from campaigns.web import screen_pages
from campaigns.web.isolation import isolated
from campaigns.web.landing import Visit, common_context
from campaigns.web.refusals import friendly


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """A pairing code, a friendly pause, or the campaign: whatever the device shows now."""
    try:
        paired = screening.screen_of(request.COOKIES.get(screening.COOKIE, ""))
    except screening.Unpaired:
        return _page("screen/pairing.html", screen_pages.pairing(), settings.LANGUAGE_CODE)
    showing = screening.state(paired)
    own = _own_language(paired)
    if showing.release is None:
        return _page("screen/idle.html", screen_pages.idle(paired, showing), own)
    spoken = languages.asked(request, own)
    with translation.override(spoken):
        context = screen_pages.show(showing, spoken)
    return isolated(_page("screen/show.html", context, spoken), showing.release)


@require_http_methods(["GET", "HEAD", "POST"])
@friendly
def take(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET only shows a button, since messengers look at links by themselves; POST takes."""
    player = players.read(request.COOKIES.get(players.COOKIE))
    if request.method != "POST":
        return _teaser(request, taking.waiting(token, player), player)
    return _taken(taking.take(token, player))


def _taken(played: Round) -> HttpResponse:
    response = HttpResponseRedirect(reverse("result", args=[played.pk]))
    # See Other: the phone must not post again.
    response.status_code = 303
    response.headers["Cache-Control"] = "no-store"
    if played.player is not None:
        response.set_cookie(**players.cookie(played.player))
    return response


def _teaser(request: HttpRequest, played: Round, player: Player | None) -> HttpResponse:
    if player is not None and played.player_id == player.pk:
        return HttpResponseRedirect(reverse("result", args=[played.pk]))
    spoken = languages.asked(request, played.consent.language)
    with translation.override(spoken):
        context = common_context(played.release, Visit(spoken))
    return _page("visitor/take.html", context, spoken, request)


def _own_language(paired: Screen) -> str:
    """The campaign's language, where there is a campaign."""
    return paired.placement.campaign.language if paired.placement else settings.LANGUAGE_CODE


def _page(
    template: str, context: dict[str, object], spoken: str, request: HttpRequest | None = None
) -> HttpResponse:
    """Nothing of a visitor's may come back by the back button or from a disk."""
    with translation.override(spoken):
        body = render_to_string(template, {"tag": languages.tag(spoken), **context}, request)
    return HttpResponse(
        body, headers={"Cache-Control": "no-store", "Content-Language": languages.tag(spoken)}
    )
