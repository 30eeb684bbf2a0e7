"""Step store: choosing links and products, making new ones in place."""

from campaigns.models import Product, StoreLink
from tests import cast
from tests.admin.builder.conftest import Step
from tests.admin.world import World


def test_the_choice_is_saved(step: Step, ours: World) -> None:
    product, link = cast.a_product(ours.brand), cast.a_link(ours.brand)
    assert step("store", {"links": [link.pk], "products": [product.pk]}).status_code == 302
    assert list(ours.campaign.links.all()) == [link]
    assert list(ours.campaign.products.all()) == [product]


def test_another_brands_rows_cannot_be_chosen(step: Step, ours: World, theirs: World) -> None:
    answer = step("store", {"links": [theirs.rows[StoreLink].pk]})
    assert answer.status_code == 422
    assert "links" in answer.context["form"].errors


def test_a_new_link_is_made_and_chosen_at_once(step: Step, ours: World) -> None:
    data = {"link-kind": "follow", "link-label": "Follow", "link-url": "https://shop.example/f"}
    assert step("store", {"do": "link", **data}).status_code == 302
    made = StoreLink.objects.get(label="Follow")
    assert made.brand == ours.brand
    assert made in ours.campaign.links.all()


def test_a_link_that_is_no_web_address_is_said_beside_it(step: Step, ours: World) -> None:
    kept = list(ours.campaign.links.all())
    data = {"link-kind": "follow", "link-label": "F", "link-url": "javascript:alert(1)"}
    answer = step("store", {"do": "link", "links": [link.pk for link in kept], **data})
    assert answer.status_code == 422
    assert "url" in answer.context["link_form"].errors
    assert list(ours.campaign.links.all()) == kept


def test_a_new_product_is_made_and_chosen_at_once(step: Step, ours: World) -> None:
    picture = cast.an_asset(ours.brand, "picture")
    data = {
        "product-name": "Tea",
        "product-price": "9.90",
        "product-currency": "CNY",
        "product-url": "https://shop.example/tea",
        "product-picture": picture.pk,
    }
    assert step("store", {"do": "product", **data}).status_code == 302
    made = Product.objects.get(name="Tea")
    assert (made.brand, made.picture) == (ours.brand, picture)
    assert made in ours.campaign.products.all()


def test_a_product_cannot_be_made_with_anothers_picture(
    step: Step, ours: World, theirs: World
) -> None:
    picture = cast.an_asset(theirs.brand, "picture")
    data = {
        "product-name": "Tea",
        "product-currency": "CNY",
        "product-url": "https://shop.example/tea",
        "product-picture": picture.pk,
    }
    answer = step("store", {"do": "product", **data})
    assert "picture" in answer.context["product_form"].errors
