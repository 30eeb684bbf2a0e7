"""The desk's first page shows what matters to whoever opens it."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Event, Prize, Screen
from campaigns.services import publishing
from tests import cast
from tests.admin.world import World

HOME = "/admin/"


def test_a_live_campaign_shows_todays_people(desk: Client, ours: World) -> None:
    ours.prize.delete() if not ours.prize.coupons.exists() else None
    ours.campaign.prizes.update(kind="shared", shared_code="STAR")
    publishing.publish(ours.campaign, by=None)
    Event.objects.create(campaign=ours.campaign, name="view", at=timezone.now())
    (running,) = desk.get(HOME).context["running"]
    assert running.campaign == ours.campaign
    assert running.phase.name == "live"


def test_drafts_are_ours_only(desk: Client, ours: World, theirs: World) -> None:
    page = desk.get(HOME)
    assert page.context["drafts"] == [ours.campaign]
    assert theirs.campaign.name not in page.content.decode()


def test_a_screen_that_fell_silent_needs_a_hand(desk: Client, ours: World) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    for name, seen in (("Silent", long_ago), ("Awake", timezone.now())):
        Screen.objects.create(brand=ours.brand, name=name, token_hash=name, seen_at=seen)
    assert [screen.name for screen in desk.get(HOME).context["needs"].screens] == ["Silent"]


def test_a_screen_that_shall_see_hands_and_cannot_needs_one(desk: Client, ours: World) -> None:
    now = timezone.now()
    for name, shall, since in (("Touched", False, now), ("Blind", True, now), ("Sees", True, None)):
        Screen.objects.create(
            brand=ours.brand,
            name=name,
            token_hash=name,
            seen_at=now,
            wakes_by_hand=shall,
            blind_since=since,
        )
    page = desk.get(HOME)
    assert [screen.name for screen in page.context["needs"].blind] == ["Blind"]
    assert "“Blind” has no camera" in page.content.decode()


def test_a_prize_that_ran_out_in_a_live_campaign_needs_a_hand(desk: Client, ours: World) -> None:
    publishing.publish(ours.campaign, by=None)
    empty = cast.a_prize(ours.campaign, kind=Prize.Kind.POOL, name="Gone")
    assert desk.get(HOME).context["needs"].prizes == [empty]


def test_a_cashier_finds_the_way_to_redeem_and_nothing_else(client: Client, ours: World) -> None:
    client.force_login(ours.cashier)
    page = client.get(HOME)
    text = page.content.decode()
    assert reverse("redeem") in text
    assert page.context["desk_places"] == []
    assert ours.campaign.name not in text


def test_the_language_is_switched_and_kept(desk: Client, ours: World) -> None:
    answer = desk.post(reverse("set_language"), {"language": "zh-hans", "next": HOME}, follow=True)
    assert 'lang="zh-hans"' in answer.content.decode()
