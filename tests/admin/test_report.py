"""The report: numbers by day and place, a range, a file."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Event
from tests.admin.world import World


def address(ours: World) -> str:
    return reverse("admin:campaigns_campaign_report", args=[ours.campaign.pk])


def happened(ours: World, name: str, times: int = 1) -> None:
    for _ in range(times):
        Event.objects.create(
            campaign=ours.campaign,
            placement=ours.placement,
            name=name,
            visitor=uuid.uuid4(),
            at=timezone.now(),
        )


def test_big_numbers_and_their_shares(desk: Client, ours: World) -> None:
    happened(ours, "view", 4)
    happened(ours, "coupon", 1)
    big = {figure["label"]: figure for figure in desk.get(address(ours)).context["big"]}
    assert big["page seen"]["people"] == 4
    assert big["coupon won"]["percent"] == 25


def test_what_the_charts_draw_is_what_the_tables_say(desk: Client, ours: World) -> None:
    happened(ours, "view", 3)
    context = desk.get(address(ours)).context
    assert context["charts"]["funnel"][0]["value"] == 3
    assert len(context["charts"]["days"]) == 14
    (_days, by_day), (_places, by_place) = context["tables"]
    assert by_day[0][1][0].people == 3
    assert dict(by_place)[ours.placement.name][0].people == 3


def test_days_without_anybody_say_what_to_do(desk: Client, ours: World) -> None:
    page = desk.get(address(ours))
    assert page.context["empty"]
    assert "/build/places/" in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?since=2026-02-30&until=2026-03-01",
        "?since=2026-03-02&until=2026-03-01",
        "?since=1900-01-01&until=2026-03-01",
        "?since=&until=",
        "?since=0001-01-01&until=0001-01-01",
        "?since=9999-12-31&until=9999-12-31",
    ],
)
def test_a_range_that_makes_no_sense_is_answered(desk: Client, ours: World, query: str) -> None:
    assert desk.get(address(ours) + query).status_code == 200


def test_the_file_holds_the_range_that_is_shown(desk: Client, ours: World) -> None:
    happened(ours, "view", 2)
    day = timezone.localdate()
    url = reverse("admin:campaigns_report_csv", args=[ours.campaign.pk])
    answer = desk.get(f"{url}?since={day}&until={day}")
    text = answer.getvalue().decode("utf-8-sig")
    assert f"{day}" in answer.headers["Content-Disposition"]
    assert text.splitlines()[1].startswith("Total,2,2")
