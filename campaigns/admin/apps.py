"""Django's admin under our own site class."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "campaigns.admin.site.Desk"

    def ready(self) -> None:
        """This package is imported before there are models: what it shows is registered here."""
        super().ready()
        from campaigns.admin import registry  # noqa: F401  registers the pages
