"""Which device is which screen: paired by a code that an operator types.

A device is known by a random token in its cookie; only the token's hash is kept here.
"""

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Pairing, Screen
from campaigns.models.keys import pairing_code, secret_token
from campaigns.services.errors import Refusal, TooMany

COOKIE = "marquee_screen"
# Chromium keeps a cookie for 400 days at most; each start of the page renews it.
LIFETIME = timedelta(days=400)
CODE_LIFETIME = timedelta(minutes=15)
# Six characters hold 29 bits: ten guesses a quarter of an hour lead nowhere.
MOST_GUESSES = 10
# Anybody may ask for a code; this bounds the table, not the screens of a mall.
MOST_PAIRINGS = 1000


class Unpaired(Refusal):
    code = "unpaired"
    status = 401
    words = _("This screen is not paired any more.")


class WrongCode(Refusal):
    code = "wrong_code"
    status = 404
    words = _("No screen shows this code now. Codes change every 15 minutes: look again.")


def cookie(token: str) -> dict[str, Any]:
    """Return the arguments of `HttpResponse.set_cookie` that make the device remember."""
    return {
        "key": COOKIE,
        "value": token,
        "max_age": LIFETIME,
        "httponly": True,
        "samesite": "Lax",
        "secure": settings.SECURE,
    }


def hello(token: str = "") -> tuple[Pairing, str]:
    """Return the code that an unpaired device shows, and the token that it shall hold.

    `token` is what it holds so far. The code stays the same until it is 15 minutes old.
    Raises TooMany where a flood of devices asks.
    """
    Pairing.objects.filter(created_at__lte=timezone.now() - CODE_LIFETIME).delete()
    waiting = Pairing.objects.filter(token_hash=_digest(token)).first()
    if waiting:
        return waiting, token
    if Pairing.objects.count() >= MOST_PAIRINGS:
        raise TooMany(_("Too many screens are waiting. Try again in a few minutes."))
    token = secret_token()
    return _new_pairing(_digest(token)), token


def pair(code: str, screen: Screen) -> None:
    """Give the screen to the device that shows `code`; one paired before has to pair again.

    Raises WrongCode, or TooMany after ten wrong ones within 15 minutes for the brand.
    """
    guesses = f"pairing-guesses:{screen.brand_id}"
    if cache.get(guesses, 0) >= MOST_GUESSES:
        raise TooMany(_("Too many wrong codes. Try again in 15 minutes."))
    typed = "".join(filter(str.isalnum, code)).upper()
    with transaction.atomic():
        fresh = Pairing.objects.filter(
            code=typed, created_at__gt=timezone.now() - CODE_LIFETIME
        ).first()
        # Whoever deletes the row has it: two operators cannot both pair one device.
        if fresh is None or not Pairing.objects.filter(pk=fresh.pk).delete()[0]:
            cache.add(guesses, 0, CODE_LIFETIME.total_seconds())
            cache.incr(guesses)
            raise WrongCode
        screen.token_hash, screen.paired_at = fresh.token_hash, timezone.now()
        screen.save(update_fields=["token_hash", "paired_at"])


def unpair(screen: Screen) -> None:
    """Take the screen from its device, which then shows a new code."""
    screen.token_hash, screen.paired_at = "", None
    screen.save(update_fields=["token_hash", "paired_at"])


def screen_of(token: str) -> Screen:
    """Return the screen whose device holds `token`. Raises Unpaired."""
    found = token and (
        Screen.objects.select_related("brand", "placement__campaign__release")
        .filter(token_hash=_digest(token))
        .first()
    )
    if not found:
        raise Unpaired
    return found


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _new_pairing(token_hash: str) -> Pairing:
    """Make a code that no other device shows now."""
    while True:
        try:
            with transaction.atomic():
                return Pairing.objects.create(code=pairing_code(), token_hash=token_hash)
        except IntegrityError:
            continue
