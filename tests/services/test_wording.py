"""Every reason has words that say what to do next."""

import pytest
from django.utils import translation

from campaigns.services.wording import consent_words, reason_words
from inference import Reason


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_of_its_own(reason: Reason) -> None:
    assert reason_words(reason) != reason_words("failed")


def test_an_unknown_reason_is_our_own_fault() -> None:
    assert reason_words("no-such-code") == reason_words("failed")


def test_consent_says_how_long_the_picture_is_kept() -> None:
    with translation.override("en"):
        assert "after 1 hour," in consent_words(1)
        assert "after 24 hours," in consent_words(24)
