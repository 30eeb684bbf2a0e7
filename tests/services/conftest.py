"""Fixtures of the services' tests."""

import pytest

from campaigns.plays.registry import PLAYS
from campaigns.services import bell
from tests.services.plain import Plain


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Plain:
    """The play without a network, registered for the test."""
    play = Plain()
    monkeypatch.setitem(PLAYS, play.name, play)
    return play


@pytest.fixture
def no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests say themselves when a worker comes."""
    monkeypatch.setattr(bell, "ring", lambda job_id: True)
