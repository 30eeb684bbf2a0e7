"""Awarding: the round's luck, fixed before it began, meets what is left to be won.

Each prize has its own luck in [0, 1), worked out from the round's seed (whose SHA-256 the player
was told at the start) and the prize's id: luck below the odds wins. The first prize that is won
and still there is given. A Draw keeps everything needed to work it out again.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from campaigns.models import Coupon, Draw, Prize, Release, Round
from campaigns.services.claiming import claim
from campaigns.services.limits import frozen_limits
from campaigns.services.recording import record

# How a prize's turn ended, as Draw.inputs keeps it.
GIVEN, SAMPLE, LOST, EXPIRED, NONE_LEFT = "given", "sample", "lost", "expired", "none_left"


@dataclass(frozen=True)
class Turn:
    """One prize in a draw."""

    prize_id: int
    odds: float
    luck: float
    end: str
    prize: Prize | None = None
    coupon: Coupon | None = None

    @property
    def kept(self) -> dict[str, Any]:
        return {"prize": self.prize_id, "odds": self.odds, "luck": self.luck, "end": self.end}


def seed_hash(seed: bytes) -> str:
    """Return what the player is told at the start of a round."""
    return hashlib.sha256(seed).hexdigest()


def luck(seed: bytes, prize_id: int) -> float:
    """Return the first 53 bits of SHA-256(seed ‖ "/" ‖ prize id in decimal), as in [0, 1)."""
    digest = hashlib.sha256(seed + f"/{prize_id}".encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> 11) / 2**53


@transaction.atomic
def award(played: Round) -> Draw:
    """Draw once for the round, whose player and tier are known; later calls return that Draw.

    A trial draws by the same luck but touches no code: the prize is a sample without a coupon.
    """
    # Two workers may hold the same job for a moment: the second one waits here.
    locked = Round.objects.select_for_update(no_key=True, of=("self",))
    played = locked.select_related("release", "player").get(pk=played.pk)
    if drawn := Draw.objects.filter(round=played).select_related("prize", "coupon").first():
        return drawn
    if played.player is None:
        raise ValueError("A round is drawn for the player who owns it.")
    now = timezone.now()
    turns = list(_turns(played, now))
    inputs = _inputs(played, [turn.kept for turn in turns])
    prize, coupon = (turns[-1].prize, turns[-1].coupon) if turns else (None, None)
    draw = Draw.objects.create(round=played, inputs=inputs, prize=prize, coupon=coupon)
    if coupon and coupon.claimed_at == now:
        record("coupon", played, key=coupon.pk)
    return draw


def verify(draw: Draw) -> bool:
    """Work the draw out again: its seed, the release's odds, each luck, and who won first."""
    played, kept = draw.round, draw.inputs["prizes"]
    offers = list(_offers(played.release, played.tier))
    asked = [
        {"prize": offer["id"], "odds": offer["odds"], "luck": luck(bytes(played.seed), offer["id"])}
        for offer in offers
    ]
    won = [turn["prize"] for turn in kept if turn["end"] in {GIVEN, SAMPLE}]
    return (
        draw.inputs == _inputs(played, kept)
        and kept == [want | {"end": turn["end"]} for want, turn in zip(asked, kept, strict=False)]
        and all((turn["end"] == LOST) == (turn["luck"] >= turn["odds"]) for turn in kept)
        and won == ([draw.prize_id] if draw.prize_id else [])
        # It ended with the prize given, or after the last one.
        and (kept[-1]["prize"] in won if won else len(kept) == len(offers))
    )


def came_too_late(draw: Draw) -> bool:
    """Tell whether luck won a prize of which none was left, or none for that day."""
    ends = {turn["end"] for turn in draw.inputs["prizes"]}
    return draw.prize_id is None and NONE_LEFT in ends


def _inputs(played: Round, kept: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "seed_sha256": seed_hash(bytes(played.seed)),
        "release": played.release_id,
        "tier": played.tier,
        "prizes": kept,
    }


def _offers(release: Release, tier: str) -> Iterator[Mapping[str, Any]]:
    """The frozen prizes that this outcome may win, in the operator's order."""
    return (offer for offer in release.snapshot["prizes"] if offer["tier"] in {"", tier})


def _turns(played: Round, now: datetime) -> Iterator[Turn]:
    """Try the prizes in order, up to the first one that is won."""
    for offer in _offers(played.release, played.tier):
        drawn = luck(bytes(played.seed), offer["id"])
        end, prize, coupon = _try(played, offer, drawn, now)
        yield Turn(offer["id"], offer["odds"], drawn, end, prize, coupon)
        if prize:
            return


def _try(
    played: Round, offer: Mapping[str, Any], drawn: float, now: datetime
) -> tuple[str, Prize | None, Coupon | None]:
    if drawn >= offer["odds"]:
        return LOST, None, None
    until = parse_datetime(offer["valid_until"] or "")
    if until and until <= now:
        return EXPIRED, None, None
    # The draft's prize may have been deleted since.
    prize = Prize.objects.select_related("campaign").filter(pk=offer["id"]).first()
    if prize and played.release.trial:
        return SAMPLE, prize, None
    limits = frozen_limits(offer, played.release.snapshot["campaign"])
    assert played.player is not None
    coupon = claim(prize, played.player, now, limits) if prize else None
    return (GIVEN, prize, coupon) if coupon else (NONE_LEFT, None, None)
