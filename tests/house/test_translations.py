"""Every word that a person reads is there in Chinese too, with its placeholders."""

import re
import shutil
from pathlib import Path

import polib
import pytest

from deploy.run.messages import makemessages
from deploy.run.paths import ROOT
from tests.house.files import tracked

_LANGUAGE = Path("campaigns/locale/zh_Hans/LC_MESSAGES/django.po")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


@pytest.fixture(scope="module")
def committed() -> polib.POFile:
    return polib.pofile(str(ROOT / _LANGUAGE))


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """What `make messages` would write now, in a copy of the repository."""
    copy = tmp_path_factory.mktemp("messages")
    for path in tracked():
        if (
            path.parts[0] in {"campaigns", "inference", "templates", "deploy", "tests"}
            or len(path.parts) == 1
        ):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, copy / path)
    makemessages(copy)
    return polib.pofile(str(copy / _LANGUAGE))


def test_every_string_of_the_code_is_collected(
    collected: polib.POFile, committed: polib.POFile
) -> None:
    assert _names(collected) - _names(committed) == set(), "run: make messages"


def test_no_string_that_the_code_no_longer_has_is_kept(
    collected: polib.POFile, committed: polib.POFile
) -> None:
    assert _names(committed) - _names(collected) == set(), "run: make messages"


def test_every_string_has_its_chinese(committed: polib.POFile) -> None:
    assert [entry.msgid for entry in committed if not entry.translated() or entry.fuzzy] == []


def test_a_translation_has_the_placeholders_of_its_source(committed: polib.POFile) -> None:
    wrong = [
        (entry.msgid, text)
        for entry in committed
        for text in (list(entry.msgstr_plural.values()) or [entry.msgstr])
        if _placeholders(text) != _placeholders(entry.msgid_plural or entry.msgid)
    ]
    assert wrong == []


def _names(file: polib.POFile) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in file if not entry.obsolete}


def _placeholders(text: str) -> set[str]:
    return {match[0] for match in _PLACEHOLDER.finditer(text.replace("%%", ""))}
