"""What can be won, the codes, who won what by which luck, and the one time it is redeemed."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.models.brand import Store
from campaigns.models.campaign import Campaign
from campaigns.models.player import Player
from campaigns.models.round import Round


class Prize(models.Model):
    class Kind(models.TextChoices):
        POOL = "pool", _("codes from a list")
        SHARED = "shared", _("one code for everybody")
        GENERATED = "generated", _("codes made by Marquee")

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campaign"), on_delete=models.CASCADE, related_name="prizes"
    )
    name = models.CharField(_("name"), max_length=60, help_text=_("For example: ¥20 off"))
    terms = models.CharField(_("conditions"), max_length=200, blank=True)
    kind = models.CharField(_("codes"), max_length=12, choices=Kind, default=Kind.SHARED)
    shared_code = models.CharField(_("the code"), max_length=64, blank=True)
    # How many there are in all. A pool counts its codes instead; empty is no limit.
    stock = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    tier = models.CharField(
        _("won by"),
        max_length=32,
        blank=True,
        help_text=_("Which outcome wins it; empty: every one"),
    )
    odds = models.FloatField(
        _("chance"),
        default=1.0,
        validators=[MinValueValidator(0.0), MaxValueValidator(1.0)],
        help_text=_("0 to 1; 1 wins always"),
    )
    per_player = models.PositiveSmallIntegerField(_("at most for each player"), default=1)
    per_day = models.PositiveIntegerField(_("at most a day"), null=True, blank=True)
    spread = models.BooleanField(
        _("spread evenly"),
        default=False,
        help_text=_("Share what is left evenly among the days until the campaign ends."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("prize")
        verbose_name_plural = _("prizes")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def unlimited(self) -> bool:
        """Whether a coupon is made when it is given, instead of beforehand."""
        return self.stock is None and self.kind != self.Kind.POOL


class CodeImport(models.Model):
    """One file of codes that was brought in, with its report."""

    prize = models.ForeignKey(Prize, on_delete=models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=120)
    accepted = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    # The first bad lines: [{"line": 3, "text": "…", "why": "…"}].
    bad_lines = models.JSONField(default=list)
    bad_count = models.PositiveIntegerField(default=0)
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.file_name


class Coupon(models.Model):
    """One code. The row is the claim: it is free, or it belongs to a player."""

    class State(models.TextChoices):
        FREE = "free", _("free")
        CLAIMED = "claimed", _("given")
        REDEEMED = "redeemed", _("redeemed")
        VOID = "void", _("void")

    # Every other index begins with it; one more would have to be written with each claim.
    prize = models.ForeignKey(
        Prize,
        verbose_name=_("prize"),
        on_delete=models.PROTECT,
        related_name="coupons",
        db_index=False,
    )
    code = models.CharField(_("code"), max_length=64)
    # Tells apart the rows of a shared code; 0 for codes of their own.
    serial = models.PositiveIntegerField(default=0)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.FREE)
    player = models.ForeignKey(Player, null=True, on_delete=models.PROTECT, related_name="coupons")
    # The player's first, second, … coupon of this prize: the unique key keeps the limit.
    slot = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        constraints = [
            models.UniqueConstraint(fields=["prize", "code", "serial"], name="one_row_a_code"),
            models.UniqueConstraint(
                fields=["prize", "player", "slot"],
                condition=Q(player__isnull=False),
                name="one_coupon_a_slot",
            ),
        ]
        indexes = [
            models.Index(fields=["prize", "id"], condition=Q(state="free"), name="free_coupons"),
            # A cashier types it in any case.
            models.Index(Upper("code"), name="coupons_by_code"),
            models.Index(fields=["prize", "claimed_at"], name="coupons_by_day"),
        ]

    def __str__(self) -> str:
        return self.code


class Draw(models.Model):
    """The luck of one round, with everything needed to work it out again."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="draw")
    inputs = models.JSONField()
    prize = models.ForeignKey(Prize, null=True, on_delete=models.PROTECT, related_name="+")
    coupon = models.ForeignKey(Coupon, null=True, on_delete=models.PROTECT, related_name="draws")
    drawn_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.round_id}"


class Redemption(models.Model):
    coupon = models.OneToOneField(
        Coupon, verbose_name=_("coupon"), on_delete=models.PROTECT, related_name="redemption"
    )
    store = models.ForeignKey(
        Store,
        verbose_name=_("store"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    redeemed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("redeemed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    redeemed_at = models.DateTimeField(_("redeemed"), auto_now_add=True)

    class Meta:
        verbose_name = _("redemption")
        verbose_name_plural = _("redemptions")

    def __str__(self) -> str:
        return str(self.coupon)
