"""Celery's entry points: what the schedule and the bell ring for is there."""

from django.conf import settings

from campaigns.celery import app


def test_everything_that_is_scheduled_or_routed_exists() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled | set(settings.CELERY_TASK_ROUTES) <= set(app.tasks)
