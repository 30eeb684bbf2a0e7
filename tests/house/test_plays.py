"""A play is four files of one name and one line in the registry; nothing else knows it."""

import pytest
from django.template.loader import render_to_string

from campaigns.plays.base import Play, PlaySettings
from campaigns.plays.registry import PLAYS
from deploy.run.paths import ROOT

_FILES = (
    "campaigns/plays/{}.py",
    "templates/plays/{}.html",
    "static/plays/{}.js",
    "tests/plays/test_{}.py",
)


@pytest.mark.parametrize("name", PLAYS)
def test_a_play_in_the_registry_has_its_four_files(name: str) -> None:
    assert [path for each in _FILES if not (ROOT / (path := each.format(name))).is_file()] == []


def test_a_play_that_has_a_file_stands_in_the_registry() -> None:
    found = {path.stem for path in (ROOT / "campaigns" / "plays").glob("*.py")}
    assert found - {"__init__", "base", "registry"} == set(PLAYS)


@pytest.mark.parametrize("play", PLAYS.values(), ids=lambda play: play.name)
def test_a_play_keeps_the_contract(play: Play) -> None:
    assert play.label
    assert play.summary
    assert play.tiers
    assert issubclass(play.Settings, PlaySettings)
    assert all(field.label for field in play.Settings.base_fields.values())
    assert set(play.inspected) <= set(play.Settings.base_fields)
    assert bool(play.inspected) == bool(play.faults)


@pytest.mark.parametrize("play", PLAYS.values(), ids=lambda play: play.name)
def test_a_play_of_one_photo_offers_the_photo_from_before(play: Play) -> None:
    agree = render_to_string(f"plays/{play.name}.html", {"part": "agree"})
    assert 'data-do="last" data-last hidden' in agree or not play.one_photo
