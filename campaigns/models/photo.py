"""Photos with their erase-by time, and the job row that is the truth about their making."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.round import Round


class Photo(models.Model):
    """A file in private storage. After erase_at, or on demand, the file goes and the row stays."""

    class Kind(models.TextChoices):
        UPLOAD = "upload", _("what the player sent")
        RESULT = "result", _("what was made of it")
        FRAME = "frame", _("what the camera saw in a turn")
        KEPT = "kept", _("what the picture may be made anew of")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=8, choices=Kind)
    file = models.CharField(max_length=200, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    erase_at = models.DateTimeField(db_index=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class PhotoJob(models.Model):
    """queued → running → done | failed. Claimed by conditional update; a stale lease is swept.

    Of a round's jobs without `remake` one is done at most: it is what the round has won with. Those
    with it make its picture anew.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being made")
        DONE = "done", _("done")
        RETAKE = "retake", _("needs another photo")
        FAILED = "failed", _("failed")

    class Remake(models.TextChoices):
        DRAFT = "draft", _("small, to look at")
        FULL = "full", _("as large as the first picture, in its place")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="jobs")
    # The page makes it up: a retry of the same upload is the same job.
    client_token = models.CharField(max_length=64)
    source = models.OneToOneField(Photo, null=True, on_delete=models.CASCADE, related_name="+")
    # Instead of a photo: the number of the drawn figure that a player without a camera chose.
    # A play of turns has neither: its job is made from them.
    figure = models.PositiveSmallIntegerField(null=True)
    # What else the player chose, among what the play offers, counted from 1.
    choice = models.PositiveSmallIntegerField(null=True)
    # Empty in the job that the round has won with. brush: of a remake, 0 … 1.
    remake = models.CharField(max_length=8, choices=Remake, blank=True)
    brush = models.FloatField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    # Why a retake is asked for: a code of inference.Reason, worded by campaigns.services.wording.
    reason = models.CharField(max_length=32, blank=True)
    result = models.OneToOneField(Photo, null=True, on_delete=models.SET_NULL, related_name="+")
    # What remakes are made of.
    kept = models.OneToOneField(Photo, null=True, on_delete=models.SET_NULL, related_name="+")
    # What the worker found.
    facts = models.JSONField(default=dict)
    milliseconds = models.JSONField(default=dict)
    queued_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "client_token"], name="one_job_a_client_token")
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="jobs_by_state")]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"
