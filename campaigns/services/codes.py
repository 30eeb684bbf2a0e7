"""Codes before anybody has won them: one row each, made from the stock or read from a file."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import CodeImport, Coupon, Prize
from campaigns.models.keys import short_code
from campaigns.services.claiming import CODE_LENGTH, RANDOM_SERIALS
from campaigns.services.codelist import read_codes
from campaigns.services.errors import Refusal

_BATCH = 5000
# A list is looked up and added in steps of so many: within SQLite's number of parameters.
_STEP = 900
_BAD_LINES_KEPT = 100


class NoList(Refusal):
    code = "no_list"
    status = 409
    words = _("The codes of this prize do not come from a list. Change its kind of codes first.")


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


@transaction.atomic
def import_codes(prize: Prize, data: bytes, file_name: str, by: User | None) -> CodeImport:
    """Add the codes of a CSV or text file to the prize and return the stored report.

    A bad line is reported, in the language that is active, and harms no other one. A code that
    was made void before it was given is free again. Raises NoList, or codelist.BadList where the
    file as a whole is none of codes; either way nothing has been added.
    """
    if prize.kind != Prize.Kind.POOL:
        raise NoList
    report = CodeImport(prize=prize, file_name=file_name[:120], imported_by=by)
    step: list[str] = []
    for line in read_codes(data):
        if line.why:
            report.bad_count += 1
            if report.bad_count <= _BAD_LINES_KEPT:
                report.bad_lines.append({"line": line.number, "text": line.text, "why": line.why})
            continue
        step.append(line.code)
        if len(step) == _STEP:
            _bring_in(report, step)
            step = []
    _bring_in(report, step)
    report.save()
    return report


def _bring_in(report: CodeImport, codes: Sequence[str]) -> None:
    known = Coupon.objects.filter(prize=report.prize, serial=0, code__in=set(codes))
    back = known.filter(state=Coupon.State.VOID, player=None).values_list("pk", flat=True)
    old = set(known.values_list("code", flat=True))
    new = [code for code in dict.fromkeys(codes) if code not in old]
    rows = [Coupon(prize=report.prize, code=code) for code in new]
    revived = Coupon.objects.filter(pk__in=list(back)).update(state=Coupon.State.FREE)
    Coupon.objects.bulk_create(rows, ignore_conflicts=True)
    report.accepted += len(new) + revived
    report.duplicates += len(codes) - len(new) - revived


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
