"""The duel's page: what it shows and what it tells its script, on a phone and on a screen."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from campaigns.models import Asset, Release
from campaigns.services import eyesight
from tests.cast import a_campaign, a_release, an_asset
from tests.services.duels import DUEL, a_duel_release, duel_settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    yield
    cache.clear()


def page_of(client: Client, release: Release) -> str:
    return client.get(f"/c/{release.campaign.slug}").content.decode()


def told(text: str) -> Any:
    found = re.search(r'<script id="page"[^>]*>(.*?)</script>', text)
    assert found
    return json.loads(found[1])


def test_the_script_is_told_what_to_see_with_and_how_the_duel_goes(client: Client) -> None:
    said = told(page_of(client, a_duel_release(rounds=5, tempo="calm")))
    assert said["vision"] == eyesight.addresses(["hands"])
    assert (said["settings"]["rounds"], said["settings"]["beat"]) == (5, 900)


def test_a_play_that_sees_nothing_is_told_of_no_eyes(client: Client) -> None:
    assert told(page_of(client, a_release()))["vision"] is None


def test_our_own_star_plays_where_the_operator_has_none(client: Client) -> None:
    text = page_of(client, a_duel_release())
    assert "data-pose" not in text
    assert "Nova" in text


def test_the_operators_star_stands_in_with_its_name_and_pictures(client: Client) -> None:
    campaign = a_campaign(play=DUEL.name)
    stars = {
        f"star_{move}": an_asset(campaign.brand, Asset.Kind.STAR).pk
        for move in ("rock", "paper", "scissors", "wins")
    }
    campaign.settings = duel_settings(star_name="Kiki & Co", **stars)
    campaign.save()
    text = page_of(client, a_release(campaign))
    assert re.findall(r'data-pose="(\w+)"', text) == ["rock", "paper", "scissors", "wins"]
    assert "Kiki &amp; Co" in text
    assert "Nova" not in text


def test_the_page_carries_no_script_or_style_of_its_own(client: Client) -> None:
    text = page_of(client, a_duel_release())
    scripts = re.findall(r"<script[^>]*>", text)
    assert all("src=" in tag or "application/json" in tag for tag in scripts)
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
