"""Two brands that must never see each other, and people who are logged in."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.admin.world import World, a_world


@pytest.fixture
def ours(db: None) -> World:
    return a_world()


@pytest.fixture
def theirs(db: None) -> World:
    return a_world()


@pytest.fixture
def desk(client: Client, ours: World) -> Client:
    """The desk as an operator of `ours` sees it, in English."""
    client.force_login(ours.operator)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def owners_desk(client: Client, ours: World) -> Client:
    client.force_login(ours.owner)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture(autouse=True)
def _quick_passwords(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Each test makes six people; those that a browser logs in keep the product's own hashes."""
    if not request.node.get_closest_marker("browser"):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
