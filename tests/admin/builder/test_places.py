"""Step places: time, QR codes that can be read, screens that are paired."""

import io

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from campaigns.models import Event, Placement, Screen
from campaigns.services import assets, screening
from tests import cast
from tests.admin.builder.conftest import Step
from tests.admin.world import World
from tests.codes import read_code


def test_the_time_is_saved_in_the_installations_zone(step: Step, ours: World) -> None:
    data = {"starts_at": "2026-07-01T09:00", "ends_at": "2026-07-31T22:00", "photo_hours": "48"}
    assert step("places", data).status_code == 302
    assert ours.campaign.starts_at
    assert ours.campaign.starts_at.isoformat() == "2026-07-01T01:00:00+00:00"
    assert ours.campaign.photo_hours == 48


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends_at": "2026-06-01T09:00"}, "ends_at"),
        ({"photo_hours": "0"}, "photo_hours"),
        ({"photo_hours": "9999"}, "photo_hours"),
        ({"starts_at": "soon"}, "starts_at"),
    ],
)
def test_a_wrong_time_is_said_beside_the_field(
    step: Step, ours: World, changed: dict[str, str], field: str
) -> None:
    data = {"starts_at": "2026-07-01T09:00", "ends_at": "", "photo_hours": "24"}
    answer = step("places", data | changed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_new_place_has_a_code_of_its_own(step: Step, ours: World) -> None:
    assert step("places", {"do": "place", "place-name": "Lift"}).status_code == 302
    assert ours.campaign.placements.get(name="Lift").code


def test_a_place_without_a_name_is_refused(step: Step, ours: World) -> None:
    answer = step("places", {"do": "place", "place-name": ""})
    assert "name" in answer.context["place_form"].errors


def test_an_unused_place_is_deleted_and_a_used_one_is_kept(step: Step, ours: World) -> None:
    unused, used = cast.a_placement(ours.campaign), cast.a_placement(ours.campaign)
    Event.objects.create(campaign=ours.campaign, placement=used, name="view", at=timezone.now())
    assert step("places", {"do": f"remove:{unused.pk}"}).status_code == 302
    assert step("places", {"do": f"remove:{used.pk}"}).status_code == 422
    assert set(Placement.objects.filter(pk__in=[unused.pk, used.pk])) == {used}


def test_another_campaigns_place_is_not_deleted(step: Step, theirs: World) -> None:
    place = cast.a_placement(theirs.campaign)
    step("places", {"do": f"remove:{place.pk}"})
    assert Placement.objects.filter(pk=place.pk).exists()


@pytest.mark.parametrize("extra", ["", "?plain=1", "?logo=1"])
def test_the_png_of_a_place_is_read_as_its_address(desk: Client, ours: World, extra: str) -> None:
    url = reverse(
        "admin:campaigns_placement_code", args=[ours.campaign.pk, ours.placement.pk, "png"]
    )
    answer = desk.get(url + extra)
    assert read_code(answer.content) == f"{settings.BASE_URL}/q/{ours.placement.code}"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_svg_is_shown_in_the_page_and_the_pdf_is_for_the_printer(
    desk: Client, ours: World
) -> None:
    args = [ours.campaign.pk, ours.placement.pk]
    svg = desk.get(reverse("admin:campaigns_placement_code", args=[*args, "svg"]) + "?show=1")
    pdf = desk.get(reverse("admin:campaigns_placement_code", args=[*args, "pdf"]))
    assert svg.headers["Content-Type"] == "image/svg+xml"
    assert "Content-Disposition" not in svg.headers
    assert pdf.content.startswith(b"%PDF")


def test_a_code_with_the_brands_logo_is_read_too(desk: Client, ours: World) -> None:
    logo = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    logo.paste((201, 64, 47, 255), (20, 20, 180, 150))
    file = io.BytesIO()
    logo.save(file, "PNG")
    ours.brand.logo = assets.take_in(ours.brand, "logo", "logo.png", file.getvalue())
    ours.brand.save()
    url = reverse(
        "admin:campaigns_placement_code", args=[ours.campaign.pk, ours.placement.pk, "png"]
    )
    assert read_code(desk.get(url + "?logo=1").content).endswith(ours.placement.code)


def test_a_screen_is_added_and_paired_by_the_code_that_it_shows(step: Step, ours: World) -> None:
    data = {"screen-name": "Atrium", "screen-placement": ours.placement.pk}
    assert step("places", {"do": "screen", **data}).status_code == 302
    screen = Screen.objects.get(name="Atrium")
    pairing, token = screening.hello()
    answer = step("places", {"do": f"pair:{screen.pk}", f"code-{screen.pk}": pairing.code})
    assert answer.status_code == 302
    assert screening.screen_of(token) == screen
    step("places", {"do": f"unpair:{screen.pk}"})
    screen.refresh_from_db()
    assert not screen.token_hash


def test_a_wrong_code_is_said_beside_the_screen(step: Step, ours: World) -> None:
    screen = ours.rows[Screen]
    answer = step("places", {"do": f"pair:{screen.pk}", f"code-{screen.pk}": "NOSUCH"})
    assert answer.status_code == 422
    assert screen.pk in answer.context["pairing_errors"]


def test_another_brands_screen_cannot_be_paired(step: Step, ours: World, theirs: World) -> None:
    screen = theirs.rows[Screen]
    pairing, _token = screening.hello()
    step("places", {"do": f"pair:{screen.pk}", f"code-{screen.pk}": pairing.code})
    assert not Screen.objects.get(pk=screen.pk).token_hash


def test_a_screen_is_given_to_this_campaign(step: Step, ours: World) -> None:
    elsewhere = Screen.objects.create(
        brand=ours.brand, name="Hall", placement=cast.a_placement(cast.a_campaign(ours.brand))
    )
    step("places", {"do": f"move:{elsewhere.pk}", f"at-{elsewhere.pk}": ours.placement.pk})
    elsewhere.refresh_from_db()
    assert elsewhere.placement == ours.placement


@pytest.mark.parametrize("wish", ["pair:x", "unpair:999999", "move:", "remove:²", "nonsense"])
def test_nonsense_is_answered_with_the_page(step: Step, wish: str) -> None:
    assert step("places", {"do": wish}).status_code == 422
