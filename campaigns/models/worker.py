"""A sign of life of a worker process, so that the web can tell whether a job would be done."""

from django.db import models


class WorkerBeat(models.Model):
    name = models.CharField(max_length=120, primary_key=True)
    beat_at = models.DateTimeField()
    # {"<model>": true|false}: what the worker found in its model cache.
    models_ready = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
