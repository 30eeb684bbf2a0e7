"""The release's own words and pictures, whatever it has of them."""

import pytest

from campaigns.models import Asset
from campaigns.services.poster import poster
from tests.cast import a_brand, a_campaign, a_release, an_asset, the_sections, the_settings
from tests.services.plain import a_plain_release

pytestmark = pytest.mark.django_db


def test_a_star_photo_hangs_out_its_scene_and_star_under_the_opening_words() -> None:
    brand = a_brand()
    scene, star = an_asset(brand), an_asset(brand, Asset.Kind.STAR)
    settings = the_settings(scene) | {"star": star.pk}
    found = poster(a_release(a_campaign(brand, settings=settings)))
    assert found.title == "Beside the star"
    assert scene.sha256 in found.scene
    assert star.sha256 in found.star
    assert found.logo == ""


@pytest.mark.usefixtures("plain")
def test_a_play_without_pictures_shows_words_alone() -> None:
    sections = [block | {"data": block["data"] | {"title": ""}} for block in the_sections()]
    for block in sections:
        if block["name"] == "hero":
            block["data"]["title"] = "Come in"
    found = poster(a_plain_release(sections=sections))
    assert (found.title, found.scene, found.star) == ("Come in", "", "")
