"""Codes are made as the stock says, and come in from a file without one being lost."""

import pytest
from django.utils.translation import gettext, override

from campaigns.models import CodeImport, Prize
from campaigns.services.claiming import claim
from campaigns.services.codelist import BadList
from campaigns.services.codes import NoList, free_count, import_codes, make_codes
from tests.cast import a_campaign, a_player, a_prize, an_operator
from tests.services.prizes import EVENING, a_pool

pytestmark = pytest.mark.django_db


def generated(stock: int | None) -> Prize:
    return a_prize(a_campaign(), kind="generated", shared_code="", stock=stock)


def restock(prize: Prize, stock: int) -> int | None:
    prize.stock = stock
    prize.save()
    return make_codes(prize)


def bring_in(prize: Prize, data: bytes) -> CodeImport:
    return import_codes(prize, data, "codes.csv", None)


def test_as_many_codes_are_made_as_the_stock_says_and_no_more_later() -> None:
    prize = generated(40)
    assert make_codes(prize) == 40
    assert make_codes(prize) == 40
    codes = set(prize.coupons.values_list("code", flat=True))
    assert len(codes) == 40
    assert {len(code) for code in codes} == {12}


@pytest.mark.parametrize("kind", ["generated", "shared"])
def test_a_larger_stock_adds_rows_and_a_smaller_one_makes_free_ones_void(kind: str) -> None:
    prize = a_prize(a_campaign(), kind=kind, stock=3)
    make_codes(prize)
    given = claim(prize, a_player(), EVENING)
    assert restock(prize, 5) == 4
    assert restock(prize, 2) == 1
    assert restock(prize, 0) == 0
    assert given
    assert list(prize.coupons.filter(state="claimed")) == [given]
    assert restock(prize, 3) == 2


def test_a_new_shared_code_takes_the_place_of_the_one_nobody_has_yet() -> None:
    prize = a_prize(a_campaign(), stock=3)
    make_codes(prize)
    claim(prize, a_player(), EVENING)
    prize.shared_code = "STAR30"
    assert make_codes(prize) == 2
    new = claim(prize, a_player(), EVENING)
    assert new
    assert new.code == "STAR30"


def test_without_a_stock_nothing_is_made_beforehand() -> None:
    prize = generated(None)
    assert make_codes(prize) is None
    assert free_count(prize) is None
    assert not prize.coupons.exists()


def test_the_codes_of_a_list_are_left_as_they_are() -> None:
    assert make_codes(a_pool(4, stock=1)) == 4


def test_a_file_is_brought_in_with_a_report() -> None:
    prize = a_pool(0)
    by = an_operator(prize.campaign.brand)
    report = import_codes(prize, b"code\nA1\nA1\n\nno good\nB2\n", "codes.csv", by)
    assert (report.accepted, report.duplicates, report.bad_count) == (2, 1, 1)
    assert report.bad_lines == [
        {"line": 5, "text": "no good", "why": "The code has a space in it."}
    ]
    assert CodeImport.objects.get() == report
    assert report.imported_by == by
    assert free_count(prize) == 2


def test_the_report_speaks_the_language_of_who_asked() -> None:
    with override("zh-hans"):
        why = gettext("The code has a space in it.")
        report = bring_in(a_pool(0), b"no good\n")
    assert report.bad_lines[0]["why"] == why


def test_bringing_the_same_file_in_again_adds_nothing() -> None:
    prize = a_pool(0)
    bring_in(prize, b"A1\nB2\n")
    again = bring_in(prize, b"A1\nB2\nC3\n")
    assert (again.accepted, again.duplicates) == (1, 2)
    assert free_count(prize) == 3


def test_a_code_that_was_given_does_not_become_free_by_a_file() -> None:
    prize = a_pool(0)
    bring_in(prize, b"A1\n")
    claim(prize, a_player(), EVENING)
    assert bring_in(prize, b"A1\n").duplicates == 1
    assert free_count(prize) == 0


def test_a_void_code_that_nobody_had_is_free_again_when_it_comes_in() -> None:
    prize = a_pool(0)
    bring_in(prize, b"A1\nB2\n")
    prize.coupons.update(state="void")
    report = bring_in(prize, b"A1\nA1\n")
    assert (report.accepted, report.duplicates) == (1, 1)
    assert free_count(prize) == 1


def test_another_prize_may_have_the_same_code() -> None:
    assert [bring_in(a_pool(0), b"A1\n").accepted for _ in range(2)] == [1, 1]


def test_only_the_first_bad_lines_are_kept_but_all_are_counted() -> None:
    report = bring_in(a_pool(0), b"a b\n" * 250 + b"GOOD\n")
    assert (len(report.bad_lines), report.bad_count, report.accepted) == (100, 250, 1)


def test_a_hundred_thousand_codes_come_in_at_once() -> None:
    prize = a_pool(0)
    lines = "\n".join(f"CODE{number:08}" for number in range(100_000))
    report = bring_in(prize, f"code\n{lines}\nCODE00000001\n".encode())
    assert (report.accepted, report.duplicates, report.bad_count) == (100_000, 1, 0)
    assert free_count(prize) == 100_000


def test_a_wrong_file_adds_nothing_and_leaves_no_report() -> None:
    prize = a_pool(0)
    with pytest.raises(BadList):
        bring_in(prize, b"PK\x03\x04")
    assert not CodeImport.objects.exists()


def test_a_prize_whose_codes_are_made_takes_no_list() -> None:
    with pytest.raises(NoList):
        bring_in(generated(3), b"A1\n")
