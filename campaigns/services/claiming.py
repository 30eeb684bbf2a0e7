"""Claiming a coupon: the code's row is the claim, taken by one conditional update.

There is no counter beside the rows. Claimers start at a random row and skip those that another
transaction holds, so that a crowd does not queue up; the unique key (prize, player, slot) keeps
each player's limit. Written in SQL because Django cannot return the row that it has updated.
"""

import random
import time
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from campaigns.models import Coupon, Player, Prize
from campaigns.models.keys import short_code
from campaigns.services.limits import Limits, given_today, limits_of, quota

# Long enough that a guess finds one of a million live codes once in 500 billion tries.
CODE_LENGTH = 12
# All free rows may be held by others, who may yet fail: look again, a little later each time.
# Waiting for their locks instead would end in a deadlock with those who wait for a slot.
_PAUSES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2)
# Rows of a shared code made beforehand count up from 0; those made when given are random from here.
RANDOM_SERIALS, _LAST_SERIAL = 2**30, 2**31 - 1
# Written so that only one index fits each part, whatever the statistics say of a prize whose codes
# came in a minute ago: a range of (prize, id) for the free ones, `+ 0` for those of the player.
# {lock} is empty where the database has one writer at a time anyway.
_TAKE = """
UPDATE campaigns_coupon SET state = 'claimed', player_id = %s, slot = %s, claimed_at = %s
WHERE id = (
    SELECT id FROM campaigns_coupon
    WHERE state = 'free' AND prize_id <= %s AND (prize_id, id) >= (%s, CAST(
        (SELECT MIN(id) FROM campaigns_coupon WHERE prize_id = %s AND state = 'free') * %s
        + (SELECT MAX(id) FROM campaigns_coupon WHERE prize_id = %s AND state = 'free') * %s
        AS bigint
    )) AND NOT EXISTS (
        SELECT 1 FROM campaigns_coupon WHERE player_id = %s AND prize_id + 0 = %s AND slot = %s
    )
    ORDER BY prize_id, id LIMIT 1 {lock}
)
RETURNING id, code, serial
"""
_NAMES = ("id", "prize_id", "code", "serial", "state", "player_id", "slot", "claimed_at")


class _DayIsFull(Exception):  # noqa: N818 - nothing went wrong
    pass


def claim(
    prize: Prize, player: Player, now: datetime, limits: Limits | None = None
) -> Coupon | None:
    """Give the player a coupon of the prize; None when there is none left, or none left today.

    A player who has as many as `limits` allow (the prize's own, unless given), or for whom there
    are no more, gets the newest of theirs again; `claimed_at == now` tells a new coupon.
    """
    limits = limits or limits_of(prize)
    # Most come for the first time: what they hold is looked up only when that goes wrong.
    held: list[Coupon] = []
    for pause in _PAUSES:
        if pause:
            time.sleep(pause)
        slots = set(range(limits.per_player)) - {coupon.slot for coupon in held}
        if not slots:
            break
        more = True
        try:
            if coupon := _give(prize, player, min(slots), now, limits):
                return coupon
            more = prize.coupons.filter(state=Coupon.State.FREE).exists()
        except IntegrityError:
            # The same player was faster on another road, or a random serial met its double.
            pass
        except _DayIsFull:
            more = False
        held = list(prize.coupons.filter(player=player).order_by("slot"))
        if not more:
            break
    return held[-1] if held else None


def _give(prize: Prize, player: Player, slot: int, now: datetime, limits: Limits) -> Coupon | None:
    make = _new if prize.unlimited else _take
    if not limits.by_day and not connection.in_atomic_block:
        # One statement is a transaction of its own.
        return make(prize, player, slot, now)
    with transaction.atomic():
        if limits.by_day and _day_is_full(prize, limits, now):
            raise _DayIsFull
        return make(prize, player, slot, now)


def _day_is_full(prize: Prize, limits: Limits, now: datetime) -> bool:
    today = quota(prize, limits, now)
    if today is None:
        return False
    # A sum over rows is guarded by no row: those who share a day's cap go one at a time.
    Prize.objects.select_for_update(no_key=True).only("pk").get(pk=prize.pk)
    return given_today(prize, now) >= today


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
    skips = connection.features.has_select_for_update_skip_locked
    lock = "FOR UPDATE SKIP LOCKED" if skips else ""
    # From the random start to the end, then from the beginning.
    for start in (random.random(), 0.0):  # noqa: S311 - no secret
        if coupon := _update(prize, player, slot, now, start, lock):
            return coupon
    return None


def _update(
    prize: Prize, player: Player, slot: int, now: datetime, start: float, lock: str
) -> Coupon | None:
    who = player.pk if connection.features.has_native_uuid_field else player.pk.hex
    at = connection.ops.adapt_datetimefield_value(now)
    where = [prize.pk, prize.pk, prize.pk, 1.0 - start, prize.pk, start]
    asked = [who, slot, at, *where, who, prize.pk, slot]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(lock=lock), asked)
        row = cursor.fetchone()
    if row is None:
        return None
    pk, code, serial = row
    # In the order of the model, as `from_db` takes them.
    values = [pk, prize.pk, code, serial, Coupon.State.CLAIMED, player.pk, slot, now]
    coupon = Coupon.from_db(connection.alias, _NAMES, values)
    coupon.prize, coupon.player = prize, player
    return coupon
