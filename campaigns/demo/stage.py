"""Puts the demo on: brand, people, pictures, campaigns, each through the product's own services."""

import os
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import translation

from campaigns.demo.script import Script
from campaigns.demo.scripts import SCRIPTS
from campaigns.demo.templates import ART, scene_art
from campaigns.models import (
    Asset,
    Brand,
    Campaign,
    Membership,
    Placement,
    Prize,
    Product,
    Screen,
    Store,
    StoreLink,
)
from campaigns.models.keys import short_code
from campaigns.plays.base import AssetField
from campaigns.plays.registry import PLAYS
from campaigns.services import assets, codes, inspecting, publishing
from campaigns.services.freezing import freeze

ADMIN, OPERATOR = "admin", "lumo"


@transaction.atomic
def put_on() -> list[tuple[str, str]]:
    """Make what is missing of the demo; return what to show: (label, address or name)."""
    people = _people()
    brand = _brand(people[1])
    campaigns = [_campaign(brand, script) for script in SCRIPTS]
    _screen(brand, campaigns[0])
    return [
        ("desk", "/admin/"),
        *((f"{campaign.name}", f"/c/{campaign.slug}") for campaign in campaigns),
        ("big screen", "/screen/"),
        ("redeem a coupon", "/store/redeem"),
        ("login, platform", ADMIN),
        ("login, brand operator", OPERATOR),
    ]


def _people() -> tuple[User, User]:
    password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
    admin, _made = User.objects.get_or_create(
        username=ADMIN, defaults={"is_staff": True, "is_superuser": True}
    )
    operator, _made = User.objects.get_or_create(username=OPERATOR, defaults={"is_staff": True})
    for user in (admin, operator):
        user.set_password(password)
        user.save(update_fields=["password"])
    return admin, operator


def _brand(operator: User) -> Brand:
    brand, made = Brand.objects.get_or_create(slug="lumo", defaults={"name": "Lumo 鹿眠"})
    Membership.objects.get_or_create(
        brand=brand, user=operator, defaults={"role": Membership.Role.OWNER}
    )
    if made:
        brand.logo = _asset(brand, Asset.Kind.LOGO, "logo.png", "Lumo")
        brand.save(update_fields=["logo"])
        Store.objects.create(brand=brand, name="鹿眠 · 中庭店", address="一层 12 号")
        _store_front(brand)
    return brand


def _store_front(brand: Brand) -> None:
    follow, shop = StoreLink.Kind.FOLLOW, StoreLink.Kind.SHOP
    for kind, label, url in (
        (follow, "关注鹿眠 Lumo", "https://example.com/lumo/follow"),
        (shop, "进店逛逛 Shop", "https://example.com/lumo"),
    ):
        StoreLink.objects.create(brand=brand, kind=kind, label=label, url=url)
    for position, (name, price, art) in enumerate(
        (("鹿角乌龙 Antler Oolong", "26.00", "oolong"), ("晚安奶茶 Good-night Tea", "29.00", "tea"))
    ):
        Product.objects.create(
            brand=brand,
            name=name,
            price=price,
            position=position,
            url=f"https://example.com/lumo/{art}",
            picture=_asset(brand, Asset.Kind.PICTURE, f"product-{art}.webp", name),
        )


def _campaign(brand: Brand, script: Script) -> Campaign:
    found = Campaign.objects.filter(slug=script.slug).first()
    if found:
        return found
    campaign = Campaign.objects.create(
        brand=brand,
        name=script.name,
        slug=script.slug,
        play=script.play,
        language=script.language,
        settings=_settings(brand, script),
        theme=dict(script.theme),
        sections=_page(brand, script),
        rules=script.rules,
    )
    campaign.links.set(brand.links.all())
    campaign.products.set(brand.products.all())
    for position, prize in enumerate(script.prizes):
        _prize(campaign, position, prize)
    for place in script.places:
        Placement.objects.create(campaign=campaign, name=place)
    inspecting.look_now(freeze(campaign))
    publishing.publish(campaign, by=None)
    return campaign


def _settings(brand: Brand, script: Script) -> dict[str, object]:
    scene = _scene(brand, script) if script.template else {}
    own = _pictures(brand, script)
    with translation.override(script.language):
        ours = PLAYS[script.play].Settings.defaults()
    return ours | script.settings | scene | own


def _pictures(brand: Brand, script: Script) -> dict[str, object]:
    """The pictures of the play's settings, each taken in as the kind that its setting wants."""
    fields = PLAYS[script.play].Settings.base_fields
    found: dict[str, object] = {}
    with translation.override(script.language):
        for name, file in script.pictures.items():
            field = fields[name]
            assert isinstance(field, AssetField)
            label = f"{script.title} · {field.label}"
            found[name] = _asset(brand, field.kind, file, label).pk
    return found


def _scene(brand: Brand, script: Script) -> dict[str, object]:
    art = scene_art(script.template)
    with translation.override(script.language):
        layers: dict[str, object] = {
            kind: _asset(brand, kind, file, f"{script.title} · {Asset.Kind(kind).label}").pk
            for kind, file in art.layers.items()
        }
    return layers | dict(art.numbers)


def _page(brand: Brand, script: Script) -> list[dict[str, object]]:
    file = script.poster or scene_art(script.template).poster
    poster = _asset(brand, Asset.Kind.PICTURE, file, script.title)
    blocks: tuple[tuple[str, dict[str, object]], ...] = (
        ("hero", {"title": script.title, "line": script.line, "picture": poster.pk}),
        ("play", {"button": script.button, "note": script.note}),
        ("prizes", {"title": script.prizes_title}),
        ("products", {"title": script.products_title}),
        ("follow", {"title": script.follow_title}),
        ("share", {"words": script.share_words}),
        ("rules", {}),
    )
    return [{"name": name, "data": data} for name, data in blocks]


def _prize(campaign: Campaign, position: int, fields: dict[str, object]) -> None:
    prize = Prize.objects.create(campaign=campaign, position=position, **fields)
    if prize.kind == Prize.Kind.POOL:
        lines = "\n".join(f"LUMO-{short_code(10)}" for _ in range(200))
        codes.import_codes(prize, lines.encode(), "demo.csv", by=None)
    else:
        codes.make_codes(prize)


def _screen(brand: Brand, campaign: Campaign) -> None:
    place = campaign.placements.order_by("-pk").first()
    Screen.objects.get_or_create(brand=brand, name="中庭大屏", defaults={"placement": place})


def _asset(brand: Brand, kind: str, file: str, name: str) -> Asset:
    return assets.take_in(brand, kind, name, (ART / file).read_bytes())
