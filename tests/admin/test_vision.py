"""The card of the vision networks at the desk."""

from django.contrib.auth.models import User
from django.template.defaultfilters import floatformat
from django.test import Client
from django.urls import reverse

import inference
from campaigns.admin.vision import KINDS
from tests.admin.world import World

VISION = "/admin/vision/"


def test_an_operator_sees_every_network_with_its_source_and_speed(desk: Client) -> None:
    page = desk.get(VISION).content.decode()
    for card in inference.model_cards():
        assert f"<small>{card.name}</small>" in page
        assert card.source in page
        assert card.ms is not None
        assert f"{floatformat(card.ms, 2)}&nbsp;ms" in page


def test_every_network_has_its_place_once() -> None:
    placed = [name for kind in KINDS for name in kind.networks]
    assert sorted(placed) == [card.name for card in inference.model_cards()]


def test_what_is_told_of_gestures_is_what_was_measured(desk: Client) -> None:
    kinds = {str(kind["title"]): kind for kind in desk.get(VISION).context["kinds"]}
    hands = kinds["Hands and gestures"]
    (recall, _words, _shown), (_mistaken, _words, empty) = hands["figures"]
    card = {card.name: card for card in inference.model_cards()}["gesture"]
    assert recall == round(100 * card.figures["macro_recall"], 1)
    assert hands["photos"] == card.figures["photos"]
    assert empty == card.counts["false_on_none"] < hands["photos"]


def test_beside_every_share_stands_of_how_many_it_is_one(desk: Client) -> None:
    response = desk.get(VISION)
    page = response.content.decode()
    for kind in response.context["kinds"]:
        for _percent, words, count in kind["figures"]:
            unit = "people" if kind["people"] else "photos"
            assert f"{words} <small>({count} {unit})</small>" in page


def test_the_way_there_is_in_the_menu_of_the_account(desk: Client) -> None:
    assert f'href="{reverse("admin:vision")}"' in desk.get("/admin/").content.decode()


def test_the_platform_sees_it_without_a_brand(client: Client, ours: World) -> None:
    client.force_login(User.objects.create_superuser("platform"))
    assert client.get(VISION).status_code == 200


def test_a_cashier_and_a_stranger_do_not(client: Client, ours: World) -> None:
    assert client.get(VISION).status_code == 302
    client.force_login(ours.cashier)
    assert client.get(VISION).status_code == 403
    assert VISION not in client.get("/admin/").content.decode()
