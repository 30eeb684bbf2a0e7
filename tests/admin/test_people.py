"""Owners invite people for their brand and cannot raise anyone above it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from campaigns.models import Membership
from tests import cast
from tests.admin.world import World

INVITE = "/admin/campaigns/membership/add/"


def invitation(ours: World, **changed: Any) -> dict[str, Any]:
    values = {"brand": ours.brand.pk, "username": "mei", "full_name": "Mei", "role": "operator"}
    return values | {"password": "tea-in-the-hills-7"} | changed


def test_an_invited_person_can_enter_the_desk(owners_desk: Client, ours: World) -> None:
    assert owners_desk.post(INVITE, invitation(ours)).status_code == 302
    made = User.objects.get(username="mei")
    assert made.is_staff
    assert not made.is_superuser
    assert made.check_password("tea-in-the-hills-7")
    assert made.memberships.get().brand == ours.brand


def test_nobody_is_raised_to_superuser_by_what_is_sent(owners_desk: Client, ours: World) -> None:
    owners_desk.post(INVITE, invitation(ours, is_superuser="on", user_permissions="1"))
    assert not User.objects.get(username="mei").is_superuser


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": ""}, "password"),
        ({"username": ""}, "username"),
        ({"username": "not a name!"}, "username"),
        ({"role": "emperor"}, "role"),
    ],
)
def test_a_wrong_invitation_is_said_beside_the_field(
    owners_desk: Client, ours: World, changed: dict[str, str], field: str
) -> None:
    answer = owners_desk.post(INVITE, invitation(ours, **changed))
    assert field in answer.context["adminform"].form.errors
    assert not User.objects.filter(username="mei").exists()


def test_a_name_that_is_taken_is_refused_and_its_account_stays_untouched(
    owners_desk: Client, ours: World, theirs: World
) -> None:
    before = theirs.operator.password
    name = theirs.operator.username.upper()
    answer = owners_desk.post(INVITE, invitation(ours, username=name))
    assert "username" in answer.context["adminform"].form.errors
    theirs.operator.refresh_from_db()
    assert theirs.operator.password == before


def test_nobody_is_invited_to_another_brand(
    owners_desk: Client, ours: World, theirs: World
) -> None:
    answer = owners_desk.post(INVITE, invitation(ours, brand=theirs.brand.pk))
    assert "brand" in answer.context["adminform"].form.errors


def test_an_operator_invites_nobody(desk: Client, ours: World) -> None:
    assert desk.post(INVITE, invitation(ours)).status_code == 403
    assert not User.objects.filter(username="mei").exists()


def change(member: Membership) -> str:
    return reverse("admin:campaigns_membership_change", args=[member.pk])


def test_an_owner_gives_a_role_and_a_new_password(owners_desk: Client, ours: World) -> None:
    member = Membership.objects.get(user=ours.operator)
    data = {"role": "cashier", "password": "leaves-and-water-5"}
    assert owners_desk.post(change(member), data).status_code == 302
    member.refresh_from_db()
    assert member.role == "cashier"
    assert User.objects.get(pk=ours.operator.pk).check_password("leaves-and-water-5")


def test_an_owner_has_no_say_over_a_password_that_opens_other_brands(
    owners_desk: Client, ours: World, theirs: World
) -> None:
    Membership.objects.create(brand=theirs.brand, user=ours.operator)
    member = Membership.objects.get(user=ours.operator, brand=ours.brand)
    owners_desk.post(change(member), {"role": "cashier", "password": "leaves-and-water-5"})
    assert not User.objects.get(pk=ours.operator.pk).check_password("leaves-and-water-5")


def test_an_owner_has_no_say_over_a_superusers_password(owners_desk: Client, ours: World) -> None:
    boss = User.objects.create_superuser("boss", password=cast.PASSWORD)
    member = Membership.objects.create(brand=ours.brand, user=boss)
    owners_desk.post(change(member), {"role": "cashier", "password": "leaves-and-water-5"})
    assert User.objects.get(pk=boss.pk).check_password(cast.PASSWORD)


def test_an_owner_cannot_lock_themself_out(owners_desk: Client, ours: World) -> None:
    own = Membership.objects.get(user=ours.owner)
    owners_desk.post(change(own), {"role": "cashier"})
    delete = reverse("admin:campaigns_membership_delete", args=[own.pk])
    assert owners_desk.post(delete, {"post": "yes"}).status_code == 403
    own.refresh_from_db()
    assert own.role == "owner"


def test_a_person_who_left_finds_an_empty_desk(owners_desk: Client, ours: World) -> None:
    Membership.objects.get(user=ours.operator).delete()
    owners_desk.force_login(ours.operator)
    page = owners_desk.get(reverse("admin:index"))
    assert "You belong to no brand yet" in page.content.decode()
