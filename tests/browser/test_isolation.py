"""Pages that see, cut off from other origins: all that belongs to them is there all the same."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from campaigns.models import Release
from campaigns.services import eyesight, publishing
from tests import cast
from tests.browser.films import HANDS, UPRIGHT, a_film
from tests.browser.screen.kiosk import paired
from tests.browser.visitor import into_the_play
from tests.services.duels import DUEL, duel_settings
from tests.services.screens import a_screen
from tests.support import browser as chromium
from tests.support.processes import Server

pytestmark = pytest.mark.browser

_LOADED = """() => [...document.images].filter((each) => each.loading !== "lazy")
  .map((each) => each.complete && each.naturalWidth > 0)"""
_FRAMED = """async (url) => {
  const frame = document.createElement("iframe");
  frame.src = url;
  const loaded = new Promise((resolve) => { frame.onload = resolve; });
  document.body.append(frame);
  await loaded;
  return frame.contentDocument.querySelectorAll("[data-play]").length;
}"""


@pytest.fixture
def release(server: Server) -> Release:
    """A duel with pictures of the operator's wherever there can be one, and a way to the store."""
    brand = cast.a_brand(name="Lumo")
    brand.logo = cast.an_asset(brand, "logo")
    brand.save()
    star = {f"star_{move}": cast.an_asset(brand, "star").pk for move in DUEL.moves}
    sections = cast.the_sections()
    sections[0]["data"] |= {"picture": cast.an_asset(brand, "picture").pk}
    campaign = cast.a_campaign(
        brand, play=DUEL.name, settings=duel_settings(**star), sections=sections
    )
    campaign.products.set([cast.a_product(brand, picture=cast.an_asset(brand, "picture"))])
    return cast.a_release(campaign)


def failing(page: Page) -> list[str]:
    failed: list[str] = []

    def note(request: Request) -> None:
        failed.append(f"{request.failure} for {request.url}")

    page.on("requestfailed", note)
    return failed


def test_every_picture_of_an_isolated_page_comes(phone_page: Page, release: Release) -> None:
    failed = failing(phone_page)
    phone_page.goto(f"/c/{release.campaign.slug}", wait_until="networkidle")
    assert phone_page.evaluate("crossOriginIsolated")
    loaded = phone_page.evaluate(_LOADED)
    assert loaded
    assert all(loaded)
    assert failed == []


def test_the_way_to_the_store_leads_out_of_an_isolated_page(
    browser: Browser, server: Server, release: Release
) -> None:
    context = browser.new_context(**chromium.DEVICES["phone"], base_url=server.base)
    page = context.new_page()
    page.goto(f"/c/{release.campaign.slug}")
    with page.expect_request("https://shop.example/**") as left:
        page.locator("a[href*='/go/']").first.click()
    assert left.value.is_navigation_request()
    context.close()


def test_the_desk_shows_an_isolated_page_in_its_frame(desk_page: Page, release: Release) -> None:
    desk_page.goto("/healthz/web")
    token = publishing.preview_token(release.campaign)
    assert desk_page.evaluate(_FRAMED, f"/preview/{token}") > 0


def test_a_screen_that_sees_is_isolated_and_shows_its_code(
    screen_page: Page, release: Release
) -> None:
    kiosk = paired(screen_page, a_screen(release))
    failed = failing(kiosk)
    kiosk.reload(wait_until="networkidle")
    assert kiosk.evaluate("crossOriginIsolated")
    assert all(kiosk.evaluate(_LOADED))
    assert failed == []


def test_the_eye_of_an_isolated_page_sees_and_sends(
    filming: Callable[[Path], Browser], tmp_path: Path, server: Server, release: Release
) -> None:
    if eyesight.addresses(["hands"]) is None:
        pytest.skip("needs the networks that run in browsers: make test builds them")
    film = a_film(HANDS["rock"], tmp_path / "hands.mjpeg", UPRIGHT)
    with chromium.visit(filming(film), "phone", server.base) as page:
        into_the_play(page, release, "duel", "camera")
        with page.expect_response(re.compile("/turns$"), timeout=90_000) as sent:
            pass
        assert sent.value.ok
        assert page.workers[0].evaluate("crossOriginIsolated")
