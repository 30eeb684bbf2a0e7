"""Coupons are found, filtered and exported; nobody writes them here."""

from django.test import Client

from campaigns.admin.csvfile import csv_response
from campaigns.models import Coupon
from tests.admin.world import World

LIST = "/admin/campaigns/coupon/"


def exported(desk: Client, query: str = "") -> list[str]:
    answer = desk.get(f"{LIST}export/{query}")
    return answer.getvalue().decode("utf-8-sig").splitlines()


def test_a_coupon_is_found_by_the_start_of_its_code_in_any_case(desk: Client, ours: World) -> None:
    Coupon.objects.create(prize=ours.prize, code="TEA0001")
    page = desk.get(LIST, {"q": "tea0"})
    assert [coupon.code for coupon in page.context["cl"].result_list] == ["TEA0001"]


def test_the_export_holds_what_the_filters_show(desk: Client, ours: World) -> None:
    Coupon.objects.create(prize=ours.prize, code="WON", state=Coupon.State.CLAIMED)
    assert len(exported(desk)) == 3
    (_head, line) = exported(desk, "?state__exact=claimed")
    assert line.startswith("WON,")


def test_a_redeemed_coupon_is_exported_with_its_store(desk: Client, ours: World) -> None:
    (line,) = [line for line in exported(desk) if line.startswith("SECRET")]
    assert line.endswith(f",Store {line.rpartition(' ')[2]}")


def test_nobody_adds_or_changes_a_coupon(desk: Client, ours: World) -> None:
    coupon = Coupon.objects.get(prize=ours.prize)
    assert desk.post(f"{LIST}add/", {"code": "MINE"}).status_code == 403
    assert desk.post(f"{LIST}{coupon.pk}/change/", {"code": "MINE"}).status_code == 403
    assert desk.post(f"{LIST}{coupon.pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_operator_exports_nothing_by_a_nonsense_filter(desk: Client, ours: World) -> None:
    assert desk.get(f"{LIST}export/?nonsense=1").status_code == 404


def test_a_cell_that_looks_like_a_formula_stays_text() -> None:
    answer = csv_response("x.csv", [["=1+1", "-2", "+3", "@x", "a=b", None, 7]])
    text = answer.getvalue().decode("utf-8-sig")
    assert text == "'=1+1,'-2,'+3,'@x,a=b,,7\r\n"
