"""Rights grow with the role, and end at the brand."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from campaigns.models import Campaign, Coupon, Membership, Player
from campaigns.services.deskaccess import PATHS, Role, brand_of, brands_for, holds, visible
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "redeems", "builds", "manages"),
    [
        (Role.CASHIER, True, False, False),
        (Role.OPERATOR, True, True, False),
        (Role.OWNER, True, True, True),
    ],
)
def test_rights_grow_with_the_role(
    role: Membership.Role, redeems: bool, builds: bool, manages: bool
) -> None:
    user = cast.an_operator(cast.a_brand(), role)
    asked = [holds(user, least) for least in (Role.CASHIER, Role.OPERATOR, Role.OWNER)]
    assert asked == [redeems, builds, manages]


def test_a_right_for_one_brand_is_none_for_another() -> None:
    ours, theirs = cast.a_brand(), cast.a_brand()
    user = cast.an_operator(ours)
    Membership.objects.create(brand=theirs, user=user, role=Role.CASHIER)
    assert set(brands_for(user)) == {ours}
    assert set(brands_for(user, Role.CASHIER)) == {ours, theirs}


def test_nobody_and_the_dismissed_see_nothing() -> None:
    brand = cast.a_brand()
    dismissed = cast.an_operator(brand, is_active=False)
    for user in (AnonymousUser(), dismissed):
        assert not holds(user, Role.CASHIER)
        assert not visible(Campaign, user).exists()


def test_a_dismissed_superuser_sees_nothing() -> None:
    cast.a_campaign()
    user = User.objects.create_superuser("boss", is_active=False)
    assert not visible(Campaign, user).exists()


def test_rows_without_a_brand_are_the_platforms() -> None:
    cast.a_player()
    assert not visible(Player, cast.an_operator(cast.a_brand())).exists()
    assert visible(Player, User.objects.create_superuser("boss")).exists()


def test_every_path_leads_to_the_brand() -> None:
    brand = cast.a_brand()
    prize = cast.a_prize(cast.a_campaign(brand))
    coupon = Coupon.objects.create(prize=prize, code="A")
    user = cast.an_operator(brand)
    for model in PATHS:
        assert all(brand_of(row) == brand.pk for row in visible(model, user))
    assert brand_of(coupon) == brand.pk
    assert brand_of(Campaign()) is None
