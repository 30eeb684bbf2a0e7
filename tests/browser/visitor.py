"""What visitors of every play do on a phone, and what they find there."""

import re

from playwright.sync_api import Page, Route, expect

from campaigns.models import Coupon, Release, Round

# A machine that is busy loads, counts and answers slowly.
_PATIENCE = 90_000
# A page that goes to the background, as far as its script can tell.
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def into_the_play(page: Page, release: Release, step: str, way: str) -> None:
    """Agree, by camera or however else, and wait for the play's own step."""
    page.goto(f"/c/{release.campaign.slug}")
    page.locator("[data-play]").click()
    page.locator(f"[data-step=consent] [data-do={way}]").click()
    expect(page.locator(f"[data-step={step}]")).to_be_visible()


def loses_one_answer(page: Page, path: str) -> list[str]:
    """The server hears the next request to `path` and answers, but the answer does not arrive.

    Return where it will be."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().text())
        route.abort()

    page.route(re.compile(f"{path}$"), lose, times=1)
    return lost


def unplug(page: Page, view: str) -> None:
    """The camera whose picture is in `view` is gone."""
    page.locator(f"{view} video").first.evaluate(
        "(video) => video.srcObject.getTracks().forEach((track) => track.stop())"
    )


def ends_with_the_coupon(page: Page) -> None:
    page.wait_for_url(re.compile("/r/"), timeout=_PATIENCE)
    expect(page.get_by_text("STAR20").first).to_be_visible()
    assert Coupon.objects.get().state == Coupon.State.CLAIMED


def is_for_thumbs(page: Page, step: str, lowest: int = 480) -> None:
    """Every button is 48 px or more either way, and inside the picture, either way up.

    lowest: how far down one may be where the picture is lower, and the page scrolled.
    """
    for width, height in ((390, 844), (844, 390), (320, 568)):
        page.set_viewport_size({"width": width, "height": height})
        buttons = page.locator(f"[data-step={step}] button:visible").all()
        assert buttons
        for button in buttons:
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 48
            assert box["y"] + box["height"] <= max(height, lowest)
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width


def checks_that_it_was_fair(page: Page) -> None:
    """The player's own browser does; with another seed it must notice."""
    played = Round.objects.get()
    page.locator("[data-fair] summary").click()
    expect(page.locator("[data-word=fits]")).to_be_visible()
    expect(page.locator("[data-seed]")).to_have_text(bytes(played.seed).hex())
    Round.objects.update(seed=bytes(32))
    page.reload()
    page.locator("[data-fair] summary").click()
    expect(page.locator("[data-word=differs]")).to_be_visible()
