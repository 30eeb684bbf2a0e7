"""Screens for tests: paired as an operator would pair them, with rounds as a visitor would play."""

from typing import Any

from campaigns.models import Release, Round, Screen
from campaigns.services import entering, judging, screening
from tests.cast import a_brand, a_jpeg
from tests.services.plain import a_plain_release


def a_screen(release: Release | None = None, **fields: Any) -> Screen:
    """A screen at the campaign's first place; without a release it has no place yet."""
    place = release.campaign.placements.get() if release else None
    brand = release.campaign.brand if release else a_brand()
    defaults = {"brand": brand, "name": "Atrium", "placement": place}
    return Screen.objects.create(**defaults | fields)


def a_paired_screen(release: Release | None = None) -> tuple[Screen, str]:
    """A screen and the token that its device holds."""
    screen = a_screen(release)
    pairing, token = screening.hello()
    screening.pair(pairing.code, screen)
    return screening.screen_of(token), token


def a_picture_on(screen: Screen) -> Round:
    """A round whose picture the screen shows and no phone has; needs the plain play."""
    played = screening.begin(screen, "en")
    judging.judge(entering.submit(played, "one", a_jpeg()).pk)
    played.refresh_from_db()
    return played


def a_picture_to_take() -> Round:
    screen, _token = a_paired_screen(a_plain_release())
    return a_picture_on(screen)
