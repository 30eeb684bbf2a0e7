"""What a screen shows, and the rounds that are its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.models import Campaign, Event, Round, Screen
from campaigns.services import publishing, screening
from campaigns.services.errors import Closed, Gone, NotYours, TooMany
from tests.services.plain import Plain, a_plain_release
from tests.services.screens import a_paired_screen, a_screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain")]


def shown(screen: Screen) -> screening.Showing:
    fresh = Screen.objects.select_related("placement__campaign__release").get(pk=screen.pk)
    return screening.state(fresh)


def test_it_shows_the_live_release_of_its_place() -> None:
    release = a_plain_release()
    screen = a_screen(release)
    assert (shown(screen).release, shown(screen).closed) == (release, None)


def test_a_new_release_is_a_new_version(plain: Plain) -> None:
    release = a_plain_release()
    screen = a_screen(release)
    before = screening.version_of(shown(screen))
    campaign = Campaign.objects.get(pk=release.campaign_id)
    campaign.name = "Another name"
    campaign.save()
    publishing.publish(campaign, by=None)
    assert screening.version_of(shown(screen)) != before


def test_another_way_to_start_is_a_new_version() -> None:
    screen = a_screen(a_plain_release())
    before = shown(screen)
    screen.wakes_by_hand = True
    screen.save()
    assert (before.by_hand, shown(screen).by_hand) == (False, True)
    assert screening.version_of(shown(screen)) != screening.version_of(before)


def test_a_pause_an_end_and_a_deleted_place_are_three_friendly_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release = a_plain_release(ends_at=timezone.now() + timedelta(hours=1))
    screen = a_screen(release)
    publishing.pause(release.campaign)
    paused = shown(screen)
    publishing.resume(release.campaign)
    tomorrow = timezone.now() + timedelta(days=1)
    with monkeypatch.context() as later:
        later.setattr(timezone, "now", lambda: tomorrow)
        over = shown(screen)
    screen.placement = None
    screen.save()
    unplaced = shown(screen)
    codes = [found.closed.code for found in (paused, over, unplaced) if found.closed]
    assert codes == ["paused", "ended", "unplaced"]
    assert len({screening.version_of(found) for found in (paused, over, unplaced)}) == 3


def test_an_unpublished_campaign_is_not_shown() -> None:
    release = a_plain_release()
    screen = a_screen(release)
    Campaign.objects.update(release=None)
    closed = shown(screen).closed
    assert closed is not None
    assert closed.code == "unpublished"


def test_a_round_of_a_screen_has_no_player_yet_and_counts_at_its_place() -> None:
    screen, _token = a_paired_screen(a_plain_release())
    played = screening.begin(screen, "zh-hans")
    assert (played.player, played.screen, played.placement) == (None, screen, screen.placement)
    assert (played.consent.player, played.consent.language) == (None, "zh-hans")
    started = Event.objects.get(name="start")
    assert started.placement == screen.placement


def test_a_paused_campaign_starts_no_round() -> None:
    release = a_plain_release()
    _screen, token = a_paired_screen(release)
    publishing.pause(release.campaign)
    with pytest.raises(Closed):
        screening.begin(screening.screen_of(token), "en")
    assert not Round.objects.exists()


def test_a_screen_without_a_place_starts_no_round() -> None:
    with pytest.raises(screening.Unplaced):
        screening.begin(a_screen(), "en")


def test_a_screen_is_played_at_a_human_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "MOST_ROUNDS_A_MINUTE", 2)
    screen, _token = a_paired_screen(a_plain_release())
    for _visitor in range(2):
        screening.begin(screen, "en")
    with pytest.raises(TooMany):
        screening.begin(screen, "en")
    Round.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    screening.begin(screen, "en")


def test_another_screens_round_is_not_shown() -> None:
    release = a_plain_release()
    played = screening.begin(a_paired_screen(release)[0], "en")
    with pytest.raises(NotYours):
        screening.round_of(a_screen(release), played.pk)


def test_a_round_leaves_the_screen_when_its_visitor_must_have_left() -> None:
    screen, _token = a_paired_screen(a_plain_release())
    played = screening.begin(screen, "en")
    assert screening.round_of(screen, played.pk) == played
    Round.objects.update(started_at=timezone.now() - screening.ROUND_LIFETIME)
    with pytest.raises(Gone):
        screening.round_of(screen, played.pk)


def test_signs_of_life_are_written_now_and_then() -> None:
    screen = a_screen()
    screening.heard_of(screen)
    screen.refresh_from_db()
    first = screen.seen_at
    assert first is not None
    screening.heard_of(screen)
    screen.refresh_from_db()
    assert screen.seen_at == first
    Screen.objects.update(seen_at=first - timedelta(seconds=10))
    screening.heard_of(screen)
    screen.refresh_from_db()
    assert screen.seen_at >= first


def test_a_screen_that_sees_nothing_is_remembered_until_it_sees_again() -> None:
    screen = a_screen()
    told = []
    for blind in (True, True, False):
        screening.heard_of(screen, blind=blind)
        screen.refresh_from_db()
        told.append(screen.blind_since)
    assert told[0] is not None
    assert told == [told[0], told[0], None]
