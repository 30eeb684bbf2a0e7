"""Fixtures of the services' tests."""

import pytest

from campaigns.plays.registry import PLAYS
from tests.services.plain import Plain


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Plain:
    """The play without a network, registered for the test."""
    play = Plain()
    monkeypatch.setitem(PLAYS, play.name, play)
    return play
