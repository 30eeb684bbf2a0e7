"""Who of a brand's people may do what at the desk. The only place that knows.

Rights grow with the role: a cashier redeems, an operator builds, an owner also manages people.
A superuser runs the platform and may do everything for every brand.
"""

from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, QuerySet

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
    Release,
    Screen,
    Store,
    StoreLink,
)

User = AbstractBaseUser | AnonymousUser
Role = Membership.Role
Row = TypeVar("Row", bound=Model)

_RANK = [Role.CASHIER, Role.OPERATOR, Role.OWNER]


def brands_for(user: User, least: Membership.Role = Role.OPERATOR) -> QuerySet[Brand]:
    """Return the brands for which `user` holds at least the role `least`."""
    if not user.is_authenticated or not user.is_active:
        return Brand.objects.none()
    if getattr(user, "is_superuser", False):
        return Brand.objects.all()
    enough = _RANK[_RANK.index(least) :]
    return Brand.objects.filter(
        pk__in=Membership.objects.filter(user_id=user.pk, role__in=enough).values("brand_id")
    )


def holds(user: User, least: Membership.Role = Role.OPERATOR) -> bool:
    """Tell whether `user` holds at least that role for any brand."""
    return brands_for(user, least).exists()


def scoped(
    rows: QuerySet[Row], path: str, user: User, least: Membership.Role = Role.OPERATOR
) -> QuerySet[Row]:
    """Return those `rows` whose brand, found along the lookup `path`, is the user's."""
    if getattr(user, "is_superuser", False) and user.is_active:
        return rows
    return rows.filter(**{f"{path}__in": brands_for(user, least)})


# How each kind of row leads to its brand; a model that is not here is the platform's alone.
PATHS: dict[type[Model], str] = {
    Brand: "pk",
    Membership: "brand",
    Store: "brand",
    StoreLink: "brand",
    Product: "brand",
    Asset: "brand",
    Screen: "brand",
    Campaign: "brand",
    Release: "campaign__brand",
    Placement: "campaign__brand",
    Prize: "campaign__brand",
    Coupon: "prize__campaign__brand",
    Redemption: "coupon__prize__campaign__brand",
}


def visible(
    model: type[Model], user: User, least: Membership.Role = Role.OPERATOR
) -> QuerySet[Any]:
    """Return the rows of `model` that `user` may see; of a platform's model only a superuser's."""
    rows: QuerySet[Any] = model._default_manager.all()  # noqa: SLF001 - public by documentation
    if model not in PATHS:
        return rows if getattr(user, "is_superuser", False) else rows.none()
    return scoped(rows, PATHS[model], user, least)


def brand_of(row: Model) -> int | None:
    """Return the id of the brand that `row` belongs to; None where it has none yet."""
    *way, last = PATHS[type(row)].split("__")
    found: Any = row
    for step in way:
        found = getattr(found, step, None)
    brand: int | None = getattr(found, last if last == "pk" else f"{last}_id", None)
    return brand
