"""A player is known by one signed cookie; whoever has none is a new player."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing

from campaigns.models import Player

COOKIE = "marquee_player"
LIFETIME = timedelta(days=180)
_SALT = "campaigns.player"


def read(value: str | None) -> Player | None:
    """Return the player whose cookie this is; None for none, a forged or an outlived one."""
    if not value:
        return None
    try:
        key = signing.loads(value, salt=_SALT, max_age=LIFETIME)
        return Player.objects.filter(pk=uuid.UUID(hex=key)).first()
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def cookie(player: Player) -> dict[str, Any]:
    """Return the arguments of `HttpResponse.set_cookie` that make the browser remember."""
    return {
        "key": COOKIE,
        "value": signing.dumps(player.pk.hex, salt=_SALT),
        "max_age": LIFETIME,
        "httponly": True,
        "samesite": "Lax",
        "secure": settings.SECURE,
    }
