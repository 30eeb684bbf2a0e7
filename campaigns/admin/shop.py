"""The brand's shops, the links that lead to them and the products shown beside a result."""

from django.contrib import admin

from campaigns.admin.base import DeskPage

BY_BRAND = ("brand", admin.RelatedOnlyFieldListFilter)


class StorePage(DeskPage):
    list_display = ("name", "address", "brand")
    list_filter = (BY_BRAND,)
    search_fields = ("name", "address")
    fields = ("brand", "name", "address")


class LinkPage(DeskPage):
    list_display = ("label", "kind", "url", "brand")
    list_filter = ("kind", BY_BRAND)
    search_fields = ("label", "url")
    fields = ("brand", "kind", "label", "url")


class ProductPage(DeskPage):
    list_display = ("name", "price", "currency", "url", "brand")
    list_filter = (BY_BRAND,)
    search_fields = ("name", "url")
    fields = ("brand", "name", ("price", "currency"), "url", "picture", "position")
