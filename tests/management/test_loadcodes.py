"""Codes come in from the command line with the same report."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.services.prizes import a_pool

pytestmark = pytest.mark.django_db


def test_a_file_is_brought_in_and_the_report_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prize, file = a_pool(0), tmp_path / "codes.csv"
    file.write_text("code\nA1\nA1\nno good\n")
    call_command("loadcodes", prize.pk, file)
    assert prize.coupons.get().code == "A1"
    printed = capsys.readouterr().out.splitlines()
    assert printed == [
        "4: The code has a space in it. no good",
        "1 accepted, 1 known already, 1 bad lines",
    ]


def test_what_cannot_be_done_is_said_in_words(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    for prize, file in ((0, empty), (a_pool(0).pk, empty), (a_pool(0).pk, tmp_path / "none.csv")):
        with pytest.raises(CommandError):
            call_command("loadcodes", prize, file)
