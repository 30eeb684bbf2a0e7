"""The screen's road, with a real worker behind it and a second browser as the phone."""

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Coupon, Draw, Event, Round, Screen
from tests.browser.screen.kiosk import LIVE_TRACKS, agree, link_of, shows
from tests.support.processes import Worker
from tests.support.waiting import eventually

pytestmark = pytest.mark.browser


def test_from_the_first_touch_to_the_coupon_on_the_visitors_phone(
    kiosk: Page, phone: Page, worker: Worker, screen: Screen
) -> None:
    agree(kiosk)
    shows(kiosk, "camera")
    expect(kiosk.locator("[data-slot=count]")).to_have_text("3")
    shows(kiosk, "developing")
    shows(kiosk, "result")
    assert kiosk.evaluate(LIVE_TRACKS) == 0
    code = kiosk.locator("[data-slot=qr] img")
    box = code.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 320
    played = Round.objects.get()
    assert played.player is None
    phone.goto(link_of(played))
    phone.wait_for_url(f"**/r/{played.pk}")
    coupon = Coupon.objects.get(draws__round=played)
    expect(phone.get_by_text(coupon.code).first).to_be_visible()
    expect(kiosk.locator("[data-slot=taken]")).to_be_visible()
    expect(code).to_be_hidden()
    kiosk.locator("[data-scene=result] [data-act=leave]").click()
    shows(kiosk, "attract")
    assert kiosk.locator("[data-slot=picture] img, [data-slot=qr] img, video").count() == 0
    assert Draw.objects.count() == 1
    steps = ("view", "start", "photo", "result", "coupon")
    # The page tells what it has seen a moment later.
    eventually(
        lambda: dict(Event.objects.values_list("name", "placement")),
        dict.fromkeys(steps, screen.placement_id),
    )


def test_nobody_scans_and_the_screen_goes_back_by_itself(kiosk: Page, worker: Worker) -> None:
    kiosk.clock.install()
    agree(kiosk)
    shows(kiosk, "result")
    kiosk.clock.fast_forward(31_000)
    shows(kiosk, "attract")
    assert kiosk.locator("[data-slot=picture] img, [data-slot=qr] img").count() == 0
    assert not Draw.objects.exists()


def test_somebody_wakes_it_and_walks_away(kiosk: Page) -> None:
    kiosk.clock.install()
    kiosk.keyboard.press("Space")
    shows(kiosk, "consent")
    kiosk.clock.fast_forward(42_000)
    shows(kiosk, "attract")
    assert not Round.objects.exists()
    assert kiosk.evaluate("() => globalThis.streams.length") == 0


# Tapped within the page: from outside, on a busy machine, the second tap comes seconds later.
_TAPPED_TWICE = """async () => {
  document.querySelector("[data-act=wake]").click();
  while (document.body.dataset.now !== "consent")
    await new Promise((resolve) => setTimeout(resolve));
  document.querySelector("[data-act=agree]").click();
}"""


def test_a_double_tap_is_no_consent(kiosk: Page) -> None:
    kiosk.evaluate(_TAPPED_TWICE)
    expect(kiosk.locator("[data-act=agree]")).to_be_focused()
    shows(kiosk, "consent")
    assert not Round.objects.exists()


def test_a_photo_of_nobody_is_taken_again_by_itself(lonely_kiosk: Page, worker: Worker) -> None:
    agree(lonely_kiosk)
    shows(lonely_kiosk, "retake")
    expect(lonely_kiosk.locator("[data-slot=why]")).to_contain_text("Step in front of the camera")
    shows(lonely_kiosk, "camera")
    shows(lonely_kiosk, "developing")
    assert Round.objects.count() == 1


def test_the_screen_speaks_the_visitors_language_and_forgets_it(kiosk: Page) -> None:
    kiosk.clock.install()
    kiosk.locator(".tongue").click()
    expect(kiosk.locator("html")).to_have_attribute("lang", "zh-Hans")
    shows(kiosk, "attract")
    kiosk.clock.run_for(46_000)
    expect(kiosk.locator("html")).to_have_attribute("lang", "en")
