"""The phone that scans the screen's code first owns the picture and what is won with it."""

import base64
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Consent, Photo, Player, Round
from campaigns.services import awarding, judging, media, qr
from campaigns.services.errors import AlreadyTaken, Gone, NotFound


@dataclass(frozen=True)
class Offer:
    """What the screen shows of a finished round. `code` is empty once a phone has the picture.

    words: the first of what the play tells beside it, in the active language; "" where nothing.
    """

    picture: str
    code: str
    taken: bool
    words: str = ""


def offer(played: Round) -> Offer:
    """Return the picture and the code that leads a phone to it. Raises Gone once it is erased."""
    picture = _picture(played)
    if picture is None:
        raise Gone
    taken = played.player_id is not None
    address = settings.BASE_URL + reverse("take", args=[played.take_token])
    words = next((text for _title, text in judging.words_of(played)), "")
    return Offer(media.link(picture), "" if taken else scannable(address), taken, words)


def scannable(url: str) -> str:
    """Return a proven QR code as a data: address, black on white with its quiet zone."""
    drawing = base64.b64encode(qr.svg(url, qr.QrStyle())).decode()
    return f"data:image/svg+xml;base64,{drawing}"


def waiting(take_token: str, player: Player | None) -> Round:
    """Return the finished round behind a scanned code; nothing changes by looking.

    Raises NotFound, Gone once the picture is erased, or AlreadyTaken by somebody else's phone.
    """
    played = Round.objects.select_related("release", "consent").filter(take_token=take_token)
    found = played.first()
    if found is None:
        raise NotFound
    if found.player_id is not None and (player is None or found.player_id != player.pk):
        raise AlreadyTaken(slug=found.release.campaign.slug)
    if judging.state_of(found).state != "done" or _picture(found) is None:
        raise Gone(slug=found.release.campaign.slug)
    return found


@transaction.atomic
def take(take_token: str, player: Player | None) -> Round:
    """Make the round the player's (a new player's for None) and award what it has won.

    Repeated by the same phone it changes nothing. Raises as `waiting` does.
    """
    found = waiting(take_token, player)
    if found.player_id is None:
        owner = player or Player.objects.create()
        # One row changed means it is ours; a phone that came in between has it otherwise.
        if not Round.objects.filter(pk=found.pk, player=None).update(player=owner):
            raise AlreadyTaken(slug=found.release.campaign.slug)
        Consent.objects.filter(pk=found.consent_id).update(player=owner)
        found.player = owner
    awarding.award(found)
    return found


def _picture(played: Round) -> Photo | None:
    picture = judging.picture_of(played)
    there = picture is not None and not media.is_gone(picture, timezone.now())
    return picture if there else None
