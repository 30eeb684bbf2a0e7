"""Step look: colours, blocks, words; moving and adding loses nothing that was typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.services import publishing
from tests.admin.builder.conftest import Step
from tests.admin.world import World

COLOURS = {"paper": "#ffffff", "ink": "#000000", "accent": "#c9402f", "glow": "#ffcb57"}


def filled(ours: World, **changed: Any) -> dict[str, Any]:
    """What the page sends when nothing was changed, and the changes."""
    data: dict[str, Any] = {
        "name": ours.campaign.name,
        "slug": ours.campaign.slug,
        "language": "en",
        "rules": ours.campaign.rules,
        **COLOURS,
        "block": [f"{b['name']}:b{n}" for n, b in enumerate(ours.campaign.sections)],
    }
    for place, block in enumerate(ours.campaign.sections):
        for name, value in block["data"].items():
            data[f"b{place}-{name}"] = "" if value is None else value
    return data | changed


def names(ours: World) -> list[str]:
    return [block["name"] for block in ours.campaign.sections]


def told(ours: World) -> list[tuple[str, dict[str, Any]]]:
    """The blocks; an empty word and none are the same to a reader."""
    return [
        (block["name"], {name: value or None for name, value in block["data"].items()})
        for block in ours.campaign.sections
    ]


def test_saving_what_is_shown_changes_no_block(step: Step, ours: World) -> None:
    before = [
        (block["name"], {k: v or None for k, v in block["data"].items()})
        for block in ours.campaign.sections
    ]
    assert step("look", filled(ours)).status_code == 302
    after = [
        (block["name"], {k: v or None for k, v in block["data"].items()})
        for block in ours.campaign.sections
    ]
    assert after == before
    assert ours.campaign.theme == COLOURS


def test_a_block_moves_with_its_words(step: Step, ours: World) -> None:
    second = names(ours)[1]
    step("look", filled(ours, do="up:b1", **{"b1-button": "Go!"}))
    assert names(ours)[0] == second
    assert ours.campaign.sections[0]["data"]["button"] == "Go!"


def test_the_first_block_stays_first_when_moved_up(step: Step, ours: World) -> None:
    before = names(ours)
    step("look", filled(ours, do="up:b0"))
    assert names(ours) == before


def test_a_block_is_removed_and_a_required_one_is_not(step: Step, ours: World) -> None:
    place = names(ours).index("share")
    step("look", filled(ours, do=f"remove:b{place}"))
    assert "share" not in names(ours)
    step("look", filled(ours, do=f"remove:b{names(ours).index('hero')}"))
    assert "hero" in names(ours)


def test_a_block_is_added_above_the_rules(step: Step, ours: World) -> None:
    step("look", filled(ours, do="add:text"))
    assert names(ours)[-2:] == ["text", "rules"]


@pytest.mark.parametrize("wish", ["add:hero", "add:nonsense", "up:b99", "nonsense", "remove:"])
def test_a_wish_that_cannot_be_granted_changes_nothing(step: Step, ours: World, wish: str) -> None:
    before = names(ours)
    assert step("look", filled(ours, do=wish)).status_code == 302
    assert names(ours) == before


def test_every_error_is_shown_at_once_and_what_was_typed_stays(step: Step, ours: World) -> None:
    before = ours.campaign.sections
    answer = step("look", filled(ours, name="", ink="blue", **{"b0-title": "", "b1-button": "Hi"}))
    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors
    assert "ink" in answer.context["colours"].errors
    assert "title" in answer.context["blocks"][0].form.errors
    assert 'value="Hi"' in answer.content.decode()
    assert ours.campaign.sections == before


def test_a_block_that_was_moved_while_another_is_wrong_stays_moved(step: Step, ours: World) -> None:
    answer = step("look", filled(ours, do="down:b0", **{"b0-title": ""}))
    assert answer.status_code == 422
    assert answer.context["blocks"][1].section.name == "hero"


def test_an_address_in_use_stays_as_it_is(step: Step, ours: World) -> None:
    ours.campaign.prizes.all().update(kind="shared", shared_code="STAR")
    publishing.publish(ours.campaign, by=None)
    answer = step("look", filled(ours, slug="another"))
    assert "slug" in answer.context["form"].errors


def test_an_address_of_another_campaign_is_refused(step: Step, ours: World, theirs: World) -> None:
    answer = step("look", filled(ours, slug=theirs.campaign.slug))
    assert "slug" in answer.context["form"].errors


def test_the_palette_is_worked_out_while_colours_are_chosen(desk: Client, ours: World) -> None:
    url = reverse("admin:campaigns_campaign_palette", args=[ours.campaign.pk])
    answer = desk.get(url, {"paper": "#ffffff", "ink": "#eeeeee"}).json()
    assert answer["warnings"]
    assert float(answer["contrast"]["ink"]) >= 4.5


def test_nonsense_colours_are_answered_with_a_palette_all_the_same(
    desk: Client, ours: World
) -> None:
    url = reverse("admin:campaigns_campaign_palette", args=[ours.campaign.pk])
    assert desk.get(url, {"paper": "};evil"}).status_code == 200
