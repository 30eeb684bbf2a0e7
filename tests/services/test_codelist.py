"""A list of codes is read as people have it; what cannot be read is said clearly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.services.codelist import MAX_BYTES, BadList, read_codes


def codes(data: bytes) -> list[str]:
    return [line.code for line in read_codes(data) if not line.why]


def bad(data: bytes) -> list[tuple[int, str]]:
    return [(line.number, line.why) for line in read_codes(data) if line.why]


@pytest.mark.parametrize(
    "data",
    [
        b"A1\nB2\n",
        b"A1\r\nB2",
        b"A1\rB2\r",
        b"\xef\xbb\xbfA1\nB2\n",
        b"\n\n  A1  \n\n\tB2\n\n",
        b'"A1"\n"B2"\n',
        b"A1,used,2026\nB2,,\n",
        b"code\nA1\nB2\n",
        b"\xef\xbb\xbfCode;Value\nA1;20\nB2;20\n",
        b"\xef\xbb\xbfA1;12,50;x\r\nB2;8,00;y\r\n",
        b"A1\t12,50\nB2\t8,00\n",
        b"code\nA1\nB2;semi\n",
        b'"A1";"20; off"\n"B2";""\n',
        b"No.,Coupon Code\n1,A1\n2,B2\n",
        "券码\nA1\nB2\n".encode("gbk"),
        "面额,优惠券码\n20元,A1\n20元,B2\n".encode("gbk"),
        "兑换码\tA\nA1\t1\nB2\t2\n".encode("utf-16"),
    ],
)
def test_the_codes_are_found_in_every_usual_kind_of_file(data: bytes) -> None:
    assert codes(data) == ["A1", "B2"]
    assert bad(data) == []


def test_a_code_may_begin_like_a_formula_and_hold_a_quoted_comma() -> None:
    data = b'code,value\n=A1,1\n+B2,1\n-C3,1\n@D4,1\n"E,5",1\n'
    assert codes(data) == ["=A1", "+B2", "-C3", "@D4", "E,5"]


def test_bad_lines_are_named_with_their_number_and_reason() -> None:
    data = b"code,value\nGOOD1,1\nhas space,1\n,1\n" + b"X" * 65 + "\nBE\u200bLL\nGOOD2".encode()
    assert bad(data) == [
        (3, "The code has a space in it."),
        (4, "There is no code in this line."),
        (5, "The code is longer than 64 characters."),
        (6, "The code has characters in it that cannot be seen."),
    ]
    assert codes(data) == ["GOOD1", "GOOD2"]


def test_a_line_that_is_divided_otherwise_is_reported_and_not_taken_whole() -> None:
    data = b"code,value\nA1,1\nB2;2\nC3\nD4\t4\n"
    assert codes(data) == ["A1", "C3"]
    assert [(number, "divided" in why) for number, why in bad(data)] == [(3, True), (5, True)]


def test_an_open_quote_harms_its_own_line_only() -> None:
    assert codes(b'A1\n"B2\nC3\n') == ["A1", "B2", "C3"]


def test_the_line_is_shown_short_and_harmless() -> None:
    (line,) = read_codes(b"bad \x1b[31m" + b"x" * 200)
    assert "\x1b" not in line.text
    assert len(line.text) == 61


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"PK\x03\x04rest of a workbook", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "spreadsheet"),
        (b"\x89PNG\r\n", "no text"),
        (b"A1\x00B2\n", "no text"),
        (b"\xff\xff\xff\xff", "no text"),
        (b"A" * (MAX_BYTES + 1), "10 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(BadList) as refusal:
        read_codes(data)
    assert words in str(refusal.value.words)


@given(st.binary(max_size=300))
def test_any_bytes_are_either_read_or_refused(data: bytes) -> None:
    try:
        lines = list(read_codes(data))
    except BadList:
        return
    assert all(0 < len(line.code) <= 64 for line in lines if not line.why)


@given(st.lists(st.from_regex(r"[A-Za-z0-9=+@_-]{1,64}", fullmatch=True), min_size=1, max_size=30))
def test_every_code_that_was_written_is_read_again(written: list[str]) -> None:
    data = "\n".join(["code", *written]).encode()
    assert codes(data) == written
