"""The bell may be lost; the player's answer may not wait for it."""

import uuid
from time import monotonic

import pytest
from kombu import Connection

from campaigns.services import bell
from deploy.run.net import free_port


def test_a_broker_that_is_away_is_said_so_instead_of_raised(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    nobody = Connection(f"redis://127.0.0.1:{free_port()}/0", transport_options=bell._IN_A_HURRY)
    monkeypatch.setattr(bell, "_line", lambda: nobody)
    before = monotonic()
    assert bell.ring(uuid.uuid4()) is False
    assert "waits for the sweep" in caplog.text
    assert monotonic() - before < 60, "it must not try for ever"


def test_an_inspection_that_cannot_be_rung_for_is_said_so_too(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    nobody = Connection(f"redis://127.0.0.1:{free_port()}/0", transport_options=bell._IN_A_HURRY)
    monkeypatch.setattr(bell, "_line", lambda: nobody)
    assert bell.ring_for_inspection(7) is False
    assert "inspect_template of 7 waits for the next who asks" in caplog.text
