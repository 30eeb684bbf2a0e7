"""Every reason has words that say what to do next."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from campaigns.services.wording import code_parts, consent_of, consent_words, reason_words
from inference import Reason


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_of_its_own(reason: Reason) -> None:
    assert reason_words(reason) != reason_words("failed")


def test_an_unknown_reason_is_our_own_fault() -> None:
    assert reason_words("no-such-code") == reason_words("failed")


def test_consent_says_how_long_the_picture_is_kept() -> None:
    with translation.override("en"):
        assert "finished picture is erased after 1 hour," in consent_words(1)
        assert "finished picture is erased after 24 hours," in consent_words(24)


def test_consent_reads_as_one_text_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert "。 " not in consent_words(24)
        assert "24 小时" in consent_words(24)


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("STAR20", ["STAR20"]),
        ("Q9CKJAEVYNNC", ["Q9CK", "JAEV", "YNNC"]),
        ("LUMO-3JM5ZFTDNE", ["LUMO-", "3JM5", "ZFT", "DNE"]),
    ],
)
def test_a_code_is_read_in_parts_of_three_or_four(code: str, parts: list[str]) -> None:
    assert code_parts(code) == parts


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc", "Zs"]), max_size=64))
def test_the_parts_of_a_code_are_the_code(code: str) -> None:
    parts = code_parts(code)
    assert "".join(parts) == code
    assert all(parts)
    assert all(len(part.rstrip("-")) <= 7 for part in parts)


def _told(play: str, hours: int = 24) -> str:
    return consent_of({"campaign": {"photo_hours": hours}, "play": {"name": play}})


def test_the_consent_says_so_where_the_photo_is_kept_for_another_brush() -> None:
    with translation.override("en"):
        assert _told("star_photo") == consent_words(24)
        assert "as soon as the picture is made" not in _told("style_portrait")
        assert "kept as long as the picture: both are erased after 24 hours" in _told(
            "style_portrait"
        )
        assert "both are erased after 1 hour," in _told("style_portrait", 1)
