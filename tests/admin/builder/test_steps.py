"""The step bar, the preview and the way on are the same in every step."""

import pytest
from django.test import Client

from campaigns.admin.builder.steps import NAMES
from campaigns.services import publishing
from tests.admin.builder.conftest import Step
from tests.admin.world import World


@pytest.mark.parametrize("name", NAMES)
def test_every_step_shows_the_bar_and_the_preview_of_the_draft(
    step: Step, ours: World, name: str
) -> None:
    page = step(name)
    assert page.status_code == 200
    assert [one.name for one in page.context["steps"] if one.current] == [name]
    token = page.context["preview_url"].rpartition("/")[2]
    assert publishing.read_preview(token.replace("%3A", ":")) == ours.campaign


@pytest.mark.parametrize("name", NAMES)
def test_no_step_needs_an_inline_script_or_style(step: Step, name: str) -> None:
    text = step(name).content.decode()
    assert " style=" not in text
    assert " onclick=" not in text
    assert "<style" not in text


def test_a_step_that_must_be_mended_is_marked(step: Step, ours: World) -> None:
    ours.campaign.settings = {}
    ours.campaign.save()
    states = {one.name: one.state for one in step("look").context["steps"]}
    assert states["play"] == states["check"] == "todo"
    assert states["look"] == "done"


def test_the_check_lists_each_problem_with_the_way_to_mend_it(step: Step, ours: World) -> None:
    ours.campaign.settings = {}
    ours.campaign.save()
    text = step("check").content.decode()
    assert f"/admin/campaigns/campaign/{ours.campaign.pk}/build/play/" in text
    assert "Mend it" in text


def test_a_step_that_does_not_exist_is_not_found(desk: Client, ours: World) -> None:
    url = f"/admin/campaigns/campaign/{ours.campaign.pk}/build/nonsense/"
    assert desk.get(url, follow=True).status_code == 404
