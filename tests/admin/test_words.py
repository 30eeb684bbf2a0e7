"""A Chinese desk says no English word, and no page of it shows how the tables are joined."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path, label_for_field
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.utils import translation

from campaigns.admin.people import InviteForm
from tests import cast
from tests.admin.world import World

# Names of their own, and columns of links that have no heading.
_NO_WORDS = {"__str__", "ways", "username"}


def _flat(names: Any) -> Iterator[str]:
    for name in names or ():
        yield from [name] if isinstance(name, str) else _flat(name)


def _labels(model: type[Model], page: Any) -> Iterator[tuple[str, str]]:
    for name in {*_flat(page.list_display), *_flat(page.fields)} - _NO_WORDS:
        yield name, str(label_for_field(name, model, page))
    for entry in page.list_filter:
        path = entry if isinstance(entry, str) else entry[0]
        assert isinstance(path, str)
        yield path, str(get_fields_from_path(model, path)[-1].verbose_name)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_columns_fields_and_filters_are_named_in_chinese(model: type[Model]) -> None:
    with translation.override("zh-hans"):
        english = [
            each for each in _labels(model, admin.site._registry[model]) if each[1].isascii()
        ]
    assert english == []


@pytest.mark.django_db
def test_a_short_password_is_refused_in_chinese() -> None:
    with translation.override("zh-hans"):
        form = InviteForm({"username": "mei", "password": "abc", "role": "operator"})
        assert "8 个字符" in str(form.errors["password"])


def test_deleting_says_what_goes_and_not_how_it_is_joined(owners_desk: Client, ours: World) -> None:
    product = cast.a_product(ours.brand, name="Oolong")
    ours.campaign.products.add(product)
    page = owners_desk.get(f"/admin/campaigns/product/{product.pk}/delete/").content.decode()
    assert "Oolong" in page
    assert "relationship" not in page


def test_the_platform_sees_accounts_without_djangos_own_permissions(
    client: Client, ours: World
) -> None:
    client.force_login(User.objects.create_superuser("platform", password=cast.PASSWORD))
    page = client.get(f"/admin/auth/user/{ours.operator.pk}/change/").content.decode()
    assert 'name="is_active"' in page
    assert "user_permissions" not in page
    assert client.get("/admin/auth/user/add/").status_code == 200
    assert client.get("/admin/auth/user/").status_code == 200
