"""Signs of life: is there a worker that would do a job now, and are the jobs moving?

Celery beat rings each queue every few seconds; the worker that answers writes a row. So a fresh row
proves the whole way at once: beat, broker, worker, its models and the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.db import Error, connection
from django.db.models import Max, Min
from django.utils import timezone

import inference
from campaigns.models import PhotoJob, WorkerBeat

QUEUES = ("vision", "default")
# Beat rings every 5 s; a worker in the middle of a long job answers late.
FRESH = timedelta(seconds=20)
# A job that waits longer than this while none is finished means that nobody works.
PATIENCE = timedelta(seconds=60)
_FORGET = timedelta(days=1)


@dataclass(frozen=True)
class Health:
    """What could be found out; ages are in seconds, None where there is nothing to measure."""

    database: bool
    beats: Mapping[str, float | None]
    oldest_waiting: float | None = None
    last_finished: float | None = None
    models: Mapping[str, bool] = field(default_factory=dict)

    @cached_property
    def moving(self) -> bool:
        """The jobs are: none waits for long, or another was finished a moment ago."""
        patience = PATIENCE.total_seconds()
        waiting, finished = self.oldest_waiting, self.last_finished
        return (
            waiting is None or waiting < patience or (finished is not None and finished < patience)
        )

    @cached_property
    def working(self) -> bool:
        fresh = FRESH.total_seconds()
        return all(age is not None and age < fresh for age in self.beats.values())

    @property
    def ready(self) -> bool:
        models = bool(self.models) and all(self.models.values())
        return self.database and self.moving and self.working and models


def beat(worker: str, queue: str) -> None:
    """Written by `worker`, which has just taken a message from `queue`."""
    now = timezone.now()
    found = {"beat_at": now, "models_ready": dict(inference.readiness().models)}
    WorkerBeat.objects.update_or_create(name=_name(worker, queue), defaults=found)
    WorkerBeat.objects.filter(beat_at__lt=now - _FORGET).delete()


def forget(worker: str) -> None:
    """The worker starts or stops: what it said before holds no longer."""
    WorkerBeat.objects.filter(name__in=[_name(worker, queue) for queue in QUEUES]).delete()


def silence(worker: str, now: datetime) -> float | None:
    """Seconds since this worker last answered a bell; None when it never did."""
    rows = WorkerBeat.objects.filter(name__in=[_name(worker, queue) for queue in QUEUES])
    return _age(rows.aggregate(at=Max("beat_at"))["at"], now)


def health(now: datetime) -> Health:
    try:
        return _measure(now)
    except Error:
        connection.close()
        return Health(database=False, beats=dict.fromkeys(QUEUES))


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return False
    return True


def _measure(now: datetime) -> Health:
    newest = {queue: _newest(queue) for queue in QUEUES}
    vision = newest["vision"]
    jobs = PhotoJob.objects.aggregate(last_finished=Max("finished_at"))
    waiting = PhotoJob.objects.filter(state=PhotoJob.State.QUEUED).aggregate(at=Min("queued_at"))
    return Health(
        database=True,
        beats={queue: _age(row.beat_at if row else None, now) for queue, row in newest.items()},
        oldest_waiting=_age(waiting["at"], now),
        last_finished=_age(jobs["last_finished"], now),
        models=vision.models_ready if vision else {},
    )


def _newest(queue: str) -> WorkerBeat | None:
    return WorkerBeat.objects.filter(name__startswith=f"{queue} ").order_by("-beat_at").first()


def _age(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else round((now - moment).total_seconds(), 1)


def _name(worker: str, queue: str) -> str:
    return f"{queue} {worker}"
