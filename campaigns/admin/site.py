"""The desk's own site class."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class Desk(admin.AdminSite):
    site_title = site_header = _("Marquee")
    index_title = _("Desk")
