"""What keeps a draft from being published, each said in the step where it can be mended."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from campaigns.models import Asset, Campaign, Coupon
from campaigns.services.checking import Level, Step, problems
from tests.cast import a_campaign, a_prize

pytestmark = pytest.mark.django_db


def found(campaign: Campaign, step: Step, level: Level = "error") -> list[str]:
    return [p.text for p in problems(campaign) if (p.step, p.level) == (step, level)]


def ready(**fields: Any) -> Campaign:
    campaign = a_campaign(**fields)
    a_prize(campaign)
    return campaign


def test_a_finished_draft_has_no_problem() -> None:
    assert problems(ready()) == []


def test_errors_come_before_warnings() -> None:
    campaign = ready(play="", rules="")
    assert [problem.level for problem in problems(campaign)] == ["error", "warning"]


def test_settings_out_of_range_name_the_field() -> None:
    campaign = ready()
    campaign.settings["countdown"] = 99
    assert found(campaign, "play")[0].startswith("countdown (seconds): ")


def test_a_missing_scene_is_an_error() -> None:
    campaign = ready()
    campaign.settings["scene"] = None
    assert found(campaign, "play")


def test_a_picture_whose_file_is_gone_is_an_error() -> None:
    campaign = ready()
    default_storage.delete(str(Asset.objects.get(pk=campaign.settings["scene"]).file))
    assert found(campaign, "play") == ["A picture of this campaign is missing."]


def test_dates_the_wrong_way_round_are_an_error() -> None:
    now = timezone.now()
    campaign = ready(starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=1))
    assert found(campaign, "places") == ["The campaign ends before it starts."]


def test_an_end_that_has_passed_is_an_error() -> None:
    campaign = ready(ends_at=timezone.now() - timedelta(days=1))
    assert found(campaign, "places") == ["The campaign's end has already passed."]


def test_photos_that_would_be_erased_at_once_are_an_error() -> None:
    assert found(ready(photo_hours=0), "places")


@pytest.mark.parametrize("name", ["hero", "play", "rules"])
def test_a_required_block_is_there_exactly_once(name: str) -> None:
    campaign = ready()
    block = next(block for block in campaign.sections if block["name"] == name)
    rest = [other for other in campaign.sections if other is not block]
    for sections in (rest, [*campaign.sections, block]):
        campaign.sections = sections
        assert len(found(campaign, "look")) == 1


def test_a_block_without_its_words_is_named() -> None:
    campaign = ready()
    campaign.sections[0]["data"]["title"] = ""
    assert found(campaign, "look")[0].startswith("Opening · headline: ")


@pytest.mark.parametrize("block", [{"name": "gone"}, {}, {"data": {}}])
def test_a_block_that_is_not_known_is_an_error(block: dict[str, object]) -> None:
    campaign = ready()
    campaign.sections.append(block)
    assert len(found(campaign, "look")) == 1


def test_colours_that_cannot_be_read_are_a_warning() -> None:
    assert found(ready(theme={"paper": "#ffffff", "ink": "#eeeeee"}), "look", "warning")


def test_nothing_to_win_is_a_warning() -> None:
    assert found(a_campaign(), "prizes", "warning") == ["There is nothing to win yet."]


def test_a_prize_that_no_result_wins_is_an_error() -> None:
    campaign = a_campaign()
    a_prize(campaign, tier="moon")
    assert len(found(campaign, "prizes")) == 1
    assert found(campaign, "prizes", "warning") == ["“made a photo” wins nothing."]


def test_an_empty_pool_and_a_missing_code_are_errors() -> None:
    campaign = a_campaign()
    a_prize(campaign, kind="pool", name="Pool")
    a_prize(campaign, shared_code=" ", name="Shared")
    assert [text.split(":")[0] for text in found(campaign, "prizes")] == ["Pool", "Shared"]


def test_a_pool_that_was_never_filled_is_told_from_one_that_is_used_up() -> None:
    campaign = a_campaign()
    pool = a_prize(campaign, kind="pool", name="Pool")
    assert found(campaign, "prizes") == ["Pool: no codes have been brought in yet."]
    Coupon.objects.create(prize=pool, code="GIVEN", state=Coupon.State.CLAIMED)
    assert found(campaign, "prizes")[0].startswith("Pool: none are left")


def test_a_prize_that_is_no_longer_valid_is_an_error() -> None:
    campaign = a_campaign()
    a_prize(campaign, valid_until=timezone.now() - timedelta(days=1))
    assert len(found(campaign, "prizes")) == 1


def test_no_way_to_the_store_and_no_place_are_warnings() -> None:
    campaign = ready()
    campaign.links.clear()
    campaign.placements.all().delete()
    assert [p.step for p in problems(campaign)] == ["store", "places"]
    assert {p.level for p in problems(campaign)} == {"warning"}
