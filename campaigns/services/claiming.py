"""Claiming a coupon: the code's row is the claim, taken by one conditional update.

There is no counter beside the rows. Claimers start at a random row and skip those that another
transaction holds, so that a crowd does not queue up; the unique key (prize, player, slot) keeps
each player's limit. Written in SQL because Django cannot return the row it has updated, and a
second look-up costs a third of the speed.
"""

import random
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from campaigns.models import Coupon, Player, Prize
from campaigns.models.keys import short_code
from campaigns.services.limits import Limits, given_today, limits_of, quota

# Long enough that a guess finds one of a million live codes once in 500 billion tries.
CODE_LENGTH = 12
# Rows of a shared code made beforehand count up from 0; those made when given are random from here.
RANDOM_SERIALS, _LAST_SERIAL = 2**30, 2**31 - 1
# Starts within what is free; {lock} is empty where the database has one writer at a time anyway.
_TAKE = """
UPDATE campaigns_coupon SET state = 'claimed', player_id = %s, slot = %s, claimed_at = %s
WHERE id = (
    SELECT id FROM campaigns_coupon
    WHERE prize_id = %s AND state = 'free' AND id >= (
        SELECT MIN(id) + CAST((MAX(id) - MIN(id)) * %s AS bigint)
        FROM campaigns_coupon WHERE prize_id = %s AND state = 'free'
    )
    ORDER BY id LIMIT 1 {lock}
)
RETURNING *
"""


def claim(
    prize: Prize, player: Player, now: datetime, limits: Limits | None = None
) -> Coupon | None:
    """Give the player a coupon of the prize; None when there is none left, or none left today.

    A player who has as many as `limits` allow (the prize's own, unless given) gets the newest of
    theirs again. `claimed_at == now` tells a new coupon from an old one.
    """
    limits = limits or limits_of(prize)
    for last_try in (False, False, True):
        held = list(Coupon.objects.filter(prize=prize, player=player).order_by("slot"))
        if len(held) >= limits.per_player:
            return held[-1] if held else None
        slot = min(set(range(limits.per_player)) - {coupon.slot for coupon in held})
        try:
            with transaction.atomic():
                return _give(prize, player, slot, now, limits)
        except IntegrityError:
            # The same player was faster on another road, or a random serial met its double.
            if last_try:
                raise
    return None


def _give(prize: Prize, player: Player, slot: int, now: datetime, limits: Limits) -> Coupon | None:
    today = quota(prize, limits, now) if limits.by_day else None
    if today is not None:
        # A sum over rows is guarded by no row: those who share a day's cap go one at a time.
        Prize.objects.select_for_update(no_key=True).only("pk").get(pk=prize.pk)
        if given_today(prize, now) >= today:
            return None
    if prize.unlimited:
        return _new(prize, player, slot, now)
    return _take(prize, player, slot, now)


def _new(prize: Prize, player: Player, slot: int, now: datetime) -> Coupon:
    shared = prize.kind == Prize.Kind.SHARED
    return Coupon.objects.create(
        prize=prize,
        code=prize.shared_code if shared else short_code(CODE_LENGTH),
        serial=random.randint(RANDOM_SERIALS, _LAST_SERIAL) if shared else 0,  # noqa: S311 - no secret
        state=Coupon.State.CLAIMED,
        player=player,
        slot=slot,
        claimed_at=now,
    )


def _take(prize: Prize, player: Player, slot: int, now: datetime) -> Coupon | None:
    skip, wait = "FOR UPDATE SKIP LOCKED", "FOR UPDATE"
    if not connection.features.has_select_for_update_skip_locked:
        skip = wait = ""
    # What others hold comes back when they fail: the last try waits for them.
    for start, lock in ((random.random(), skip), (0.0, skip), (0.0, wait)):  # noqa: S311
        coupon = _update(prize, player, slot, now, start, lock)
        if coupon:
            return coupon
    return None


def _update(
    prize: Prize, player: Player, slot: int, now: datetime, start: float, lock: str
) -> Coupon | None:
    values = [
        player.pk if connection.features.has_native_uuid_field else player.pk.hex,
        slot,
        connection.ops.adapt_datetimefield_value(now),
        prize.pk,
        start,
        prize.pk,
    ]
    return next(iter([*Coupon.objects.raw(_TAKE.format(lock=lock), values)]), None)
