"""A brand and what is its own, whatever the campaign: people, stores, links, pictures."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.keys import secret_token

web_address = URLValidator(schemes=["https", "http"])


class Brand(models.Model):
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("short name"), unique=True)
    logo = models.ForeignKey(
        "Asset",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Colours of the page by role, see campaigns.services.theming; missing roles take the default.
    theme = models.JSONField(_("colours"), default=dict, blank=True)
    created_at = models.DateTimeField(_("with us since"), auto_now_add=True)

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person of the brand. Rights grow downwards: a cashier only redeems."""

    class Role(models.TextChoices):
        CASHIER = "cashier", _("cashier: redeems coupons")
        OPERATOR = "operator", _("operator: builds campaigns")
        OWNER = "owner", _("owner: operator who also manages people")

    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.OPERATOR)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(fields=["brand", "user"], name="one_role_a_brand")]

    def __str__(self) -> str:
        return f"{self.user} · {self.brand}"


class Store(models.Model):
    """A shop of the brand, online or in the street, where coupons are redeemed."""

    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="stores"
    )
    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("address"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("store")
        verbose_name_plural = _("stores")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Outgoing(models.Model):
    """A link that leaves the product: always through /go/<token>, so that it is counted."""

    token = models.CharField(max_length=32, unique=True, default=secret_token, editable=False)
    url = models.CharField(
        _("address"), max_length=500, validators=[web_address], help_text=_("Starts with https://")
    )

    class Meta:
        abstract = True


class StoreLink(Outgoing):
    class Kind(models.TextChoices):
        FOLLOW = "follow", _("follow the store")
        SHOP = "shop", _("visit the store")

    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="links"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.FOLLOW)
    label = models.CharField(_("words on the button"), max_length=40)

    class Meta:
        verbose_name = _("store link")
        verbose_name_plural = _("store links")
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return self.label


class Product(Outgoing):
    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="products"
    )
    name = models.CharField(_("name"), max_length=80)
    price = models.DecimalField(_("price"), max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    picture = models.ForeignKey(
        "Asset",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Asset(models.Model):
    """A picture of the brand's, checked when it came in and never changed afterwards.

    Releases refer to it for ever, so an Asset is replaced by another one, not edited.
    """

    class Kind(models.TextChoices):
        SCENE = "scene", _("scene (background)")
        STAR = "star", _("star (cut out, transparent)")
        FOREGROUND = "foreground", _("foreground layer (transparent)")
        FRAME = "frame", _("frame (transparent)")
        LOGO = "logo", _("logo")
        PICTURE = "picture", _("picture")
        FILM = "film", _("film (short, without sound)")

    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="assets"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PICTURE)
    name = models.CharField(_("name"), max_length=80)
    file = models.FileField(upload_to="assets")
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    transparent = models.BooleanField(_("transparent"), default=False, editable=False)
    mime = models.CharField(max_length=40, editable=False)
    created_at = models.DateTimeField(_("brought in"), auto_now_add=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "sha256", "kind"], name="one_asset_a_picture")
        ]

    def __str__(self) -> str:
        return self.name
