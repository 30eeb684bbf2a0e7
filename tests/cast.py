"""The shared cast of the tests: real rows, made as the product would make them."""

import hashlib
import io
import itertools
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from campaigns.models import (
    Asset,
    Brand,
    Campaign,
    Consent,
    Membership,
    Placement,
    Player,
    Prize,
    Product,
    Release,
    Round,
    Store,
    StoreLink,
)
from campaigns.plays.registry import PLAYS
from campaigns.sections.registry import SECTIONS
from campaigns.services import publishing

PASSWORD = "a-password-of-the-tests"
_numbers = itertools.count(1)


def a_brand(**fields: Any) -> Brand:
    number = next(_numbers)
    return Brand.objects.create(**{"name": f"Brand {number}", "slug": f"brand-{number}"} | fields)


def an_operator(brand: Brand, role: str = Membership.Role.OPERATOR, **fields: Any) -> User:
    """A person of the brand who may enter the desk with `PASSWORD`."""
    name = f"{role}-{next(_numbers)}"
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
    Membership.objects.create(brand=brand, user=user, role=role)
    return user


def a_cashier(brand: Brand) -> User:
    return an_operator(brand, Membership.Role.CASHIER)


def a_picture_file(width: int = 320, height: int = 400, colour: Any = (40, 60, 90)) -> bytes:
    """A PNG of one colour; give four numbers for a transparent one."""
    file = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, (width, height), colour).save(file, "PNG")
    return file.getvalue()


def a_jpeg(width: int = 640, height: int = 480, colour: Any = (120, 90, 60)) -> bytes:
    """A photo of nobody, as a phone might send it."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "JPEG")
    return file.getvalue()


def an_asset(brand: Brand, kind: str = Asset.Kind.SCENE, **fields: Any) -> Asset:
    """A picture in the brand's assets, its file in storage. Each call another colour."""
    number = next(_numbers)
    transparent = kind in {Asset.Kind.STAR, Asset.Kind.FOREGROUND, Asset.Kind.FRAME}
    colour = (number % 256, number // 256 % 256, 90, *((0,) if transparent else ()))
    data = a_picture_file(colour=colour)
    sha256 = hashlib.sha256(data).hexdigest()
    name = f"assets/{sha256}.png"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data))
    defaults = {
        "brand": brand,
        "kind": kind,
        "name": f"{kind} {number}",
        "file": name,
        "sha256": sha256,
        "width": 320,
        "height": 400,
        "transparent": transparent,
        "mime": "image/png",
    }
    return Asset.objects.create(**defaults | fields)


def a_store(brand: Brand, **fields: Any) -> Store:
    return Store.objects.create(**{"brand": brand, "name": f"Store {next(_numbers)}"} | fields)


def a_link(brand: Brand, **fields: Any) -> StoreLink:
    defaults = {"brand": brand, "url": "https://shop.example/follow", "label": "Follow us"}
    return StoreLink.objects.create(**defaults | fields)


def a_product(brand: Brand, **fields: Any) -> Product:
    number = next(_numbers)
    defaults = {
        "brand": brand,
        "name": f"Product {number}",
        "price": "99.00",
        "url": f"https://shop.example/p/{number}",
    }
    return Product.objects.create(**defaults | fields)


def a_campaign(brand: Brand | None = None, **fields: Any) -> Campaign:
    """A star photo draft that could be published: scene, page, follow link, one place."""
    brand = brand or a_brand()
    number = next(_numbers)
    defaults = {
        "brand": brand,
        "name": f"Campaign {number}",
        "slug": f"campaign-{number}",
        "play": "star_photo",
        "language": "en",
        "rules": "One coupon for each player.",
        "sections": the_sections(),
    }
    campaign = Campaign(**defaults | fields)
    if not campaign.settings:
        campaign.settings = the_settings(an_asset(brand))
    campaign.save()
    campaign.links.add(a_link(brand))
    a_placement(campaign)
    return campaign


def the_settings(scene: Asset) -> dict[str, Any]:
    """Settings of a star photo as the builder saves them."""
    return PLAYS["star_photo"].Settings.defaults() | {"scene": scene.pk}


def the_sections() -> list[dict[str, Any]]:
    """A page with every block once, as the builder saves it."""
    words = {
        "hero": {"title": "Beside the star"},
        "play": {"button": "Play"},
        "text": {"body": "Hi"},
    }
    return [
        {"name": name, "data": section.defaults() | words.get(name, {})}
        for name, section in SECTIONS.items()
    ]


def a_placement(campaign: Campaign, **fields: Any) -> Placement:
    defaults = {"campaign": campaign, "name": f"Entrance {next(_numbers)}"}
    return Placement.objects.create(**defaults | fields)


def a_prize(campaign: Campaign, **fields: Any) -> Prize:
    """One code for everybody, always won, unless told otherwise."""
    defaults = {"campaign": campaign, "name": "20 off", "kind": "shared", "shared_code": "STAR20"}
    return Prize.objects.create(**defaults | fields)


def a_release(campaign: Campaign | None = None) -> Release:
    """The campaign (a fresh one with a shared coupon), published."""
    if campaign is None:
        campaign = a_campaign()
        a_prize(campaign)
    return publishing.publish(campaign, by=None)


def a_published_campaign(brand: Brand | None = None, **fields: Any) -> Campaign:
    """A campaign with a shared coupon that players can meet now."""
    campaign = a_campaign(brand, **fields)
    a_prize(campaign)
    a_release(campaign)
    campaign.refresh_from_db()
    return campaign


def a_player() -> Player:
    return Player.objects.create()


def a_round(release: Release | None = None, player: Player | None = None, **fields: Any) -> Round:
    """A round at its start: consent given, nothing sent. `player` may be left to the cast."""
    release = release or a_release()
    if player is None and "screen" not in fields:
        player = a_player()
    consent = Consent.objects.create(
        player=player, campaign=release.campaign, text_sha256="0" * 64, language="en"
    )
    defaults = {"release": release, "player": player, "consent": consent, "seed": bytes(range(32))}
    return Round.objects.create(**defaults | fields)


def a_finished_round(release: Release | None = None, player: Player | None = None) -> Round:
    """A round whose picture was made and whose tier is known; nothing drawn yet."""
    done = a_round(release, player)
    done.tier, done.finished_at = "photo", timezone.now()
    done.save(update_fields=["tier", "finished_at"])
    return done
