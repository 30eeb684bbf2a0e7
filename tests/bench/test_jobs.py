"""Whose pictures the bench makes, and what it tells of one."""

import pytest

from campaigns.demo.stage import put_on
from campaigns.models import Release
from campaigns.plays.base import Clock
from campaigns.plays.registry import PLAYS
from campaigns.services import thrift
from inference.bench import machine
from tests.bench import jobs
from tests.inference.photos import needs_photos
from tests.support.photos import PERSON

pytestmark = pytest.mark.django_db


def test_every_play_that_asks_for_a_photo_is_measured_on_its_own_campaign() -> None:
    put_on()
    found = dict(jobs.releases())
    assert {name for name, play in PLAYS.items() if play.one_photo} < set(found)
    assert "background_swap" in found
    assert not {"gesture_duel", "pose_catch"} & set(found)
    for name, release in found.items():
        assert Release.objects.get(pk=release).snapshot["play"]["name"] == name


@needs_photos
def test_of_a_picture_its_steps_are_told_in_a_cores_own_time_and_its_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "keep_to_one_core", lambda: None)
    monkeypatch.setattr(thrift, "begin", lambda: None)
    monkeypatch.setattr(Clock, "seconds", staticmethod(Clock.seconds))
    monkeypatch.setattr(jobs, "ROUNDS", 2)
    put_on()
    made = jobs.made(dict(jobs.releases())["face_reading"], PERSON.read_bytes())
    assert set(made.steps) == {"intake", "read", "draw", "finish"}
    assert min(made.steps.values()) > 0
    assert sum(made.steps.values()) == pytest.approx(made.ms, rel=0.3)
    assert made.peak_mb > 50
