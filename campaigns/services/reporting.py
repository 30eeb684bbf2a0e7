"""The funnel: how many people came how far, by day and by place. Read from events alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Event

# The way through a campaign, in its order.
STEPS = ("view", "start", "photo", "result", "coupon", "follow", "store")


@dataclass(frozen=True)
class Figure:
    """`count` is how often it happened, `people` how many different visitors it was."""

    count: int = 0
    people: int = 0


@dataclass(frozen=True)
class Line:
    """One row of the report; `steps` holds every name of STEPS."""

    label: str
    steps: Mapping[str, Figure]

    def rate(self, step: str) -> float | None:
        """Return the share of people of the first step who came to this one, None of none."""
        first = self.steps[STEPS[0]].people
        return self.steps[step].people / first if first else None


@dataclass(frozen=True)
class Report:
    """From the day `since` to the day `until`, both counted, in the installation's time zone."""

    since: date
    until: date
    total: Line
    days: tuple[Line, ...]
    places: tuple[Line, ...]


def funnel(campaign: Campaign, since: date, until: date) -> Report:
    """Count the campaign's events of these days: every day and every place has its line."""
    found: dict[tuple[str, str], dict[str, Figure]] = {}
    for table, key, name, count, people in _counted(_events(campaign, since, until)):
        found.setdefault((table, key or ""), {})[name] = Figure(count, people)
    length = (until - since).days + 1
    days = [(since + timedelta(days=number)).isoformat() for number in range(length)]
    places = [(str(place.pk), place.name) for place in campaign.placements.all()]
    return Report(
        since,
        until,
        _line(_("Total"), found.get(("total", ""))),
        tuple(_line(day, found.get(("day", day))) for day in days),
        tuple(
            _line(label, found.get(("place", key)))
            for key, label in [*places, ("", _("Without a place"))]
        ),
    )


def csv_rows(report: Report) -> Iterator[list[object]]:
    """Yield the report as a table with a heading: the total, the days, the places."""
    names = [str(Event.Name(step).label) for step in STEPS]
    people = [_("%(step)s: people") % {"step": name} for name in names]
    yield [_("Day or place"), *(cell for pair in zip(names, people, strict=True) for cell in pair)]
    for line in (report.total, *report.days, *report.places):
        figures = [line.steps[step] for step in STEPS]
        yield [line.label, *(n for figure in figures for n in (figure.count, figure.people))]


def _line(label: str, figures: Mapping[str, Figure] | None) -> Line:
    return Line(label, {step: (figures or {}).get(step, Figure()) for step in STEPS})


def _events(campaign: Campaign, since: date, until: date) -> QuerySet[Event]:
    zone = timezone.get_default_timezone()
    start = datetime.combine(since, time.min, zone)
    end = datetime.combine(until + timedelta(days=1), time.min, zone)
    return Event.objects.filter(campaign=campaign, at__gte=start, at__lt=end, name__in=STEPS)


def _counted(events: QuerySet[Event]) -> QuerySet[Event, tuple[Any, ...]]:
    """One query: (table, key, name, count, people) for the total, each day and each place."""
    day = Cast(TruncDate("at", tzinfo=timezone.get_default_timezone()), CharField())
    keys = {"total": Value(""), "day": day, "place": Cast(F("placement_id"), CharField())}
    total, *rest = (
        events.annotate(table=Value(table), key=key)
        .values("table", "key", "name")
        .annotate(count=Count("pk"), people=Count("visitor", distinct=True))
        .order_by()
        .values_list("table", "key", "name", "count", "people")
        for table, key in keys.items()
    )
    return total.union(*rest, all=True)
