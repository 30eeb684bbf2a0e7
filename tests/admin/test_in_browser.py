"""The desk in a real browser: what its scripts do, under the page's strict policy."""

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, FilePayload, Page, expect

from campaigns.models import Campaign, Event
from tests import cast
from tests.browser.films import HAS_PICTURES, an_mp4
from tests.support.processes import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def campaign(server: Server) -> Campaign:
    brand = cast.a_brand()
    cast.an_operator(brand)
    return cast.a_campaign(brand)


@pytest.fixture
def desk(desk_page: Page, campaign: Campaign) -> Iterator[Page]:
    """Logged in; fails at the end where the policy forbade something that a page wanted."""
    refused: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(message.text)

    desk_page.on("console", note)
    operator = campaign.brand.memberships.get().user
    desk_page.goto("/admin/login/")
    desk_page.get_by_label("Username").fill(operator.username)
    desk_page.get_by_label("Password").fill(cast.PASSWORD)
    desk_page.get_by_role("button", name="Log in").click()
    expect(desk_page.get_by_role("heading", name="Desk")).to_be_visible()
    yield desk_page
    assert not refused, refused


def build(page: Page, campaign: Campaign, step: str) -> None:
    page.goto(f"/admin/campaigns/campaign/{campaign.pk}/build/{step}/")


def test_a_picture_uploaded_in_place_is_chosen_and_saved(desk: Page, campaign: Campaign) -> None:
    build(desk, campaign, "play")
    scene = desk.locator("[data-field=scene]")
    picture = FilePayload(name="evening.jpg", mimeType="image/jpeg", buffer=cast.a_jpeg(900, 1200))
    scene.locator("input[type=file]").set_input_files(picture)
    expect(scene.get_by_label("evening")).to_be_checked()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved.")).to_be_visible()
    expect(desk.locator("[data-field=scene]").get_by_label("evening")).to_be_checked()


def test_a_film_uploaded_in_place_is_shown_and_chosen(desk: Page, campaign: Campaign) -> None:
    film = an_mp4(desk, "rgb(0, 160, 0)")
    Campaign.objects.update(play="background_swap")
    build(desk, campaign, "play")
    place = desk.locator("[data-field=film_1]")
    sent = FilePayload(name="waves.mp4", mimeType="video/mp4", buffer=film)
    place.locator("input[type=file]").set_input_files(sent)
    chosen = place.get_by_label("waves")
    expect(chosen).to_be_checked()
    assert place.locator("label", has_text="waves").locator("video").evaluate(HAS_PICTURES)
    picture = FilePayload(name="x.jpg", mimeType="image/jpeg", buffer=cast.a_jpeg(900, 1200))
    place.locator("input[type=file]").set_input_files(picture)
    expect(place.get_by_role("alert")).to_contain_text("MP4")


def test_a_wrong_picture_is_said_where_it_was_chosen(desk: Page, campaign: Campaign) -> None:
    build(desk, campaign, "play")
    star = desk.locator("[data-field=star]")
    picture = FilePayload(name="star.jpg", mimeType="image/jpeg", buffer=cast.a_jpeg(900, 1200))
    star.locator("input[type=file]").set_input_files(picture)
    expect(star.get_by_role("alert")).to_contain_text("transparent")


def test_the_figure_follows_its_slider_and_the_slider_its_figure(
    desk: Page, campaign: Campaign
) -> None:
    build(desk, campaign, "play")
    figure, slider = desk.locator("[data-figure=player]"), desk.locator("[name=player_x]")
    slider.focus()
    desk.keyboard.press("Home")
    expect(figure).to_have_attribute("style", re.compile("left: 0%"))
    box = figure.bounding_box()
    assert box
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] / 2 + 120, box["y"] + box["height"] / 2)
    desk.mouse.up()
    assert int(slider.input_value()) > 5


def test_the_preview_wears_a_colour_before_it_is_saved(desk: Page, campaign: Campaign) -> None:
    build(desk, campaign, "look")
    preview = desk.frame_locator("#preview").locator("html")
    desk.get_by_role("button", name="Warm paper").click()
    expect(preview).to_have_css("--paper", "#fff8ec")
    expect(desk.locator("[data-contrast=ink]")).not_to_be_empty()


def test_a_block_moves_by_keyboard_alone(desk: Page, campaign: Campaign) -> None:
    build(desk, campaign, "look")
    desk.get_by_label("Headline").first.fill("New words")
    desk.get_by_role("button", name="Move “Opening” down").press("Enter")
    expect(desk.locator(".block").nth(1)).to_contain_text("Opening")
    campaign.refresh_from_db()
    assert campaign.sections[1]["data"]["title"] == "New words"


def test_only_the_fields_of_the_chosen_kind_are_shown(desk: Page, campaign: Campaign) -> None:
    desk.goto(f"/admin/campaigns/campaign/{campaign.pk}/build/prizes/new/")
    expect(desk.get_by_label("The code")).to_be_visible()
    desk.get_by_label("codes from a list").check()
    expect(desk.get_by_label("The code")).to_be_hidden()
    expect(desk.get_by_label("How many")).to_be_hidden()


def test_the_report_draws_its_charts(desk: Page, campaign: Campaign) -> None:
    Event.objects.create(campaign=campaign, name="view", at=timezone.now())
    desk.goto(f"/admin/campaigns/campaign/{campaign.pk}/report/")
    expect(desk.locator("[data-chart=funnel] svg")).to_be_visible()
    expect(desk.locator("[data-chart=days] svg")).to_be_visible()


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_page_is_wider_than_its_window(desk: Page, campaign: Campaign, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    root = f"/admin/campaigns/campaign/{campaign.pk}"
    steps = ("play", "look", "prizes", "store", "places", "check", "publish")
    for path in ("/admin/", f"{root}/report/", *(f"{root}/build/{step}/" for step in steps)):
        desk.goto(path)
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
