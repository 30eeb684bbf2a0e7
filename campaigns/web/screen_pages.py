"""What the big screen's pages say and what they tell their script."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.models import Release, Screen
from campaigns.plays.registry import PLAYS
from campaigns.services import eyesight, screening, taking, wording
from campaigns.services.poster import poster
from campaigns.services.screening import Showing
from campaigns.web import language as languages
from campaigns.web.landing import play_context

# How often a screen asks: while an operator is standing in front of it, and afterwards.
_PAIRING_SECONDS = 3
_SECONDS = 10
_LAMPS = 12


def pairing() -> dict[str, Any]:
    """Return the context of screen/pairing.html: in every language, nobody has said which."""
    page = _page("pairing", None, _PAIRING_SECONDS)
    return {"page": page, "how": [_how_to_pair(code) for code, _name in settings.LANGUAGES]}


def idle(screen: Screen, showing: Showing) -> dict[str, Any]:
    """Return the context of screen/idle.html."""
    words = showing.closed.words if showing.closed else ""
    return {"screen": screen, "words": words, "page": _page("idle", showing, _SECONDS)}


def show(showing: Showing, spoken: str) -> dict[str, Any]:
    """Return the context of screen/show.html, in the active language `spoken`."""
    release, placement = showing.release, showing.placement
    assert release is not None
    assert placement is not None
    snapshot = release.snapshot
    campaign = snapshot["campaign"]
    return {
        "campaign": campaign,
        "brand": snapshot["brand"],
        "poster": poster(release),
        **play_context(release),
        "consent": wording.consent_of(snapshot),
        "wins": bool(snapshot["prizes"]),
        "theme_url": reverse("theme", args=[campaign["slug"], release.sha256[:8]]),
        "others": languages.others(spoken),
        "phone_qr": taking.scannable(settings.BASE_URL + reverse("scan", args=[placement.code])),
        "lamps": range(_LAMPS),
        "by_hand": showing.by_hand,
        "page": {
            **_page("show", showing, _SECONDS),
            "release": release.pk,
            "placement": placement.code,
            "language": spoken,
            "borrowed": spoken != campaign["language"],
            "play": _play(release),
            "wake": eyesight.addresses(("hands",)) if showing.by_hand else None,
            "words": _words(),
        },
    }


def _page(mode: str, showing: Showing | None, seconds: int) -> dict[str, Any]:
    return {
        "mode": mode,
        "version": screening.version_of(showing),
        "seconds": seconds,
        "urls": {
            "home": reverse("screen"),
            "hello": reverse("api-screen-hello"),
            "state": reverse("api-screen-state"),
            "blind": reverse("api-screen-state") + "?blind=true",
            "start": reverse("api-screen-start"),
            "events": reverse("api-events"),
        },
    }


def _play(release: Release) -> dict[str, Any]:
    play = release.snapshot["play"]
    return {
        "module": static(f"plays/{play['name']}.js"),
        "settings": PLAYS[play["name"]].page_settings(play["settings"]),
        "vision": eyesight.addresses(PLAYS[play["name"]].vision),
    }


def _words() -> dict[str, Any]:
    return {
        "opening": _("Opening the camera …"),
        "stand": _("Stand inside the outline"),
        "look": _("Look into the camera"),
        "steps": [_("Lights …"), _("Setting the stage …"), _("Nearly there …")],
        "slow": _("It is busy just now. A few seconds more."),
        "kept": _("The network is slow. Your photo is safe here and goes on by itself."),
        "network": _("The network is away. Please try again in a moment."),
        "failed": _("Sorry, that is our fault. Please try once more."),
        "erased": _("Your picture has been deleted."),
    }


def _how_to_pair(code: str) -> dict[str, str]:
    with translation.override(code):
        return {
            "tag": languages.tag(code),
            "title": _("Pair this screen"),
            "words": _("At the desk, open Big screens, choose this screen and type the code."),
        }
