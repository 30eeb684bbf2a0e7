"""Celery's entry points. Each calls one service; the work and its rules are there."""

import uuid

from celery import Task, shared_task
from django.utils import timezone

from campaigns.services import erasing, heartbeat, inspecting, judging, reading


@shared_task
def judge_photo(job_id: str) -> None:
    judging.judge(uuid.UUID(job_id))


@shared_task
def inspect_template(inspection_id: int) -> None:
    inspecting.inspect(inspection_id)


@shared_task
def read_turn(turn_id: int) -> None:
    reading.read(turn_id)


@shared_task
def sweep_jobs() -> None:
    judging.sweep(timezone.now())


@shared_task
def erase_due_photos() -> None:
    erasing.erase_due(timezone.now())


@shared_task
def forget_inspections() -> None:
    inspecting.forget_old(timezone.now())


@shared_task(bind=True)
def beat(self: Task[[str], None], queue: str) -> None:
    heartbeat.beat(str(self.request.hostname), queue)
