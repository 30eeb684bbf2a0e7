"""Codes before anybody has won them: one row each, made from the stock or read from a file."""

from django.db import transaction
from django.db.models import Max, QuerySet

from campaigns.models import Coupon, Prize
from campaigns.models.keys import short_code
from campaigns.services.claiming import CODE_LENGTH, RANDOM_SERIALS

_BATCH = 5000


def free_count(prize: Prize) -> int | None:
    """Return how many can still be given; None is without end."""
    return None if prize.unlimited else _free(prize).count()


@transaction.atomic
def make_codes(prize: Prize) -> int | None:
    """Bring the rows in line with the prize as it is set now; return `free_count`.

    May be called at any time and as often as one likes. A larger stock adds rows, a smaller one
    makes free ones void; what players have stays theirs. The codes of a list are left alone: they
    come and go with their file.
    """
    if prize.kind != Prize.Kind.POOL and prize.stock is not None:
        Prize.objects.select_for_update(no_key=True).only("pk").get(pk=prize.pk)
        if prize.kind == Prize.Kind.SHARED:
            _void(_free(prize).exclude(code=prize.shared_code))
        while (missing := prize.stock - _in_use(prize)) > 0:
            _add(prize, min(missing, _BATCH))
        # A player may take a row in between: then there is still one too many, or none is free.
        while missing < 0 and _void(_free(prize).order_by("-pk")[:-missing]):
            missing = prize.stock - _in_use(prize)
    return free_count(prize)


def _free(prize: Prize) -> QuerySet[Coupon]:
    return Coupon.objects.filter(prize=prize, state=Coupon.State.FREE)


def _in_use(prize: Prize) -> int:
    return Coupon.objects.filter(prize=prize).exclude(state=Coupon.State.VOID).count()


def _void(free: QuerySet[Coupon]) -> int:
    """Make these rows void where they are free still; return how many were."""
    rows = Coupon.objects.filter(pk__in=free.values("pk"), state=Coupon.State.FREE)
    return rows.update(state=Coupon.State.VOID)


def _add(prize: Prize, count: int) -> None:
    """Add at most `count` rows; a generated code that met its double is left out."""
    if prize.kind == Prize.Kind.SHARED:
        made = Coupon.objects.filter(prize=prize, code=prize.shared_code, serial__lt=RANDOM_SERIALS)
        last = made.aggregate(last=Max("serial"))["last"]
        first = 0 if last is None else last + 1
        codes = [(prize.shared_code, serial) for serial in range(first, first + count)]
    else:
        codes = [(short_code(CODE_LENGTH), 0) for _ in range(count)]
    rows = [Coupon(prize=prize, code=code, serial=serial) for code, serial in codes]
    Coupon.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
