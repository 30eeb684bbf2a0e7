from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.models import WorkerBeat
from campaigns.services import heartbeat
from campaigns.services.heartbeat import FRESH, PATIENCE, QUEUES, Health

pytestmark = pytest.mark.django_db


def all_well(**changed: object) -> Health:
    facts: dict[str, object] = {
        "database": True,
        "beats": dict.fromkeys(QUEUES, 1.0),
        "oldest_waiting": None,
        "last_finished": None,
        "models": {"a": True},
    }
    return Health(**{**facts, **changed})  # type: ignore[arg-type]


def test_nothing_is_ready_before_a_worker_has_answered() -> None:
    found = heartbeat.health(timezone.now())
    assert not found.ready
    assert found.database
    assert found.beats == {"vision": None, "default": None}


def test_a_beat_of_one_queue_says_nothing_of_the_other() -> None:
    heartbeat.beat("celery@one", "vision")
    found = heartbeat.health(timezone.now())
    assert found.beats["vision"] is not None
    assert found.beats["default"] is None
    assert not found.working


def test_beats_of_both_queues_by_different_workers_are_enough() -> None:
    heartbeat.beat("celery@one", "vision")
    heartbeat.beat("celery@two", "default")
    assert heartbeat.health(timezone.now()).working


def test_a_worker_that_fell_silent_no_longer_counts() -> None:
    for queue in QUEUES:
        heartbeat.beat("celery@one", queue)
    assert not heartbeat.health(timezone.now() + FRESH + timedelta(seconds=1)).working


def test_a_worker_that_stops_takes_its_beats_along_and_nobody_elses() -> None:
    for worker in ("celery@one", "celery@two"):
        heartbeat.beat(worker, "vision")
    heartbeat.forget("celery@one")
    assert [row.name for row in WorkerBeat.objects.all()] == ["vision celery@two"]


def test_workers_gone_for_days_are_forgotten() -> None:
    heartbeat.beat("celery@old", "vision")
    WorkerBeat.objects.update(beat_at=timezone.now() - timedelta(days=2))
    heartbeat.beat("celery@new", "vision")
    assert WorkerBeat.objects.count() == 1


def test_a_missing_model_keeps_it_from_being_ready() -> None:
    assert all_well().ready
    assert not all_well(models={"a": True, "b": False}).ready
    assert not all_well(models={}).ready


def test_a_long_queue_that_moves_is_healthy_and_one_that_stands_still_is_not() -> None:
    long_ago = PATIENCE.total_seconds() + 1
    assert all_well(oldest_waiting=long_ago, last_finished=2.0).ready
    assert not all_well(oldest_waiting=long_ago, last_finished=long_ago).ready
    assert not all_well(oldest_waiting=long_ago, last_finished=None).ready
