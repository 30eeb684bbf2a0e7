"""Step prizes: kinds of codes, lists with their report, limits that keep what players won."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from campaigns.models import Coupon, Prize
from campaigns.services.codelist import MAX_BYTES
from tests import cast
from tests.admin.builder.conftest import Step
from tests.admin.world import World


def form(**changed: Any) -> dict[str, Any]:
    values = {"name": "20 off", "kind": "shared", "shared_code": "STAR", "chance": "100"}
    return values | {"per_player": "1", "do": "save"} | changed


def new(desk: Client, ours: World, **changed: Any) -> Any:
    url = reverse("admin:campaigns_prize_new", args=[ours.campaign.pk])
    return desk.post(url, form(**changed))


def edit(desk: Client, ours: World, prize: Prize, **data: Any) -> Any:
    return desk.post(reverse("admin:campaigns_prize", args=[ours.campaign.pk, prize.pk]), data)


def test_a_shared_code_is_made_with_its_stock(desk: Client, ours: World) -> None:
    assert new(desk, ours, stock="3", chance="12.5").status_code == 302
    made = Prize.objects.get(name="20 off", kind="shared", campaign=ours.campaign)
    assert made.odds == pytest.approx(0.125)
    assert made.coupons.filter(state=Coupon.State.FREE).count() == 3


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"shared_code": ""}, "shared_code"),
        ({"name": ""}, "name"),
        ({"chance": "101"}, "chance"),
        ({"kind": "nonsense"}, "kind"),
        ({"stock": "-1"}, "stock"),
        ({"valid_until": "soon"}, "valid_until"),
        ({"tier": "nonsense"}, "tier"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    desk: Client, ours: World, changed: dict[str, str], field: str
) -> None:
    answer = new(desk, ours, **changed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_new_list_prize_leads_to_its_import(desk: Client, ours: World) -> None:
    answer = new(desk, ours, name="Pool", kind="pool")
    made = Prize.objects.get(name="Pool")
    assert answer.headers["Location"].endswith(f"/prizes/{made.pk}/")
    assert made.shared_code == ""


def test_a_list_of_codes_is_brought_in_with_its_report(desk: Client, ours: World) -> None:
    file = SimpleUploadedFile("codes.csv", b"code\nA1\nA2\nA1\n" + b"X" * 90 + b"\n")
    answer = edit(desk, ours, ours.prize, do="import", file=file)
    report = ours.prize.imports.get()
    assert answer.status_code == 302
    assert (report.accepted, report.duplicates, report.bad_count) == (2, 1, 1)
    assert report.imported_by == ours.operator
    page = desk.get(answer.headers["Location"].partition("#")[0]).content.decode()
    assert "2 new, 1 there already, 1 could not be read" in page


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04spreadsheet", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_no_list_is_said_beside_it(desk: Client, ours: World, data: bytes) -> None:
    file = SimpleUploadedFile("codes.xlsx", data)
    answer = edit(desk, ours, ours.prize, do="import", file=file)
    assert answer.status_code == 422
    assert "file" in answer.context["upload"].errors


def test_the_kind_stays_once_there_are_codes(desk: Client, ours: World) -> None:
    page = desk.get(reverse("admin:campaigns_prize", args=[ours.campaign.pk, ours.prize.pk]))
    assert page.context["form"].fields["kind"].disabled
    assert "make another prize" in page.content.decode()
    edit(desk, ours, ours.prize, **form(name="Renamed"))
    ours.prize.refresh_from_db()
    assert (ours.prize.name, ours.prize.kind, ours.prize.shared_code) == ("Renamed", "pool", "")


def test_a_prize_is_spread_over_the_days_where_that_is_ticked(desk: Client, ours: World) -> None:
    new(desk, ours, name="Daily", spread="on")
    assert Prize.objects.get(name="Daily").spread


def test_a_list_that_is_too_large_is_refused_before_it_is_read(desk: Client, ours: World) -> None:
    file = SimpleUploadedFile("codes.csv", b"A" * (MAX_BYTES + 2))
    answer = edit(desk, ours, ours.prize, do="import", file=file)
    assert answer.status_code == 422
    assert "10 MB" in str(answer.context["upload"].errors["file"])


def test_the_chance_is_shown_as_it_was_typed(desk: Client, ours: World) -> None:
    prize = cast.a_prize(ours.campaign, odds=0.1)
    url = reverse("admin:campaigns_prize", args=[ours.campaign.pk, prize.pk])
    assert desk.get(url).context["form"]["chance"].value() == "10"


def test_a_prize_with_free_codes_only_is_deleted(desk: Client, ours: World) -> None:
    prize = cast.a_prize(ours.campaign)
    Coupon.objects.create(prize=prize, code="FREE")
    assert edit(desk, ours, prize, do="delete").status_code == 302
    assert not Prize.objects.filter(pk=prize.pk).exists()


def test_a_prize_that_players_have_is_kept_whole(desk: Client, ours: World) -> None:
    prize = cast.a_prize(ours.campaign)
    for code, state in (("FREE", Coupon.State.FREE), ("WON", Coupon.State.CLAIMED)):
        Coupon.objects.create(prize=prize, code=code, state=state)
    assert edit(desk, ours, prize, do="delete").status_code == 409
    assert prize.coupons.count() == 2


def test_prizes_change_their_order(step: Step, ours: World) -> None:
    first, second = cast.a_prize(ours.campaign, position=1), cast.a_prize(ours.campaign, position=2)
    step("prizes", {"do": f"up:{second.pk}"})
    assert list(ours.campaign.prizes.all()) == [ours.prize, second, first]


@pytest.mark.parametrize("wish", ["up:999999", "nonsense", "down:"])
def test_a_wish_for_no_prize_changes_nothing(step: Step, ours: World, wish: str) -> None:
    assert step("prizes", {"do": wish}).status_code == 302
    assert list(ours.campaign.prizes.all()) == [ours.prize]


def test_the_counts_are_those_of_the_codes(step: Step, ours: World) -> None:
    for number, state in enumerate(("free", "free", "claimed", "redeemed", "void")):
        Coupon.objects.create(prize=ours.prize, code=f"C{number}", state=state)
    row = step("prizes").context["rows"][0]
    assert (row.free, row.given, row.redeemed) == (3, 2, 1)
