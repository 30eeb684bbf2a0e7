"""One player's one go, bound to one Release from its start to its end."""

import uuid

from django.db import models

from campaigns.models.campaign import Placement, Release
from campaigns.models.keys import secret_token
from campaigns.models.player import Consent, Player
from campaigns.models.screen import Screen


class Round(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="rounds")
    # Empty while a screen's picture waits for the phone that takes it.
    player = models.ForeignKey(Player, null=True, on_delete=models.CASCADE, related_name="rounds")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, null=True, on_delete=models.SET_NULL, related_name="+")
    screen = models.ForeignKey(Screen, null=True, on_delete=models.SET_NULL, related_name="+")
    # Luck is fixed here before anything is known; its hash is told to the player at the start.
    seed = models.BinaryField(max_length=32)
    # Whoever scans this from the screen owns the picture; used once.
    take_token = models.CharField(max_length=32, unique=True, default=secret_token)
    tier = models.CharField(max_length=32, blank=True)
    # The points that the worker has confirmed, in plays that count some.
    score = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField(auto_now_add=True, db_index=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # The best of the day.
            models.Index(
                fields=["release", "finished_at", "score"],
                condition=models.Q(score__isnull=False),
                name="scores_by_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
