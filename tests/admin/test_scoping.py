"""A brand sees itself only: every registered model and every address of its pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.storage import default_storage
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, reverse

from campaigns.models import Asset, Campaign, Coupon, Membership, Product, Screen
from campaigns.plays.registry import PLAYS
from campaigns.services import inspecting, publishing
from campaigns.services.freezing import freeze
from tests.admin import world
from tests.admin.world import World

MODELS = list(admin.site._registry)
OWNERS_ONLY = {"membership", "brand"}
NAMES = [model._meta.model_name for model in MODELS]


def pages_of(model: type[Model]) -> Iterator[URLPattern]:
    """Every address of the model's page that names a row."""
    for pattern in admin.site._registry[model].get_urls():
        if isinstance(pattern, URLPattern) and pattern.name and wanted(pattern):
            yield pattern


def wanted(pattern: URLPattern) -> set[str]:
    """The names of what the address asks for."""
    return set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)


ADDRESSES = [
    (model, pattern.name, sorted(wanted(pattern)))
    for model in MODELS
    for pattern in pages_of(model)
]


def address(model: type[Model], name: str, asked: list[str], world: World) -> str:
    known: dict[str, Any] = {
        "object_id": world.rows[model].pk,
        "id": world.rows[model].pk,
        "pk": world.campaign.pk,
        "prize": world.prize.pk,
        "place": world.placement.pk,
        "step": "look",
        "extension": "svg",
        "name": "scene",
    }
    if name == "auth_user_password_change":
        return f"/admin/auth/user/{world.rows[model].pk}/password/"
    return reverse(f"admin:{name}", kwargs={key: known[key] for key in asked})


def listed(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_registered_model_is_in_the_world_of_these_tests(model: type[Model]) -> None:
    assert model.__name__ in vars(world), "give it a row in tests/admin/world.py"


@pytest.mark.parametrize("role", ["operator", "owner"])
@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_list_shows_our_rows_only(
    client: Client, ours: World, theirs: World, model: type[Model], role: str
) -> None:
    client.force_login(getattr(ours, role))
    answer = client.get(listed(model))
    if model._meta.app_label == "auth" or (
        role == "operator" and model._meta.model_name in OWNERS_ONLY
    ):
        assert answer.status_code == 403
        return
    shown = {row.pk for row in answer.context["cl"].result_list}
    assert ours.rows[model].pk in shown
    assert theirs.rows[model].pk not in shown


@pytest.mark.parametrize(
    ("model", "name", "asked"), ADDRESSES, ids=[name for _, name, _ in ADDRESSES]
)
def test_no_address_opens_anothers_row(
    client: Client, ours: World, theirs: World, model: type[Model], name: str, asked: list[str]
) -> None:
    client.force_login(ours.owner)
    url = address(model, name, asked, theirs)
    for answer in (client.get(url, follow=True), client.post(url, {"post": "yes"}, follow=True)):
        assert answer.status_code in {403, 404, 405}


@pytest.mark.parametrize(
    ("model", "name", "asked"), ADDRESSES, ids=[name for _, name, _ in ADDRESSES]
)
def test_no_address_opens_without_logging_in(
    client: Client, ours: World, model: type[Model], name: str, asked: list[str]
) -> None:
    answer = client.get(address(model, name, asked, ours))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_cashier_sees_no_list(client: Client, ours: World, model: type[Model]) -> None:
    client.force_login(ours.cashier)
    assert client.get(listed(model)).status_code == 403


@pytest.mark.parametrize("mixed", ["prize", "place"])
def test_a_row_of_anothers_campaign_is_not_found_under_ours(
    desk: Client, ours: World, theirs: World, mixed: str
) -> None:
    urls = {
        "prize": reverse("admin:campaigns_prize", args=[ours.campaign.pk, theirs.prize.pk]),
        "place": reverse(
            "admin:campaigns_placement_code", args=[ours.campaign.pk, theirs.placement.pk, "svg"]
        ),
    }
    assert desk.get(urls[mixed]).status_code == 404


def test_what_a_worker_saw_is_there_for_its_own_brand_and_not_found_by_another(
    desk: Client, ours: World, theirs: World
) -> None:
    for each in (ours, theirs):
        each.campaign.play = "face_fusion"
        each.campaign.settings = PLAYS["face_fusion"].Settings.defaults()
        each.campaign.save()
    play, snapshot = PLAYS["face_fusion"], freeze(theirs.campaign)
    file = inspecting._file(
        play, inspecting._digest(play, inspecting._subject(play, snapshot)), "scene"
    )
    inspecting._keep(file, b"a picture")
    try:
        urls = [
            reverse("admin:campaigns_campaign_sight", args=[each.campaign.pk, "scene"])
            for each in (ours, theirs)
        ]
        assert [desk.get(url).status_code for url in urls] == [200, 404]
    finally:
        default_storage.delete(file)


@pytest.mark.parametrize("model", [Product, Screen])
def test_choices_of_a_form_are_ours_only(
    desk: Client, ours: World, theirs: World, model: type[Model]
) -> None:
    url = reverse(f"admin:campaigns_{model._meta.model_name}_add")
    form = desk.get(url).context["adminform"].form
    for field in form.fields.values():
        if hasattr(field, "queryset"):
            brands = {str(theirs.brand.pk), theirs.brand.name}
            assert not brands & {str(value) for value, _ in field.choices if field.label == "Brand"}
            assert not set(field.queryset) & set(theirs.rows.values())


def test_a_product_cannot_be_given_anothers_picture(
    desk: Client, ours: World, theirs: World
) -> None:
    data = {
        "brand": ours.brand.pk,
        "name": "Tea",
        "currency": "CNY",
        "url": "https://shop.example/tea",
        "position": 0,
        "picture": theirs.rows[Asset].pk,
    }
    answer = desk.post(reverse("admin:campaigns_product_add"), data)
    assert "picture" in answer.context["adminform"].form.errors


def test_a_person_of_two_brands_cannot_mix_them(client: Client, ours: World, theirs: World) -> None:
    Membership.objects.create(brand=theirs.brand, user=ours.operator)
    client.force_login(ours.operator)
    data = {
        "brand": ours.brand.pk,
        "name": "Tea",
        "currency": "CNY",
        "url": "https://shop.example/tea",
        "position": 0,
        "picture": theirs.rows[Asset].pk,
    }
    answer = client.post(reverse("admin:campaigns_product_add"), data)
    assert "picture" in answer.context["adminform"].form.errors


def test_a_superuser_sees_all(admin_client: Client, ours: World, theirs: World) -> None:
    shown = admin_client.get(listed(Campaign)).context["cl"].result_list
    assert {row.pk for row in shown} == {ours.campaign.pk, theirs.campaign.pk}


def test_deleting_many_at_once_deletes_ours_only(desk: Client, ours: World, theirs: World) -> None:
    mine, foreign = ours.rows[Product], theirs.rows[Product]
    data = {
        "action": "delete_selected",
        "_selected_action": [mine.pk, foreign.pk],
        "post": "yes",
    }
    desk.post(listed(Product), data)
    assert not Product.objects.filter(pk=mine.pk).exists()
    assert Product.objects.filter(pk=foreign.pk).exists()


def test_filters_do_not_tell_about_other_brands(desk: Client, ours: World, theirs: World) -> None:
    page = desk.get(listed(Coupon)).content.decode()
    assert theirs.campaign.name not in page
    assert theirs.prize.name not in page or ours.prize.name == theirs.prize.name


def test_the_coupons_export_holds_ours_only(desk: Client, ours: World, theirs: World) -> None:
    answer = desk.get(reverse("admin:campaigns_coupon_export"))
    text = answer.getvalue().decode()
    assert f"SECRET-{ours.brand.pk}" in text
    assert f"SECRET-{theirs.brand.pk}" not in text


def test_a_campaign_that_players_met_cannot_be_deleted(desk: Client, ours: World) -> None:
    ours.campaign.prizes.all().update(kind="shared", shared_code="STAR")
    publishing.publish(ours.campaign, by=None)
    url = reverse("admin:campaigns_campaign_delete", args=[ours.campaign.pk])
    assert desk.post(url, {"post": "yes"}).status_code == 403
