from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from campaigns.models import WorkerBeat
from campaigns.services import heartbeat

pytestmark = pytest.mark.django_db


def alive(worker: str = "celery@me") -> str:
    said = StringIO()
    call_command("alive", worker=worker, stdout=said)
    return said.getvalue()


def test_a_worker_that_answers_either_queue_is_alive() -> None:
    heartbeat.beat("celery@me", "default")
    assert "answered" in alive()


def test_a_worker_that_fell_silent_is_not_though_another_answers() -> None:
    heartbeat.beat("celery@me", "vision")
    WorkerBeat.objects.update(beat_at=timezone.now() - timedelta(minutes=6))
    heartbeat.beat("celery@other", "vision")
    with pytest.raises(CommandError, match="has not answered"):
        alive()


def test_a_worker_that_never_answered_is_not() -> None:
    with pytest.raises(CommandError, match="never"):
        alive()
