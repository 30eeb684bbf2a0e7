"""How a campaign does: big numbers, the funnel, the days, the places; as a page and as CSV."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.admin.builder.view import CampaignView
from campaigns.admin.csvfile import csv_response
from campaigns.models import Event
from campaigns.services import reporting
from campaigns.services.limits import day_of

_DAYS = 14
_LONGEST = 366
# What a glance is for: seen, played, won, went on.
_BIG = ("view", "result", "coupon", "store")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31))],
    )


class RangeForm(forms.Form):
    since = _day(gettext_lazy("from"))
    until = _day(gettext_lazy("to"))

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError(_("The first day comes after the last one."))
        if since and until and (until - since).days >= _LONGEST:
            raise ValidationError(_("Look at one year at most."))
        return cleaned


class RangeView(CampaignView):
    """Reads `?since=…&until=…`; without them, or with nonsense, the last two weeks."""

    def asked(self) -> tuple[RangeForm, reporting.Report]:
        today = day_of(timezone.now())
        usual = {"since": today - timedelta(days=_DAYS - 1), "until": today}
        form = RangeForm(self.request.GET if "since" in self.request.GET else usual)
        chosen: dict[str, date] = form.cleaned_data if form.is_valid() else usual
        return form, reporting.funnel(self.campaign, chosen["since"], chosen["until"])


class ReportView(RangeView):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        form, report = self.asked()
        context = {
            **self.shared(),
            "subtitle": _("Report"),
            "form": form,
            "report": report,
            "big": [_figure(report.total, step) for step in _BIG],
            "heads": [Event.Name(step).label for step in reporting.STEPS],
            "tables": [
                (_("By day"), _rows(report.days[::-1])),
                (_("By place"), _rows(report.places)),
            ],
            "empty": not report.total.steps["view"].count,
            "ranges": _ranges(),
            "charts": _charts(report),
        }
        return TemplateResponse(request, "admin/report.html", context)


class ReportFile(RangeView):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        _form, report = self.asked()
        name = f"{self.campaign.slug}-{report.since}-{report.until}.csv"
        return csv_response(name, reporting.csv_rows(report))


def _figure(line: reporting.Line, step: str) -> dict[str, Any]:
    rate = line.rate(step)
    return {
        "label": Event.Name(step).label,
        "people": line.steps[step].people,
        "count": line.steps[step].count,
        "percent": None if rate is None or step == reporting.STEPS[0] else round(100 * rate),
    }


def _rows(lines: tuple[reporting.Line, ...]) -> list[tuple[str, list[reporting.Figure]]]:
    return [(line.label, [line.steps[step] for step in reporting.STEPS]) for line in lines]


def _ranges() -> list[tuple[str, str]]:
    today = day_of(timezone.now())
    spans = ((_("Today"), 1), (_("7 days"), 7), (_("14 days"), _DAYS), (_("30 days"), 30))
    return [
        (words, f"?since={today - timedelta(days=days - 1)}&until={today}") for words, days in spans
    ]


def _charts(report: reporting.Report) -> dict[str, Any]:
    """Return what the page's script draws: people by step, and by day for the big numbers."""
    return {
        "funnel": [
            {"name": str(Event.Name(step).label), "value": report.total.steps[step].people}
            for step in reporting.STEPS
        ],
        "days": [line.label for line in report.days],
        "series": [
            {
                "name": str(Event.Name(step).label),
                "values": [line.steps[step].people for line in report.days],
            }
            for step in _BIG
        ],
    }
