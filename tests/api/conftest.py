"""Fixtures of the API's tests."""

import pytest

from campaigns.models import Release
from campaigns.plays.registry import PLAYS
from campaigns.services import bell
from tests.api.phone import Phone
from tests.services.plain import Plain, a_plain_release


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch, db: None) -> Release:
    """A published campaign of a play that needs no network."""
    monkeypatch.setitem(PLAYS, "plain", Plain())
    return a_plain_release()


@pytest.fixture(autouse=True)
def _no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests say themselves when a worker comes."""
    monkeypatch.setattr(bell, "ring", lambda job_id: True)
