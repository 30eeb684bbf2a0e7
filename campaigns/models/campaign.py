"""A campaign: the draft that the operator edits, the releases that players meet, the places."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.models.brand import Brand, Product, StoreLink
from campaigns.models.keys import short_code


class Campaign(models.Model):
    """The draft. Nothing a player does reads it; publishing copies it into a Release."""

    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), on_delete=models.PROTECT, related_name="campaigns"
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("address"), unique=True, help_text=_("The page is found at /c/<address>")
    )
    # A plain word, checked against campaigns.plays.registry: a new play needs no migration.
    play = models.CharField(_("play"), max_length=32)
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default="zh-hans"
    )
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    # The play's Settings form, the page's colours and its blocks, as the builder saved them.
    settings = models.JSONField(default=dict, blank=True)
    theme = models.JSONField(default=dict, blank=True)
    sections = models.JSONField(default=list, blank=True)
    links: "models.ManyToManyField[StoreLink, StoreLink]" = models.ManyToManyField(
        "StoreLink", verbose_name=_("store links"), blank=True
    )
    products: "models.ManyToManyField[Product, Product]" = models.ManyToManyField(
        "Product", verbose_name=_("products"), blank=True
    )
    photo_hours = models.PositiveSmallIntegerField(
        _("keep photos for (hours)"), default=24, help_text=_("Photos are erased after this time.")
    )
    rules = models.TextField(_("rules of the campaign"), blank=True)
    release = models.ForeignKey(
        "Release",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    paused = models.BooleanField(_("paused"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords(excluded_fields=["release", "updated_at"], m2m_fields=[])

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.name


class Release(models.Model):
    """What was published: frozen and numbered. A trial is a draft frozen for its preview."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="releases")
    # 1, 2, 3 … of what was published; a trial has none.
    number = models.PositiveIntegerField(_("number"), default=0)
    trial = models.BooleanField(default=False)
    # Shape: campaigns.services.publishing.Snapshot.
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("note"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("published"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"],
                condition=models.Q(trial=False),
                name="one_release_a_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign} #{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A release is frozen: publish another one instead.")
        super().save(*args, **kwargs)


class Placement(models.Model):
    """What a QR code means: this campaign, at this place. Its code never changes meaning."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="placements")
    name = models.CharField(
        _("place"), max_length=80, help_text=_("For example: entrance, counter 3, newsletter")
    )
    code = models.CharField(max_length=16, unique=True, default=short_code, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.campaign})"
