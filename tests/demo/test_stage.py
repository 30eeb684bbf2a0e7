"""The demo is put on once, in the words of each campaign's language."""

import pytest

from campaigns.demo.stage import put_on
from campaigns.models import Asset, Campaign

pytestmark = pytest.mark.django_db


def test_the_demo_stands_and_putting_it_on_again_adds_nothing() -> None:
    shown = put_on()
    campaigns = Campaign.objects.count()
    assert campaigns
    assert not Campaign.objects.filter(release=None).exists()
    assert set(Campaign.objects.values_list("release__number", flat=True)) == {1}
    assert put_on() == shown
    assert Campaign.objects.count() == campaigns


def test_names_of_pictures_and_our_own_words_are_in_the_campaigns_language() -> None:
    put_on()
    names = set(Asset.objects.filter(kind=Asset.Kind.FRAME).values_list("name", flat=True))
    assert any("相框" in name for name in names)
    assert not any(name.endswith("· frame") for name in names)
    signs = {c.language: c.settings["signs_supreme"] for c in _of("fortune_sign")}
    personas = {c.language: c.settings["persona1_name"] for c in _of("face_scan")}
    assert signs["zh-hans"].startswith("春风得意")
    assert signs["en"].startswith("Spring in your step")
    assert personas == {"zh-hans": "晴天船长", "en": "Captain of Sunny Days"}


def _of(play: str) -> list[Campaign]:
    return list(Campaign.objects.filter(play=play))
