"""Redeeming at the counter: a coupon of the cashier's own brand, once."""

import unicodedata
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Upper
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Coupon, Redemption, Store
from campaigns.services.deskaccess import Role, brands_for
from campaigns.services.errors import NotYours, Refusal


class UnknownCode(Refusal):
    code = "unknown_code"
    status = 404
    words = _("This code is not known here. Please check it letter by letter.")


class NotGiven(Refusal):
    code = "not_given"
    status = 409
    words = _("Nobody has won this code yet, so it cannot be redeemed.")


class Void(Refusal):
    code = "void"
    status = 409
    words = _("This code has been withdrawn. It is no longer valid.")


class Expired(Refusal):
    code = "expired"
    status = 410

    def __init__(self, when: datetime) -> None:
        self.when = when
        super().__init__(_("This coupon was valid until %(when)s.") % {"when": _moment(when)})


class AlreadyRedeemed(Refusal):
    """`redemption` is the one that counts; its store is None where none was named."""

    code = "already_redeemed"
    status = 409

    def __init__(self, redemption: Redemption) -> None:
        self.redemption = redemption
        values = {"when": _moment(redemption.redeemed_at)}
        words = _("This coupon was redeemed on %(when)s.")
        if redemption.store:
            words = _("This coupon was redeemed on %(when)s at %(where)s.")
            values["where"] = redemption.store.name
        super().__init__(words % values)


def look_up(typed: str, user: User) -> Coupon:
    """Return the coupon of one of the user's brands, however its code was typed.

    Case, spaces and full-width letters make no difference. Of one code for everybody it is a
    coupon that is still to be redeemed, as long as there is one. Raises UnknownCode, NotGiven or
    Void; whether it was redeemed or is too old says the coupon itself, and `redeem`.
    """
    shown = unicodedata.normalize("NFKC", typed)
    code = "".join(letter for letter in shown if letter.isprintable() and not letter.isspace())
    found = (
        Coupon.objects.annotate(upper=Upper("code"))
        .filter(upper=code.upper(), prize__campaign__brand__in=brands_for(user, Role.CASHIER))
        .select_related("prize__campaign__brand", "redemption__store")
    )
    for state in (Coupon.State.CLAIMED, Coupon.State.REDEEMED):
        coupons = found.filter(state=state).order_by("claimed_at", "pk")
        # Two prizes may differ in case only: then the one that was typed exactly.
        if coupon := coupons.filter(code=code).first() or coupons.first():
            return coupon
    if found.filter(state=Coupon.State.FREE).exists():
        raise NotGiven
    raise Void if found.exists() else UnknownCode


def redeem(coupon: Coupon, store: Store | None, by: User) -> Redemption:
    """Redeem it, now and never again. Raises NotYours, NotGiven, Void, Expired, AlreadyRedeemed."""
    brand = coupon.prize.campaign.brand
    if not brands_for(by, Role.CASHIER).filter(pk=brand.pk).exists():
        raise NotYours(_("This coupon belongs to another brand."))
    if store and store.brand_id != brand.pk:
        raise NotYours(_("This store belongs to another brand."))
    until = coupon.prize.valid_until
    with transaction.atomic():
        if until is None or timezone.now() < until:
            claimed = Coupon.objects.filter(pk=coupon.pk, state=Coupon.State.CLAIMED)
            # One row changed means that it is ours.
            if claimed.update(state=Coupon.State.REDEEMED):
                return Redemption.objects.create(coupon=coupon, store=store, redeemed_by=by)
    raise _why_not(coupon)


def _why_not(coupon: Coupon) -> Refusal:
    coupon.refresh_from_db()
    if coupon.state == Coupon.State.REDEEMED:
        return AlreadyRedeemed(Redemption.objects.select_related("store").get(coupon=coupon))
    if coupon.state == Coupon.State.VOID:
        return Void()
    if coupon.state == Coupon.State.FREE or coupon.prize.valid_until is None:
        return NotGiven()
    return Expired(coupon.prize.valid_until)


def _moment(when: datetime) -> str:
    return formats.date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT")
