"""Step publish: what is live, the way forward and the way back."""

import pytest

from campaigns.services import publishing
from tests.admin.builder.conftest import Step
from tests.admin.world import World


@pytest.fixture
def ready(ours: World) -> World:
    ours.campaign.prizes.all().update(kind="shared", shared_code="STAR")
    return ours


def test_a_ready_draft_is_published_with_its_note(step: Step, ready: World) -> None:
    assert step("publish", {"do": "publish", "note": "First"}).status_code == 302
    release = ready.campaign.release
    assert release
    assert (release.note, release.published_by) == ("First", ready.operator)
    page = step("publish")
    assert not page.context["changed"]


def test_a_draft_with_a_problem_stays_a_draft(step: Step, ready: World) -> None:
    ready.campaign.settings = {}
    ready.campaign.save()
    answer = step("publish", {"do": "publish"})
    assert answer.status_code == 409
    assert ready.campaign.release is None
    assert "/build/play/" in answer.content.decode()


def test_the_way_back_publishes_an_old_release_again(step: Step, ready: World) -> None:
    step("publish", {"do": "publish"})
    first = ready.campaign.release
    assert first
    ready.campaign.name = "Renamed"
    ready.campaign.save()
    step("publish", {"do": "publish"})
    assert step("publish", {"do": f"back:{first.number}"}).status_code == 302
    assert ready.campaign.release
    assert ready.campaign.release.sha256 == first.sha256
    assert ready.campaign.release.number > first.number


@pytest.mark.parametrize("number", ["999", "x", "", "99999999999999999999"])
def test_a_release_that_is_not_there_is_not_found(step: Step, ready: World, number: str) -> None:
    assert step("publish", {"do": f"back:{number}"}).status_code == 404


def test_a_trial_is_nothing_to_go_back_to(step: Step, ready: World) -> None:
    trial = publishing.trial(ready.campaign, by=None)
    assert step("publish", {"do": f"back:{trial.number}"}).status_code == 404


def test_a_campaign_is_paused_and_goes_on(step: Step, ready: World) -> None:
    step("publish", {"do": "publish"})
    step("publish", {"do": "pause"})
    assert ready.campaign.paused
    step("publish", {"do": "resume"})
    assert not ready.campaign.paused
