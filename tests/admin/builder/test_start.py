"""A campaign begins with a play and a name."""

from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign, Membership
from tests.admin.world import World

START = "/admin/campaigns/campaign/add/"


def test_a_play_and_a_name_are_enough(desk: Client, ours: World) -> None:
    data = {"play": "star_photo", "name": "Summer", "language": "en", "brand": ours.brand.pk}
    answer = desk.post(START, data)
    made = Campaign.objects.get(name="Summer")
    assert answer.headers["Location"] == reverse(
        "admin:campaigns_campaign_build", args=[made.pk, "play"]
    )
    assert made.brand == ours.brand


def test_a_missing_name_is_said_beside_it_and_nothing_is_made(desk: Client, ours: World) -> None:
    before = Campaign.objects.count()
    answer = desk.post(START, {"play": "star_photo", "language": "en", "brand": ours.brand.pk})
    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors
    assert Campaign.objects.count() == before


def test_a_campaign_cannot_be_made_for_another_brand(
    desk: Client, ours: World, theirs: World
) -> None:
    data = {"play": "star_photo", "name": "Theft", "language": "en", "brand": theirs.brand.pk}
    assert desk.post(START, data).status_code == 422
    assert not Campaign.objects.filter(name="Theft").exists()


def test_a_cashier_builds_nothing(client: Client, ours: World) -> None:
    client.force_login(ours.cashier)
    assert client.get(START).status_code == 403


def test_a_person_of_two_brands_is_asked_for_which(
    desk: Client, ours: World, theirs: World
) -> None:
    Membership.objects.create(brand=theirs.brand, user=ours.operator)
    assert not desk.get(START).context["form"]["brand"].is_hidden


def test_opening_a_draft_leads_to_its_first_step(desk: Client, ours: World) -> None:
    answer = desk.get(reverse("admin:campaigns_campaign_change", args=[ours.campaign.pk]))
    assert answer.headers["Location"].endswith("/build/play/")
