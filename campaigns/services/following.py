"""Leaving for the store: counted once for each player and link, then to the operator's address."""

import uuid
from urllib.parse import urlsplit

from campaigns.models import Campaign, Placement, Player, Product, Round, StoreLink
from campaigns.services.errors import NotFound
from campaigns.services.recording import note


def target(token: str) -> str:
    """Return where the link leads, without counting. Raises NotFound."""
    return _find(token).url


def leave(
    token: str,
    player: Player | None,
    played: Round | None = None,
    placement: Placement | None = None,
) -> str:
    """Count that somebody left by the link and return where it leads. Raises NotFound.

    The round, else the place, tells which campaign it counts for; without either it is the only
    published one that shows the link. A round of another player and a place of another brand are
    not believed. A trial is not counted.
    """
    link = _find(token)
    if played and (played.player != player or not _shows(played.release.campaign, link)):
        played = None
    if played and played.release.trial:
        return link.url
    if played and not placement:
        placement = played.placement
    if placement and not _shows(placement.campaign, link):
        placement = None
    campaign = _campaign(link, played, placement)
    if campaign is not None:
        place = placement.pk if placement and placement.campaign == campaign else None
        visitor = player.pk if player else None
        note(_name(link), campaign.pk, place, visitor, f"{token}/{visitor or uuid.uuid4()}")
    return link.url


def _find(token: str) -> StoreLink | Product:
    if not token.isprintable():
        raise NotFound
    link = (
        StoreLink.objects.filter(token=token).first() or Product.objects.filter(token=token).first()
    )
    # The address was checked when it was typed; nothing but a page may ever be opened by it.
    if link is None or urlsplit(link.url).scheme not in {"http", "https"}:
        raise NotFound
    return link


def _name(link: StoreLink | Product) -> str:
    follow = isinstance(link, StoreLink) and link.kind == StoreLink.Kind.FOLLOW
    return "follow" if follow else "store"


def _shows(campaign: Campaign, link: StoreLink | Product) -> bool:
    return campaign.brand_id == link.brand_id


def _campaign(
    link: StoreLink | Product, played: Round | None, placement: Placement | None
) -> Campaign | None:
    if played:
        return played.release.campaign
    if placement:
        return placement.campaign
    shown = {"links": link} if isinstance(link, StoreLink) else {"products": link}
    showing = list(Campaign.objects.filter(**shown).exclude(release=None)[:2])
    return showing[0] if len(showing) == 1 else None
