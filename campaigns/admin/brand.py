"""Brands: made by the platform, dressed by their owners."""

from typing import Any

from django.http import HttpRequest

from campaigns.admin.base import DeskPage, Role


class BrandPage(DeskPage):
    least = Role.OWNER
    list_display = ("name", "slug", "created_at")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "logo")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "is_superuser", False))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only before there is anything in it: nothing of a brand is lost by one click."""
        return self.has_add_permission(request) and (obj is None or not obj.campaigns.exists())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if self.has_add_permission(request) else ["slug"]
