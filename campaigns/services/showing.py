"""What player pages show: found by its address, and only to whom it belongs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone

from campaigns.models import Campaign, Coupon, Draw, Placement, Player, Release, Round
from campaigns.plays.base import RemakePlay
from campaigns.plays.registry import PLAYS
from campaigns.services import awarding, entering, judging, media, publishing
from campaigns.services.errors import Closed, NotFound

Product = Mapping[str, Any]
# More would be a list to read, not an offer.
_OTHERS = 4


@dataclass(frozen=True)
class Souvenir:
    """What is left of a round: its picture while it is kept, and what was won for good.

    picture: address (for an hour), None once erased. prize: as the release froze it. coupon: None
    where nothing was won, and in a trial (`sample`). none_left: luck won, but all were given.
    """

    played: Round
    state: str
    picture: str | None
    width: int
    height: int
    erase_at: datetime | None
    prize: Mapping[str, Any] | None
    coupon: Coupon | None
    none_left: bool

    @property
    def sample(self) -> bool:
        return self.prize is not None and self.coupon is None


def place(code: str) -> Placement:
    """Return the place that a QR code stands for. Raises NotFound."""
    found = Placement.objects.select_related("campaign").filter(code=code.upper()).first()
    if found is None:
        raise NotFound
    return found


def release_by_digest(slug: str, digest: str) -> Release:
    """Return the release of /c/<slug> whose SHA-256 starts with `digest`. Raises NotFound."""
    releases = Release.objects.filter(campaign__slug=slug, sha256__startswith=digest)
    found = releases.first()
    if found is None:
        raise NotFound
    return found


def souvenir(round_id: UUID, player: Player | None) -> Souvenir:
    """Return what a player may see of their round. Raises NotFound or NotYours."""
    played = entering.round_of(round_id, player)
    photo = judging.picture_of(played)
    there = photo is not None and not media.is_gone(photo, timezone.now())
    draw = Draw.objects.select_related("coupon").filter(round=played).first()
    return Souvenir(
        played=played,
        state=judging.state_of(played).state,
        picture=media.link(photo) if photo and there else None,
        width=photo.width if photo else 0,
        height=photo.height if photo else 0,
        erase_at=photo.erase_at if photo else None,
        prize=_frozen_prize(played.release, draw),
        coupon=draw.coupon if draw else None,
        none_left=draw is not None and awarding.came_too_late(draw),
    )


def words(shown: Souvenir) -> Sequence[tuple[str, str]]:
    """Return what the play tells beside the picture, in the active language; gone with it."""
    return judging.words_of(shown.played) if shown.picture else ()


def picked(shown: Souvenir, products: Sequence[Product]) -> Sequence[Product]:
    """Return those of the campaign's products that suit the round, in its order; else all."""
    places = judging.picks_of(shown.played)
    return [products[place - 1] for place in places if 0 < place <= len(products)] or products


def made_with_ai(shown: Souvenir) -> bool:
    """Return whether the picture that is shown must be called made with AI."""
    return shown.picture is not None and judging.made_with_ai(shown.played)


def others(shown: Souvenir) -> Sequence[Release]:
    """Return the brand's other campaigns that are open and made of one photo, newest first: those
    worded in the same language.

    None where the operator wants none offered, and in a trial.
    """
    release, now = shown.played.release, timezone.now()
    if release.trial or not release.snapshot["play"]["settings"].get("others"):
        return ()
    live = Campaign.objects.filter(brand=release.snapshot["brand"]["id"], release__isnull=False)
    beside = live.exclude(pk=release.campaign_id).select_related("release")
    found = (each.release for each in beside.order_by("-release__published_at"))
    told = release.snapshot["campaign"]["language"]
    fitting = (each for each in found if each and _made_of_one_photo(each, told, now))
    return list(islice(fitting, _OTHERS))


def paints(shown: Souvenir, other: Release) -> bool:
    """Return whether another campaign may be given the picture that is shown, to be painted."""
    play = PLAYS[shown.played.release.snapshot["play"]["name"]]
    painter = PLAYS.get(other.snapshot["play"]["name"])
    return shown.picture is not None and play.paintable and isinstance(painter, RemakePlay)


def _made_of_one_photo(release: Release, language: str, now: datetime) -> bool:
    play = PLAYS.get(release.snapshot["play"]["name"])
    if play is None or not play.one_photo or release.snapshot["campaign"]["language"] != language:
        return False
    try:
        publishing.open_for_play(release, now)
    except Closed:
        return False
    return True


def _frozen_prize(release: Release, draw: Draw | None) -> Mapping[str, Any] | None:
    if draw is None or draw.prize_id is None:
        return None
    prizes = release.snapshot["prizes"]
    return next((prize for prize in prizes if prize["id"] == draw.prize_id), None)
