"""What the networks find against the settings of a draft, remembered by content."""

from django.db import models


class Inspection(models.Model):
    """waiting → done. One row for each content: an unchanged draft is looked at once."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"

    # A plain word, checked against campaigns.plays.registry: a new play needs no migration.
    play = models.CharField(max_length=32)
    # Of the settings that the play wants inspected, each picture named by its own SHA-256.
    sha256 = models.CharField(max_length=64)
    # What the worker looks at: {"settings": by name, "assets": by id, as a release keeps them}.
    subject = models.JSONField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    # {setting: code}: worded when shown, by the play's `faults`.
    faults = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    # When a worker was last told of it.
    rung_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["play", "sha256"], name="one_inspection_a_content")
        ]

    def __str__(self) -> str:
        return f"{self.play} {self.sha256[:8]} {self.state}"
