"""Big screens: which place each one stands for, and whether it was heard of lately."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.admin.base import DeskPage
from campaigns.admin.shop import BY_BRAND
from campaigns.models import Screen

# A screen asks every few seconds; this forgives a short break of the network.
SILENCE = timedelta(seconds=60)


def online(screen: Screen) -> bool:
    """Tell whether the paired device was heard of lately."""
    return screen.seen_at is not None and screen.seen_at > timezone.now() - SILENCE


def blind(screen: Screen) -> bool:
    """Tell whether it is there but cannot look for the raised hand that shall start it."""
    return screen.wakes_by_hand and screen.blind_since is not None and online(screen)


class ScreenPage(DeskPage):
    list_display = ("name", "placement", "is_online", "seen_at", "raised_hand", "brand")
    list_filter = (BY_BRAND,)
    list_select_related = ("placement__campaign", "brand")
    search_fields = ("name",)
    fields = ("brand", "name", "placement", "wakes_by_hand", "paired_at", "seen_at")
    readonly_fields = ("paired_at", "seen_at")

    @admin.display(description=_("online"), boolean=True)
    def is_online(self, screen: Screen) -> bool:
        return online(screen)

    @admin.display(description=_("raised hand"), ordering="wakes_by_hand")
    def raised_hand(self, screen: Screen) -> str:
        if not screen.wakes_by_hand:
            return ""
        return str(_("camera away") if blind(screen) else _("starts it"))
