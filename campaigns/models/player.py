"""A player is a signed cookie and nothing else: no name, no number, no face."""

import uuid

from django.db import models

from campaigns.models.campaign import Campaign


class Player(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)


class Consent(models.Model):
    """That someone agreed, when, and to which words (by their hash)."""

    player = models.ForeignKey(Player, null=True, on_delete=models.CASCADE, related_name="consents")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=12)
    given_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.given_at:%Y-%m-%d %H:%M}"
