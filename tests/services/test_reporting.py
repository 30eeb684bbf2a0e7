"""The report counts what happened and who it was: in all, by day, by place."""

import uuid
from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from campaigns.models import Campaign, Event, Placement
from campaigns.services.reporting import STEPS, Figure, csv_rows, funnel
from tests.cast import a_campaign, a_placement

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
ANN, BEN = uuid.UUID(int=1), uuid.UUID(int=2)


def it_happened(
    campaign: Campaign,
    name: str,
    visitor: uuid.UUID | None = ANN,
    at: datetime = NOON,
    place: Placement | None = None,
) -> None:
    Event.objects.create(campaign=campaign, name=name, visitor=visitor, at=at, placement=place)


def test_the_total_tells_how_often_and_how_many_people() -> None:
    campaign = a_campaign()
    for visitor in (ANN, ANN, BEN):
        it_happened(campaign, "view", visitor)
    it_happened(campaign, "start", BEN)
    total = funnel(campaign, TODAY, TODAY).total
    assert total.steps["view"] == Figure(count=3, people=2)
    assert total.steps["start"] == Figure(count=1, people=1)
    assert total.rate("start") == 0.5
    assert total.steps["store"] == Figure()
    assert tuple(total.steps) == STEPS


def test_somebody_who_comes_on_two_days_is_one_person_in_all_and_one_on_each_day() -> None:
    campaign = a_campaign()
    it_happened(campaign, "view")
    it_happened(campaign, "view", at=datetime(2026, 11, 25, 4, tzinfo=UTC))
    report = funnel(campaign, TODAY, date(2026, 11, 26))
    assert report.total.steps["view"] == Figure(2, 1)
    assert [(day.label, day.steps["view"].people) for day in report.days] == [
        ("2026-11-24", 1),
        ("2026-11-25", 1),
        ("2026-11-26", 0),
    ]


def test_a_day_is_one_of_the_installations_time_zone() -> None:
    campaign = a_campaign()
    # 00:30 of the 24th in Shanghai, 16:30 of the 23rd in London; then 00:00 of the 25th.
    it_happened(campaign, "view", at=datetime(2026, 11, 23, 16, 30, tzinfo=UTC))
    it_happened(campaign, "view", at=datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    report = funnel(campaign, TODAY, TODAY)
    assert report.total.steps["view"].count == 1
    assert report.days[0].steps["view"].count == 1


def test_each_place_has_its_line_also_the_one_that_nobody_came_by() -> None:
    campaign = a_campaign()
    door, counter = campaign.placements.get(), a_placement(campaign, name="Counter")
    it_happened(campaign, "view", place=door)
    it_happened(campaign, "view", BEN)
    report = funnel(campaign, TODAY, TODAY)
    assert [(line.label, line.steps["view"].count) for line in report.places] == [
        (door.name, 1),
        (counter.name, 0),
        ("Without a place", 1),
    ]


def test_a_campaign_counts_only_itself_and_only_these_days() -> None:
    campaign = a_campaign()
    it_happened(a_campaign(), "view")
    it_happened(campaign, "view", at=datetime(2026, 11, 20, tzinfo=UTC))
    assert funnel(campaign, TODAY, TODAY).total.steps["view"].count == 0


def test_without_a_visitor_there_is_no_rate() -> None:
    assert funnel(a_campaign(), TODAY, TODAY).total.rate("coupon") is None


def test_an_event_whose_visitor_is_unknown_is_counted_but_is_nobody() -> None:
    campaign = a_campaign()
    it_happened(campaign, "follow", None)
    assert funnel(campaign, TODAY, TODAY).total.steps["follow"] == Figure(1, 0)


def test_the_report_asks_for_its_events_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    campaign = a_campaign()
    with django_assert_num_queries(2):
        funnel(campaign, date(2026, 1, 1), TODAY)


def test_as_a_table_it_has_a_heading_the_total_the_days_and_the_places() -> None:
    campaign = a_campaign()
    door = campaign.placements.get()
    it_happened(campaign, "view", place=door)
    rows = list(csv_rows(funnel(campaign, TODAY, TODAY)))
    assert rows[0][:3] == ["Day or place", "page seen", "page seen: people"]
    assert [row[0] for row in rows[1:]] == ["Total", "2026-11-24", door.name, "Without a place"]
    assert {len(row) for row in rows} == {1 + 2 * len(STEPS)}
    assert rows[1][1:3] == [1, 1]
