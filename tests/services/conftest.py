"""Fixtures of the services' tests."""

from datetime import timedelta

import pytest

from campaigns.plays.registry import PLAYS
from campaigns.services import bell, judging
from tests.services.plain import Plain


@pytest.fixture(autouse=True)
def _no_lease_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is one transaction: on SQLite whoever else wants to write waits for its end."""
    monkeypatch.setattr(judging, "_SAYS_SO", timedelta(hours=1))


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
