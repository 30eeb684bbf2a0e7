"""Celery's entry points. Each calls one service; the work and its rules are there."""

from celery import Task, shared_task

from campaigns.services import heartbeat


@shared_task(bind=True)
def beat(self: Task[[str], None], queue: str) -> None:
    heartbeat.beat(str(self.request.hostname), queue)
