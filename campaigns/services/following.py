"""Leaving for the store: counted once for each player and link, then to the operator's address."""

import uuid
from urllib.parse import urlsplit

from campaigns.models import Campaign, Placement, Player, Product, Release, Round, StoreLink
from campaigns.services.errors import NotFound
from campaigns.services.recording import note


def target(token: str) -> str:
    """Return where the link leads, without counting. Raises NotFound."""
    return _find(token).url


def leave(
    token: str,
    player: Player | None,
    played: Round | None = None,
    release: Release | None = None,
    placement: Placement | None = None,
) -> str:
    """Count that somebody left by the link and return where it leads. Raises NotFound.

    Where they left tells which campaign it counts for: the round of a result page, else the
    release of a landing page, else the place; without all of these it is the only published one
    that shows the link. What is of another brand is not believed, and who left is never known
    from the round, which anybody may name. A trial is not counted.
    """
    link = _find(token)
    if played:
        release, placement = played.release, placement or played.placement
    if release and release.campaign.brand_id != link.brand_id:
        release = None
    if placement and placement.campaign.brand_id != link.brand_id:
        placement = None
    if release and release.trial:
        return link.url
    campaign = _campaign(link, release, placement)
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


def _campaign(
    link: StoreLink | Product, release: Release | None, placement: Placement | None
) -> Campaign | None:
    if release:
        return release.campaign
    if placement:
        return placement.campaign
    shown = {"links": link} if isinstance(link, StoreLink) else {"products": link}
    showing = list(Campaign.objects.filter(**shown).exclude(release=None)[:2])
    return showing[0] if len(showing) == 1 else None
