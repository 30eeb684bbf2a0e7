"""What may befall a screen: no network, no camera, no campaign, a page loaded again."""

import pytest
from playwright.sync_api import Page, Route, expect

from campaigns.models import PhotoJob, Round, Screen
from campaigns.services import publishing, screening
from tests.browser.screen.kiosk import NO_CAMERA, OUTBOX, PATIENCE, agree, polls, shows
from tests.support.processes import Worker

pytestmark = pytest.mark.browser


def test_a_photo_waits_for_the_network_and_then_goes_on(kiosk: Page, worker: Worker) -> None:
    agree(kiosk)
    expect(kiosk.locator("[data-slot=count]")).to_have_text("2")
    kiosk.context.set_offline(True)
    shows(kiosk, "developing")
    expect(kiosk.locator("[data-slot=progress]")).to_contain_text(
        "Your photo is safe", timeout=PATIENCE
    )
    assert kiosk.evaluate(OUTBOX) == 1
    kiosk.context.set_offline(False)
    shows(kiosk, "result")
    assert kiosk.evaluate(OUTBOX) == 0
    assert PhotoJob.objects.count() == 1


def test_a_page_that_is_loaded_again_goes_on_with_the_photo(kiosk: Page, worker: Worker) -> None:
    def lose(route: Route) -> None:
        route.abort()

    kiosk.route("**/api/screen/rounds/*/photo", lose)
    agree(kiosk)
    shows(kiosk, "developing")
    expect(kiosk.locator("[data-slot=progress]")).to_contain_text(
        "Your photo is safe", timeout=PATIENCE
    )
    kiosk.unroute("**/api/screen/rounds/*/photo", lose)
    kiosk.reload()
    shows(kiosk, "result")
    assert Round.objects.count() == 1


def test_without_a_camera_the_visitor_is_sent_to_their_own_phone(
    kiosk: Page, screen: Screen
) -> None:
    kiosk.evaluate(NO_CAMERA)
    agree(kiosk)
    shows(kiosk, "phone")
    expect(kiosk.locator(".qr-large img")).to_be_visible()
    kiosk.locator("[data-scene=phone] [data-act=leave]").click()
    shows(kiosk, "attract")


def test_a_refusal_is_told_and_the_screen_goes_back(kiosk: Page, screen: Screen) -> None:
    assert screen.placement is not None
    publishing.pause(screen.placement.campaign)
    kiosk.clock.install()
    agree(kiosk)
    shows(kiosk, "sorry")
    expect(kiosk.locator("[data-slot=sorry]")).to_contain_text("short break")
    kiosk.clock.fast_forward(10_000)
    expect(kiosk.locator("[data-scene=attract], [data-scene=idle]")).to_be_visible()


def test_a_pause_an_unpairing_and_a_lost_network_reach_a_resting_screen(
    kiosk: Page, screen: Screen
) -> None:
    assert screen.placement is not None
    kiosk.clock.install()
    kiosk.reload()
    shows(kiosk, "attract")
    kiosk.context.set_offline(True)
    polls(kiosk, 3)
    expect(kiosk.locator("[data-slot=offline]")).to_be_visible()
    kiosk.context.set_offline(False)
    polls(kiosk, 1)
    expect(kiosk.locator("[data-slot=offline]")).to_be_hidden()
    publishing.pause(screen.placement.campaign)
    polls(kiosk, 1)
    shows(kiosk, "idle")
    screening.unpair(screen)
    polls(kiosk, 1)
    shows(kiosk, "pairing")
