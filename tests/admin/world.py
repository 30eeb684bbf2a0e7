"""A brand with one row of everything that the desk shows."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Model

from campaigns.models import (
    Asset,
    Brand,
    Campaign,
    Coupon,
    Membership,
    Placement,
    Prize,
    Product,
    Redemption,
    Screen,
    Store,
    StoreLink,
)
from tests import cast


@dataclass(frozen=True)
class World:
    """`rows` holds one row of each model that is registered, by its model."""

    brand: Brand
    operator: User
    owner: User
    cashier: User
    campaign: Campaign
    prize: Prize
    placement: Placement
    rows: dict[type[Model], Model]


def a_world() -> World:
    brand = cast.a_brand()
    campaign = cast.a_campaign(brand)
    prize = cast.a_prize(campaign, kind=Prize.Kind.POOL, shared_code="")
    placement = cast.a_placement(campaign)
    store = cast.a_store(brand)
    coupon = Coupon.objects.create(prize=prize, code=f"SECRET-{brand.pk}")
    operator, cashier = cast.an_operator(brand), cast.a_cashier(brand)
    owner = cast.an_operator(brand, Membership.Role.OWNER)
    rows: dict[type[Model], Model] = {
        Asset: cast.an_asset(brand, name=f"Picture of {brand.name}"),
        Brand: brand,
        Campaign: campaign,
        Coupon: coupon,
        Membership: Membership.objects.get(user=operator),
        Product: cast.a_product(brand),
        Redemption: Redemption.objects.create(coupon=coupon, store=store),
        Screen: Screen.objects.create(brand=brand, name=f"Screen {brand.pk}", placement=placement),
        Store: store,
        StoreLink: cast.a_link(brand, label=f"Link {brand.pk}"),
        User: operator,
    }
    return World(brand, operator, owner, cashier, campaign, prize, placement, rows)
