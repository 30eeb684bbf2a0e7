"""Everything a player's page says, from one frozen release: no query, no cookie, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode

from campaigns.models import Release
from campaigns.plays.registry import PLAYS
from campaigns.sections.registry import SECTIONS
from campaigns.services import eyesight, wording
from campaigns.services.artwork import FILM
from campaigns.services.errors import Closed
from campaigns.services.renditions import Picture, address, picture
from campaigns.web import language as languages

# What page.js imports: fetched beside it, not after it.
MODULES = ("core/events.js", "core/toast.js", "core/uuid.js")
_SYMBOLS = {"CNY": "¥", "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


@dataclass(frozen=True)
class Visit:
    """How a page is looked at.

    key: the preview's token, where it is a trial. played: the round whose result is looked at.
    """

    language: str
    placement: str = ""
    key: str = ""
    played: str = ""


def page_context(release: Release, visit: Visit) -> dict[str, Any]:
    """Return what templates/visitor/landing.html shows.

    Raises Closed for a draft that has no play yet.
    """
    play = PLAYS.get(release.snapshot["play"]["name"])
    if play is None:
        raise Closed("unpublished")
    return {
        **common_context(release, visit),
        "blocks": [_block(release, block) for block in release.snapshot["sections"]],
        **play_context(release),
        "play_words": _data_of(release, "play"),
        "modules": MODULES,
        "consent": wording.consent_of(release.snapshot),
        "script": _script(release, visit, play.name),
    }


def play_context(release: Release) -> dict[str, Any]:
    """Return what the play's own template shows: its settings, and pictures and films by these."""
    chosen = release.snapshot["play"]
    names = PLAYS[chosen["name"]].Settings.asset_names()
    found = {name: _asset(release, chosen["settings"].get(name)) for name in names}
    metas = {name: meta for name, meta in found.items() if meta}
    films = {name: meta["url"] for name, meta in metas.items() if meta["mime"] == FILM}
    return {
        "play_template": f"plays/{chosen['name']}.html",
        "play_settings": chosen["settings"],
        "play_pictures": {name: picture(meta) for name, meta in metas.items() if name not in films},
        "play_films": films,
    }


def common_context(release: Release, visit: Visit) -> dict[str, Any]:
    """Return what every page of a campaign's shows."""
    snapshot = release.snapshot
    logo = _asset(release, snapshot["brand"]["logo"])
    return {
        "campaign": snapshot["campaign"],
        "brand": snapshot["brand"],
        "logo": picture(logo) if logo else None,
        "trial": release.trial,
        "visit": visit,
        "tag": languages.tag(visit.language),
        "others": languages.others(visit.language),
        "theme_url": reverse("theme", args=[snapshot["campaign"]["slug"], release.sha256[:8]]),
        "page_url": page_url(release),
        "share_picture": _share_picture(release),
        "opening": _data_of(release, "hero"),
        "prizes": [_prize(prize) for prize in snapshot["prizes"]],
        "links": snapshot["links"],
        "products": [_product(release, product) for product in snapshot["products"]],
        "origin": _origin(release, visit),
    }


def _origin(release: Release, visit: Visit) -> str:
    """Return the query that tells /go where somebody left, and so for whom it counts."""
    told = {"c": str(release.pk), "p": visit.placement, "r": visit.played}
    return "?" + urlencode({name: value for name, value in told.items() if value})


def page_url(release: Release) -> str:
    """Return the address that players send to friends."""
    return _absolute(reverse("page", args=[release.snapshot["campaign"]["slug"]]))


def share_words(release: Release) -> dict[str, str]:
    """Return what navigator.share is given."""
    title = _data_of(release, "hero").get("title") or release.snapshot["campaign"]["name"]
    text = _data_of(release, "share").get("words") or title
    return {"title": title, "text": text, "url": page_url(release)}


def elsewhere(release: Release) -> dict[str, Any]:
    """Return what another campaign's result page says of this one, and its address."""
    meta = _asset(release, _data_of(release, "hero").get("picture"))
    return {
        "title": share_words(release)["title"],
        "url": reverse("page", args=[release.snapshot["campaign"]["slug"]]),
        "shown": picture(meta) if meta else None,
    }


def moment(text: str | None) -> datetime | None:
    """Return a moment of the snapshot."""
    return parse_datetime(text) if text else None


def _block(release: Release, block: Mapping[str, Any]) -> dict[str, Any]:
    """Return a section with its pictures looked up, by the field's name."""
    section = SECTIONS[block["name"]]
    metas = {name: _asset(release, block["data"].get(name)) for name in section.asset_names()}
    pictures = {name: picture(meta) for name, meta in metas.items() if meta}
    return {"template": section.template, "data": block["data"], "pictures": pictures}


def _script(release: Release, visit: Visit, play: str) -> dict[str, Any]:
    """Return what the page tells its script: where to go, and what to say to friends."""
    return {
        "release": release.pk,
        "placement": visit.placement,
        "language": visit.language,
        "key": visit.key,
        "urls": {"start": reverse("api-start"), "events": reverse("api-events")},
        "script": static(f"plays/{play}.js"),
        "settings": PLAYS[play].page_settings(release.snapshot["play"]["settings"]),
        "vision": eyesight.addresses(PLAYS[play].vision),
        "last": _last(release) if PLAYS[play].one_photo else None,
        "share": share_words(release),
    }


def _last(release: Release) -> dict[str, int]:
    """Return whose photo the phone may keep for another try, and for how many hours."""
    snapshot = release.snapshot
    return {"brand": snapshot["brand"]["id"], "hours": snapshot["campaign"]["photo_hours"]}


def _prize(prize: Mapping[str, Any]) -> dict[str, Any]:
    return {**prize, "until": moment(prize["valid_until"])}


def _product(release: Release, product: Mapping[str, Any]) -> dict[str, Any]:
    meta = _asset(release, product["picture"])
    shown: Picture | None = picture(meta) if meta else None
    return {**product, "shown": shown, "money": money(product["price"], product["currency"])}


def money(price: str | None, currency: str) -> str:
    """Return ¥39.9 for ("39.90", "CNY"), as price tags write it."""
    if price is None:
        return ""
    amount = price.rstrip("0").rstrip(".") if "." in price else price
    return f"{_SYMBOLS.get(currency, currency + ' ')}{amount}"


def _asset(release: Release, asset_id: int | None) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = release.snapshot["assets"].get(str(asset_id))
    return found


def _data_of(release: Release, name: str) -> Mapping[str, Any]:
    """Return the data of the first section of that name; empty where there is none."""
    blocks = release.snapshot["sections"]
    return next((block["data"] for block in blocks if block["name"] == name), {})


def _share_picture(release: Release) -> str:
    """Return the absolute address of the picture that messengers show beside the link."""
    meta = _asset(release, _data_of(release, "hero").get("picture"))
    return _absolute(address(meta, 640, "jpg") if meta else static("icons/share.png"))


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
