"""What happened, append-only, without faces or names: the report's only source."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign, Placement


class Event(models.Model):
    class Name(models.TextChoices):
        VIEW = "view", _("page seen")
        START = "start", _("started")
        PHOTO = "photo", _("photo sent")
        RESULT = "result", _("result seen")
        COUPON = "coupon", _("coupon won")
        FOLLOW = "follow", _("followed")
        STORE = "store", _("went to the store")
        SAVE = "save", _("saved")
        SHARE = "share", _("shared")

    # Made by whoever saw it first (the browser, or from the round): the same event counts once.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    placement = models.ForeignKey(Placement, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=12, choices=Name)
    # Whoever it was: a player's id, or the page visit before there is a player.
    visitor = models.UUIDField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["campaign", "at", "name"], name="events_by_campaign")]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
