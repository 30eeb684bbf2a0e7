import sys

import pytest

from deploy.run.commands import run, show
from deploy.run.console import Trouble, padded


def test_a_command_that_works_says_what_it_wrote() -> None:
    assert run(sys.executable, "-c", "print(6 * 7)", doing="count") == "42\n"


def test_a_command_that_fails_is_explained_by_its_last_words() -> None:
    with pytest.raises(Trouble, match=r"(?s)Could not count\..*not a number"):
        run(sys.executable, "-c", "raise SystemExit('not a number')", doing="count")


@pytest.mark.parametrize(
    "words", ["Temporary failure in name resolution", "getaddrinfo ENOTFOUND somewhere"]
)
def test_a_missing_network_is_recognised(words: str) -> None:
    with pytest.raises(Trouble, match="no network"):
        run("sh", "-c", f"echo '{words}' >&2; exit 1", doing="download")


def test_a_missing_module_is_not_taken_for_a_missing_network() -> None:
    with pytest.raises(Trouble) as trouble:
        run(sys.executable, "-c", "import nowhere_to_be_found", doing="import")
    assert "no network" not in str(trouble.value)


def test_the_exit_code_of_a_shown_command_is_told() -> None:
    assert show("sh", "-c", "exit 3") == 3


def test_chinese_labels_line_up_with_english_ones() -> None:
    assert padded("屏幕", 6) == "屏幕  "
    assert padded("screen", 8) == "screen  "
