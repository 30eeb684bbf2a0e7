"""The mirror that guesses, on a phone: by photo, by photo without a guess, and by touch alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Campaign, PhotoJob, Screen
from campaigns.plays.face_scan import PERSONAS, Settings
from tests import cast
from tests.browser.screen.kiosk import shows, to_the_play
from tests.support.processes import Server, Worker

pytestmark = pytest.mark.browser


@pytest.fixture
def campaign(server: Server) -> Campaign:
    brand = cast.a_brand(name="Lumo")
    settings = Settings.defaults() | {"countdown": 1, "persona4_products": "2"}
    campaign = cast.a_campaign(brand, play="face_scan", settings=settings)
    names = ("Oolong", "Bubble tea", "Matcha")
    products = [
        cast.a_product(brand, name=name, position=place) for place, name in enumerate(names)
    ]
    campaign.products.set(products)
    cast.a_prize(campaign)
    cast.a_release(campaign)
    return campaign


def to_the_consent(page: Page, campaign: Campaign) -> None:
    page.goto(f"/c/{campaign.slug}")
    page.locator("[data-play]").click()
    expect(page.locator("[data-step=consent]")).to_be_visible()


def take_the_photo(page: Page) -> None:
    expect(page.locator("[data-step=camera]")).to_have_attribute("data-state", "open")
    page.locator("[data-do=shoot]").click()
    page.locator("[data-step=review] [data-do=use]").click()


def to_the_card(page: Page) -> None:
    page.wait_for_url("**/r/*", timeout=45_000)
    picture = page.locator("[data-picture]")
    expect(picture).to_be_visible()
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth)") == 1080
    expect(page.locator("[data-copy]")).to_have_attribute("data-copy", "STAR20")


def test_a_selfie_is_looked_at_step_by_step_and_guessed(
    phone_page: Page, worker: Worker, person: Path, campaign: Campaign
) -> None:
    phone_page.add_init_script(
        """new MutationObserver((all) => { for (const {target} of all) if (target.dataset?.at)
          sessionStorage.steps = (sessionStorage.steps ?? "") + " " + target.dataset.at; })
          .observe(document, {attributes: true, subtree: true, attributeFilter: ["data-at"]});"""
    )
    to_the_consent(phone_page, campaign)
    phone_page.locator("[data-step=consent] [data-do=camera]").click()
    take_the_photo(phone_page)
    to_the_card(phone_page)
    steps = phone_page.evaluate("sessionStorage.steps").split()
    assert [steps[0], steps[-1]] == ["sending", "done"]
    assert "queued" in steps
    facts = PhotoJob.objects.get().facts
    assert facts["guessed"] is True
    told = phone_page.locator(".told")
    expect(told).to_contain_text(str(PERSONAS[facts["persona"]].name))
    expect(told).to_contain_text("The mirror has only guessed")


def test_who_wants_no_guess_chooses_before_the_camera_opens(
    phone_page: Page, worker: Worker, person: Path, campaign: Campaign
) -> None:
    to_the_consent(phone_page, campaign)
    phone_page.locator("[data-step=consent] [data-do=personas]").click()
    tile = phone_page.locator("[data-step=personas] [data-persona='4']")
    expect(tile).to_have_text(re.compile(str(PERSONAS[4].name)))
    tile.click()
    take_the_photo(phone_page)
    to_the_card(phone_page)
    job = PhotoJob.objects.get()
    assert job.facts == {"persona": 4, "guessed": False, "figure": None}
    expect(phone_page.locator(".told")).not_to_contain_text("guessed")
    assert phone_page.locator(".product-name").all_inner_texts() == ["Bubble tea"]


def test_a_choice_lasts_over_a_reload_before_the_photo(
    phone_page: Page, worker: Worker, person: Path, campaign: Campaign
) -> None:
    to_the_consent(phone_page, campaign)
    phone_page.locator("[data-step=consent] [data-do=personas]").click()
    phone_page.locator("[data-step=personas] [data-persona='6']").click()
    expect(phone_page.locator("[data-step=camera]")).to_have_attribute("data-state", "open")
    phone_page.reload()
    # Asked again: nothing is guessed of somebody who said no to it.
    phone_page.locator("[data-step=personas] [data-persona='5']").click()
    take_the_photo(phone_page)
    to_the_card(phone_page)
    assert PhotoJob.objects.get().facts["persona"] == 5


def test_without_a_photo_a_tap_wins_the_same_prize(
    phone_page: Page, worker: Worker, campaign: Campaign
) -> None:
    to_the_consent(phone_page, campaign)
    phone_page.locator("[data-step=consent] [data-do=figures]").click()
    phone_page.locator("[data-step=figures] [data-persona='2']").click()
    to_the_card(phone_page)
    job = PhotoJob.objects.get()
    assert (job.source, job.facts["persona"]) == (None, 2)
    assert phone_page.locator(".product-name").count() == 3


def test_with_reduced_motion_the_look_stands_still(phone_page: Page, campaign: Campaign) -> None:
    phone_page.emulate_media(reduced_motion="reduce")
    to_the_consent(phone_page, campaign)
    phone_page.locator("[data-step=consent] [data-do=figures]").click()
    phone_page.locator("[data-step=figures] [data-persona='1']").click()
    glass = phone_page.locator(".scan-glass i")
    expect(glass).to_be_visible()
    assert glass.evaluate("e => getComputedStyle(e).animationName") == "none"


@pytest.mark.parametrize(
    ("tap", "guessed"), [(".button-huge", True), ("[data-persona='3']", False)]
)
def test_on_the_big_screen_the_visitor_chooses_or_lets_the_mirror_guess(
    screen_page: Page, worker: Worker, campaign: Campaign, tap: str, *, guessed: bool
) -> None:
    place = campaign.placements.get()
    screen = Screen.objects.create(brand=campaign.brand, name="Atrium", placement=place)
    kiosk = to_the_play(screen_page, screen, "mirror")
    name = str(PERSONAS[3].name)
    expect(kiosk.locator("[data-scene=mirror] [data-persona='3']")).to_have_text(re.compile(name))
    kiosk.locator(f"[data-scene=mirror] {tap}").click()
    shows(kiosk, "camera")
    shows(kiosk, "result")
    facts = PhotoJob.objects.get().facts
    assert facts["guessed"] is guessed
    assert guessed or facts["persona"] == 3
