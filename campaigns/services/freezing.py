"""From a draft to the frozen copy of everything that its players will meet."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypedDict

from django import forms

from campaigns.models import Asset, Brand, Campaign, Prize, Product, StoreLink
from campaigns.plays.base import AssetCard, AssetField
from campaigns.plays.registry import PLAYS
from campaigns.sections.registry import SECTIONS
from campaigns.services import assets, theming


class Snapshot(TypedDict):
    """JSON as it stands. `assets` holds, by id as text, every picture that anything here names."""

    campaign: dict[str, Any]  # id slug name language starts_at ends_at photo_hours rules
    brand: dict[str, Any]  # id name slug logo
    play: dict[str, Any]  # name settings
    theme: dict[str, str]  # role: "#rrggbb"
    sections: list[dict[str, Any]]  # name data
    prizes: list[dict[str, Any]]
    links: list[dict[str, Any]]  # id kind label token
    products: list[dict[str, Any]]  # id name price currency picture token
    assets: dict[str, dict[str, Any]]  # file sha256 width height mime url


def freeze(campaign: Campaign) -> Snapshot:
    """Return the draft as players would meet it.

    What the draft says wrongly is left at its default here, so that an unfinished draft can be
    looked at; `checking.problems` keeps it from being published.
    """
    shelf = assets.shelf(campaign.brand)
    snapshot: Snapshot = {
        "campaign": _campaign(campaign),
        "brand": _brand(campaign.brand),
        "play": {"name": campaign.play, "settings": _settings(campaign, shelf)},
        "theme": theming.palette(campaign.brand.theme | campaign.theme),
        "sections": [_section(block, shelf) for block in known_sections(campaign)],
        "prizes": [_prize(prize) for prize in campaign.prizes.all()],
        "links": [_link(link) for link in campaign.links.all()],
        "products": [_product(product) for product in campaign.products.all()],
        "assets": {},
    }
    named = Asset.objects.filter(brand=campaign.brand, pk__in=set(_named(snapshot)))
    snapshot["assets"] = {str(asset.pk): assets.meta(asset) for asset in named.order_by("pk")}
    return snapshot


def digest(snapshot: Snapshot) -> str:
    """Return the SHA-256 by which two equal snapshots are known."""
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def settings_form(campaign: Campaign, shelf: list[AssetCard]) -> forms.Form:
    """Return the play's form, bound to what the builder saved. The play must be known."""
    form = PLAYS[campaign.play].Settings
    return form(form.defaults() | campaign.settings, shelf=shelf)


def section_form(block: Mapping[str, Any], shelf: list[AssetCard]) -> forms.Form:
    """Return the block's form, bound to what the builder saved. The block must be known."""
    section = SECTIONS[block["name"]]
    return section.Form(section.defaults() | block.get("data", {}), shelf=shelf)


def known_sections(campaign: Campaign) -> list[dict[str, Any]]:
    return [block for block in campaign.sections if block.get("name") in SECTIONS]


def cleaned(form: forms.Form, defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form's values; those that are not valid take the default."""
    form.is_valid()
    return {**defaults, **form.cleaned_data}


def _settings(campaign: Campaign, shelf: list[AssetCard]) -> dict[str, Any]:
    if campaign.play not in PLAYS:
        return {}
    defaults = PLAYS[campaign.play].Settings.defaults()
    return cleaned(settings_form(campaign, shelf), defaults)


def _section(block: Mapping[str, Any], shelf: list[AssetCard]) -> dict[str, Any]:
    defaults = SECTIONS[block["name"]].defaults()
    return {"name": block["name"], "data": cleaned(section_form(block, shelf), defaults)}


def _campaign(campaign: Campaign) -> dict[str, Any]:
    return {
        "id": campaign.pk,
        "slug": campaign.slug,
        "name": campaign.name,
        "language": campaign.language,
        "starts_at": _moment(campaign.starts_at),
        "ends_at": _moment(campaign.ends_at),
        "photo_hours": campaign.photo_hours,
        "rules": campaign.rules,
    }


def _brand(brand: Brand) -> dict[str, Any]:
    return {"id": brand.pk, "name": brand.name, "slug": brand.slug, "logo": brand.logo_id}


def _prize(prize: Prize) -> dict[str, Any]:
    return {
        "id": prize.pk,
        "name": prize.name,
        "terms": prize.terms,
        "kind": prize.kind,
        "tier": prize.tier,
        "odds": prize.odds,
        "per_player": prize.per_player,
        "per_day": prize.per_day,
        "spread": prize.spread,
        "valid_until": _moment(prize.valid_until),
    }


def _link(link: StoreLink) -> dict[str, Any]:
    return {"id": link.pk, "kind": link.kind, "label": link.label, "token": link.token}


def _product(product: Product) -> dict[str, Any]:
    return {
        "id": product.pk,
        "name": product.name,
        "price": None if product.price is None else str(product.price),
        "currency": product.currency,
        "picture": product.picture_id,
        "token": product.token,
    }


def _named(snapshot: Snapshot) -> Iterator[int]:
    """The ids of all pictures that the snapshot names."""
    play = PLAYS.get(snapshot["play"]["name"])
    if play is not None:
        yield from _ids(snapshot["play"]["settings"], play.Settings.base_fields.items())
    for block in snapshot["sections"]:
        yield from _ids(block["data"], SECTIONS[block["name"]].Form.base_fields.items())
    owned = [snapshot["brand"]["logo"], *(item["picture"] for item in snapshot["products"])]
    yield from (asset_id for asset_id in owned if asset_id is not None)


def _ids(values: Mapping[str, Any], fields: Iterable[tuple[str, forms.Field]]) -> Iterator[int]:
    for name, field in fields:
        if isinstance(field, AssetField) and values.get(name):
            yield int(values[name])


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
