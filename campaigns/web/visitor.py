"""The player's pages: scan, landing, theme, preview, result."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from campaigns.models import Release, Round
from campaigns.services import (
    players,
    proving,
    publishing,
    remaking,
    renditions,
    showing,
    theming,
    wording,
)
from campaigns.services.errors import Closed
from campaigns.web import language as languages
from campaigns.web.isolation import isolated
from campaigns.web.kept import keep, serve
from campaigns.web.landing import (
    Visit,
    common_context,
    elsewhere,
    moment,
    page_context,
    share_words,
)
from campaigns.web.refusals import friendly

_PLACE = re.compile(r"[2-9A-Z]{1,16}")
_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
@friendly
def scan(request: HttpRequest, code: str) -> HttpResponseBase:
    """A QR code leads to the campaign's page, which remembers the place."""
    place = showing.place(code)
    query = urlencode({"p": place.code})
    return HttpResponseRedirect(f"{reverse('page', args=[place.campaign.slug])}?{query}")


@require_safe
@friendly
def page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The landing page: the same for everybody, so any cache on the way may keep it."""
    release = publishing.live_release(slug)
    visit = _visit(request, release)
    try:
        publishing.open_for_play(release, timezone.now())
    except Closed as closed:
        return _closed(release, visit, closed)
    # By its content too: a database that is set up or restored anew gives keys out again.
    named = f"{release.pk}/{release.sha256}"
    key = f"page/{named}/{visit.language}/{visit.placement}"
    response = isolated(serve(request, keep(key, lambda: _landing(release, visit))), release)
    response.headers["Content-Language"] = languages.tag(visit.language)
    return response


@require_safe
@friendly
def preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """The draft as players would meet it; what is won in it is a sample."""
    release = publishing.trial(publishing.read_preview(token), by=None)
    visit = _visit(request, release, key=token)
    body = _landing(release, visit)
    response = _html(body, visit.language, headers={"Cache-Control": "private, no-store"})
    return isolated(response, release)


@require_safe
@friendly
def theme(request: HttpRequest, slug: str, digest: str) -> HttpResponseBase:
    """The colours of one release; another release has another address."""
    release = showing.release_by_digest(slug, digest)
    css = theming.stylesheet(theming.palette(release.snapshot["theme"]))
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": _FOR_EVER})


@require_safe
@friendly
def rendition(request: HttpRequest, sha256: str, width: int, extension: str) -> HttpResponseBase:
    """A picture of the brand's, made small for a phone."""
    data = renditions.rendition(sha256, width, extension)
    kind = renditions.FORMATS[extension]
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": _FOR_EVER})


@require_safe
@friendly
def result(request: HttpRequest, round_id: UUID) -> HttpResponseBase:
    """The picture and what was won, for the phone that played."""
    player = players.read(request.COOKIES.get(players.COOKIE))
    souvenir = showing.souvenir(round_id, player)
    played, release = souvenir.played, souvenir.played.release
    spoken = languages.asked(request, played.consent.language)
    placement = played.placement.code if played.placement else ""
    visit = Visit(spoken, placement, _key(release), played.pk.hex)
    with translation.override(spoken):
        context = {**common_context(release, visit), "souvenir": souvenir}
        context["play_template"] = f"plays/{release.snapshot['play']['name']}.html"
        context["script"] = _result_script(souvenir, placement)
        context["until"] = moment(souvenir.prize["valid_until"]) if souvenir.prize else None
        context["code_parts"] = wording.code_parts(souvenir.coupon.code) if souvenir.coupon else []
        context["again_url"] = _again(release, visit)
        context["words"] = showing.words(souvenir)
        context["products"] = showing.picked(souvenir, context["products"])
        context["same_photo"] = [
            elsewhere(other) | {"paints": showing.paints(souvenir, other)}
            for other in showing.others(souvenir)
        ]
        context["made_with_ai"] = showing.made_with_ai(souvenir)
        body = render_to_string("visitor/result.html", context)
    return _html(body, spoken, headers={"Cache-Control": "private, no-store"})


def _visit(request: HttpRequest, release: Release, key: str = "") -> Visit:
    spoken = languages.asked(request, release.snapshot["campaign"]["language"])
    place = request.GET.get("p", "").upper()
    return Visit(spoken, place if _PLACE.fullmatch(place) else "", key)


def _key(release: Release) -> str:
    return publishing.preview_token(release.campaign) if release.trial else ""


def _result_script(souvenir: showing.Souvenir, placement: str) -> dict[str, Any]:
    """Return what the result page tells its script. `status`: only while it must be asked."""
    played = souvenir.played
    urls = {"events": reverse("api-events"), "erase": reverse("api-erase", args=[played.pk])}
    if souvenir.state == "waiting":
        urls["status"] = reverse("api-round", args=[played.pk])
    elif souvenir.state in {"done", "erased"} and proving.is_provable(played):
        urls["seed"] = reverse("api-seed", args=[played.pk])
    return {
        "round": played.pk.hex,
        "release": played.release_id,
        "placement": placement,
        "urls": urls,
        "share": share_words(played.release),
        "brand": played.release.snapshot["brand"]["id"],
        "hours": _hours_left(souvenir),
        "easel": _easel(played) if souvenir.picture else None,
    }


def _easel(played: Round) -> dict[str, Any] | None:
    """Return what the play's script needs to have the picture made anew; None where it may not."""
    told = remaking.easel(played)
    if told is None:
        return None
    name = played.release.snapshot["play"]["name"]
    url = reverse("api-remakes", args=[played.pk])
    return {**told, "script": static(f"plays/{name}.js"), "url": url}


def _hours_left(souvenir: showing.Souvenir) -> float:
    """Return for how long the picture, and a copy of it on the phone, is kept."""
    if souvenir.erase_at is None:
        return 0.0
    return max(0.0, (souvenir.erase_at - timezone.now()) / timedelta(hours=1))


def _again(release: Release, visit: Visit) -> str:
    """Return the address of the page that the round began on."""
    if visit.key:
        return reverse("preview", args=[visit.key])
    path = reverse("page", args=[release.snapshot["campaign"]["slug"]])
    return f"{path}?{urlencode({'p': visit.placement})}" if visit.placement else path


def _landing(release: Release, visit: Visit) -> str:
    with translation.override(visit.language):
        return render_to_string("visitor/landing.html", page_context(release, visit))


def _closed(release: Release, visit: Visit, closed: Closed) -> HttpResponse:
    when = release.snapshot["campaign"]
    with translation.override(visit.language):
        context = {
            **common_context(release, visit),
            "code": closed.code,
            "words": closed.words,
            "starts": moment(when["starts_at"]),
            "ends": moment(when["ends_at"]),
        }
        body = render_to_string("visitor/closed.html", context)
    headers = {"Cache-Control": "public, max-age=10"}
    return _html(body, visit.language, status=closed.status, headers=headers)


def _html(
    body: str, spoken: str, status: int = 200, headers: dict[str, str] | None = None
) -> HttpResponse:
    language = {"Content-Language": languages.tag(spoken)}
    return HttpResponse(body, status=status, headers=language | (headers or {}))
