"""Pictures of a brand: taken in through the same check as everywhere, never edited."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from campaigns.admin.base import DeskPage, OneBrandForm
from campaigns.admin.shop import BY_BRAND
from campaigns.models import Asset
from campaigns.services import assets
from campaigns.services.artwork import MAX_BYTES
from campaigns.services.errors import Refusal


class UploadForm(OneBrandForm):
    upload = forms.FileField(
        label=_("picture"), help_text=_("PNG, JPEG, WebP or HEIC, to 20 MB; a film: MP4, to 8 MB")
    )

    class Meta:
        model = Asset
        fields = ("brand", "kind", "name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            try:
                self.instance = self._taken(cleaned)
            except Refusal as refusal:
                self.add_error("upload", str(refusal.words))
        return cleaned

    def _taken(self, cleaned: dict[str, Any]) -> Asset:
        file = cleaned["upload"]
        return assets.take_in(
            cleaned["brand"], cleaned["kind"], cleaned["name"], file.read(MAX_BYTES + 1)
        )


class PicturePage(DeskPage):
    list_display = ("thumbnail", "name", "kind", "size", "brand", "created_at")
    list_display_links = ("thumbnail", "name")
    list_filter = ("kind", BY_BRAND)
    search_fields = ("name",)
    readonly_fields = ("thumbnail", "kind", "size", "created_at")

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        own = {} if obj else {"form": UploadForm}
        return super().get_form(request, obj, change, **kwargs | own)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["brand", "kind", "name", "upload"]
        return ["thumbnail", "name", "kind", "size", "brand", "created_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if obj is None else super().get_readonly_fields(request, obj)

    @admin.display(description=_("picture"))
    def thumbnail(self, asset: Asset) -> SafeString:
        address = assets.card(asset).url
        if asset.kind == Asset.Kind.FILM:
            told = '<video class="thumb" src="{}" muted playsinline preload="metadata"></video>'
            return format_html(told, address)
        return format_html('<img class="thumb" src="{}" alt="" loading="lazy">', address)

    @admin.display(description=_("size"))
    def size(self, asset: Asset) -> str:
        return f"{asset.width} × {asset.height}"
