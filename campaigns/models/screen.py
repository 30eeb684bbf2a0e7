"""A big screen in a mall: paired by a code, heard of by its heartbeat."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.brand import Brand
from campaigns.models.campaign import Placement


class Screen(models.Model):
    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="screens"
    )
    name = models.CharField(_("name"), max_length=80)
    # The place that the screen stands for tells the campaign that it shows.
    placement = models.ForeignKey(
        Placement,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="screens",
    )
    wakes_by_hand = models.BooleanField(
        _("start by a raised hand"),
        default=False,
        help_text=_(
            "Whoever stands before the screen may hold up an open hand instead of touching it. The"
            " camera is then always on while the screen waits for somebody: a notice must hang at"
            " the screen. Pictures never leave the screen, and none is stored while it waits."
        ),
    )
    # SHA-256 of the token that only the paired device holds; empty while not paired.
    token_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    paired_at = models.DateTimeField(_("paired"), null=True, blank=True, editable=False)
    seen_at = models.DateTimeField(_("last heard of"), null=True, blank=True, editable=False)
    # Of a screen that shall look for a raised hand and cannot: it starts by touch only.
    blind_since = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("big screen")
        verbose_name_plural = _("big screens")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Pairing(models.Model):
    """A device that shows a code and waits for an operator to type it. Short-lived."""

    code = models.CharField(max_length=8, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.code
