"""A new campaign can be looked at the moment it is there."""

import pytest
from django.utils import translation

from campaigns.models import Campaign
from campaigns.plays.registry import PLAYS
from campaigns.services import publishing, theming
from campaigns.services.assets import shelf
from campaigns.services.drafting import draft, first_settings, free_slug
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_draft_lacks_only_what_its_operator_must_bring() -> None:
    campaign = draft(cast.a_brand(), "star_photo", "Summer", "en")
    errors = [found for found in publishing.problems(campaign) if found.level == "error"]
    assert {found.step for found in errors} == {"play"}


def test_with_a_scene_on_the_shelf_a_draft_could_be_published() -> None:
    brand = cast.a_brand()
    cast.an_asset(brand)
    newest = cast.an_asset(brand)
    campaign = draft(brand, "star_photo", "Summer", "en")
    assert campaign.settings["scene"] == newest.pk
    assert not [found for found in publishing.problems(campaign) if found.level == "error"]


def test_a_draft_is_worded_in_its_own_language_whoever_makes_it() -> None:
    with translation.override("zh-hans"):
        campaign = draft(cast.a_brand(), "star_photo", "Summer", "en")
    assert {"button": "Start"}.items() <= campaign.sections[1]["data"].items()


def test_a_draft_wears_the_brands_colours_and_links() -> None:
    brand = cast.a_brand(theme={"paper": "#ffffff", "ink": "#000000"})
    link = cast.a_link(brand)
    campaign = draft(brand, "star_photo", "Summer", "en")
    assert campaign.theme == brand.theme
    assert list(campaign.links.all()) == [link]
    assert campaign.placements.count() == 1
    assert draft(cast.a_brand(), "star_photo", "Plain", "en").theme == dict(theming.DEFAULT)


@pytest.mark.parametrize(("name", "start"), [("Summer Stars", "summer-stars"), ("Été", "ete")])
def test_an_address_comes_from_a_latin_name(name: str, start: str) -> None:
    assert free_slug(name) == start


@pytest.mark.parametrize("name", ["夏日星光", "✨", "a"])
def test_an_address_is_random_where_the_name_gives_none(name: str) -> None:
    slug = free_slug(name)
    assert slug != free_slug(name)
    assert Campaign._meta.get_field("slug").clean(slug, None) == slug


def test_a_taken_address_gets_an_ending() -> None:
    cast.a_campaign(slug="summer")
    assert free_slug("Summer").startswith("summer-")


def test_another_play_keeps_settings_of_the_same_name() -> None:
    form = PLAYS["star_photo"].Settings
    settings = first_settings(form, shelf(cast.a_brand()), {"countdown": 5, "unknown": 1})
    assert settings["countdown"] == 5
    assert "unknown" not in settings
