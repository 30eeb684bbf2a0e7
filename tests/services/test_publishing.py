"""A release is frozen; what players meet changes only by publishing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.utils import timezone

from campaigns.models import Campaign, Release
from campaigns.services import publishing
from campaigns.services.errors import BadLink, Closed, NotFound, NotYours
from tests.cast import (
    a_brand,
    a_campaign,
    a_prize,
    a_product,
    a_published_campaign,
    a_release,
    an_asset,
    an_operator,
)

pytestmark = pytest.mark.django_db


def closed_by(release: Release, now: datetime | None = None) -> str:
    try:
        publishing.open_for_play(release, now or timezone.now())
    except Closed as closed:
        return closed.code
    return ""


def test_a_published_campaign_is_met_by_players() -> None:
    campaign = a_published_campaign()
    release = publishing.live_release(campaign.slug)
    assert (release.number, release.trial, closed_by(release)) == (1, False, "")


def test_editing_the_draft_changes_nothing_that_was_published() -> None:
    campaign = a_published_campaign()
    before = publishing.live_release(campaign.slug).snapshot
    campaign.name = "Another name"
    campaign.settings["countdown"] = 9
    campaign.save()
    campaign.prizes.update(odds=0.0)
    assert publishing.live_release(campaign.slug).snapshot == before


def test_a_release_cannot_be_saved_again() -> None:
    release = a_release()
    release.note = "changed"
    with pytest.raises(TypeError, match="frozen"):
        release.save()


def test_publishing_an_unchanged_draft_returns_the_live_release() -> None:
    campaign = a_published_campaign()
    assert publishing.publish(campaign, by=None) == campaign.release
    assert campaign.releases.count() == 1


def test_publishing_a_changed_draft_makes_the_next_number() -> None:
    campaign = a_published_campaign()
    operator = an_operator(campaign.brand)
    campaign.rules = "Two coupons for each player."
    campaign.save()
    release = publishing.publish(campaign, by=operator, note="new rules")
    assert (release.number, release.note, release.published_by) == (2, "new rules", operator)
    assert publishing.live_release(campaign.slug) == release


def test_trials_take_no_number_from_what_is_published() -> None:
    campaign = a_campaign()
    numbers = []
    for name in ("first", "second"):
        for rules in ("one", "two"):
            Campaign.objects.filter(pk=campaign.pk).update(name=name, rules=rules)
            assert publishing.trial(campaign, by=None).number == 0
        numbers.append(publishing.publish(campaign, by=None).number)
    assert numbers == [1, 2]
    assert [release.trial for release in campaign.releases.all()] == [*(False, True, True)] * 2


def test_a_draft_with_errors_is_not_published_and_says_why() -> None:
    campaign = a_campaign(play="no_such_play")
    with pytest.raises(publishing.NotReady) as refused:
        publishing.publish(campaign, by=None)
    assert [problem.step for problem in refused.value.problems] == ["play"]
    assert not campaign.releases.exists()


def test_rolling_back_publishes_the_old_snapshot_under_a_new_number() -> None:
    campaign = a_published_campaign()
    first = publishing.live_release(campaign.slug)
    campaign.rules = "Worse rules."
    campaign.save()
    publishing.publish(campaign, by=None)
    back = publishing.roll_back(campaign, first, by=None)
    assert (back.number, back.sha256) == (3, first.sha256)
    assert publishing.live_release(campaign.slug) == back


def test_rolling_back_to_what_is_live_changes_nothing() -> None:
    campaign = a_published_campaign()
    live = publishing.live_release(campaign.slug)
    assert publishing.roll_back(campaign, live, by=None) == live


def test_another_campaigns_release_or_a_trial_cannot_be_rolled_back_to() -> None:
    campaign = a_published_campaign()
    for release in (a_release(), publishing.trial(campaign, by=None)):
        with pytest.raises(NotYours):
            publishing.roll_back(campaign, release, by=None)


def test_an_unfinished_draft_can_be_tried() -> None:
    campaign = a_campaign(sections=[{"name": "hero", "data": {}}, {"name": "gone"}])
    campaign.settings = {"countdown": 99}
    campaign.save()
    release = publishing.trial(campaign, by=None)
    assert release.snapshot["play"]["settings"]["countdown"] == 3
    assert [block["name"] for block in release.snapshot["sections"]] == ["hero"]


def test_an_unchanged_draft_is_the_same_trial() -> None:
    campaign = a_campaign()
    first = publishing.trial(campaign, by=None)
    assert publishing.trial(campaign, by=None) == first
    campaign.name = "Another"
    campaign.save()
    assert publishing.trial(campaign, by=None) != first


def test_a_trial_is_never_what_players_meet() -> None:
    campaign = a_campaign()
    publishing.trial(campaign, by=None)
    with pytest.raises(Closed, match="unpublished"):
        publishing.live_release(campaign.slug)


def test_an_address_that_nobody_has_is_not_found() -> None:
    with pytest.raises(NotFound):
        publishing.live_release("nothing-here")


def test_the_snapshot_holds_every_picture_that_it_names() -> None:
    brand = a_brand()
    brand.logo = an_asset(brand, "logo")
    brand.save()
    campaign = a_campaign(brand)
    picture = an_asset(brand, "picture")
    campaign.products.add(a_product(brand, picture=picture))
    hero = an_asset(brand, "picture")
    campaign.sections[0]["data"]["picture"] = hero.pk
    campaign.save()
    named = a_release(campaign).snapshot["assets"]
    scene = campaign.settings["scene"]
    assert set(named) == {str(key) for key in (brand.logo.pk, picture.pk, hero.pk, scene)}
    assert named[str(hero.pk)]["url"] == f"/asset/{hero.sha256}.png"


def test_another_brands_picture_does_not_get_into_a_snapshot() -> None:
    campaign = a_campaign()
    foreign = an_asset(a_brand())
    campaign.settings["scene"] = foreign.pk
    campaign.save()
    assert str(foreign.pk) not in publishing.trial(campaign, by=None).snapshot["assets"]
    with pytest.raises(publishing.NotReady):
        publishing.publish(campaign, by=None)


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [(1, None, "not_yet"), (None, 1, ""), (-2, 1, ""), (None, None, ""), (1, 2, "not_yet")],
)
def test_a_campaign_is_open_between_its_dates(
    starts: int | None, ends: int | None, said: str
) -> None:
    now = timezone.now()
    dates: dict[str, Any] = {
        "starts_at": starts and now + timedelta(hours=starts),
        "ends_at": ends and now + timedelta(hours=ends),
    }
    release = a_release(a_campaign(**dates))
    assert closed_by(release) == said
    if ends:
        assert closed_by(release, now + timedelta(hours=ends)) == "ended"


def test_a_paused_campaign_is_closed_until_it_goes_on() -> None:
    campaign = a_published_campaign()
    publishing.pause(campaign)
    assert closed_by(publishing.live_release(campaign.slug)) == "paused"
    publishing.resume(campaign)
    assert closed_by(publishing.live_release(campaign.slug)) == ""


def test_a_page_opened_before_a_new_release_can_still_be_played_for_an_hour() -> None:
    campaign = a_published_campaign()
    old = publishing.live_release(campaign.slug)
    campaign.rules = "New rules."
    campaign.save()
    new = publishing.publish(campaign, by=None)
    assert closed_by(old) == ""
    later = timezone.now() + timedelta(hours=1, seconds=1)
    assert (closed_by(old, later), closed_by(new, later)) == ("replaced", "")


def test_a_trial_may_be_played_before_the_start_and_while_paused() -> None:
    campaign = a_campaign(starts_at=timezone.now() + timedelta(days=1), paused=True)
    assert closed_by(publishing.trial(campaign, by=None)) == ""


def test_a_preview_link_opens_its_own_draft_only() -> None:
    campaign = a_campaign()
    assert publishing.read_preview(publishing.preview_token(campaign)) == campaign
    for forged in ("", "x", signing.dumps(campaign.pk), publishing.preview_token(campaign)[:-1]):
        with pytest.raises(BadLink):
            publishing.read_preview(forged)


def test_a_preview_link_ends_after_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    token = publishing.preview_token(a_campaign())
    monkeypatch.setattr(publishing, "PREVIEW_LIFETIME", timedelta(seconds=-1))
    with pytest.raises(BadLink) as refused:
        publishing.read_preview(token)
    assert refused.value.code == "old_link"


def test_a_trial_is_played_only_with_the_key_of_its_own_preview() -> None:
    campaign, other = a_campaign(), a_campaign()
    release = publishing.trial(campaign, by=None)
    key = publishing.preview_token(campaign)
    assert publishing.release_for(release.pk, key) == release
    for wrong in ("", publishing.preview_token(other)):
        with pytest.raises((NotFound, BadLink)):
            publishing.release_for(release.pk, wrong)


def test_deleting_a_prize_from_the_draft_keeps_it_in_the_release() -> None:
    campaign = a_campaign()
    prize = a_prize(campaign, name="Kept")
    release = a_release(campaign)
    prize.delete()
    assert [kept["name"] for kept in release.snapshot["prizes"]] == ["Kept"]
    assert Campaign.objects.get(pk=campaign.pk).prizes.count() == 0
