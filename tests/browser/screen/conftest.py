"""A screen that is paired, and the phone of whoever stands in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from campaigns.models import Screen
from tests.browser.screen.kiosk import paired
from tests.cast import a_brand, a_campaign, a_jpeg, a_prize, a_release, an_asset, the_settings
from tests.support import browser as chromium
from tests.support.processes import Server


@pytest.fixture
def screen(server: Server) -> Screen:
    """An unpaired screen at the place of a star photo campaign that everybody wins in."""
    brand = a_brand(name="Lumo")
    scene = an_asset(brand, width=320, height=400)
    campaign = a_campaign(brand, settings=the_settings(scene) | {"countdown": 3})
    a_prize(campaign)
    a_release(campaign)
    place = campaign.placements.get()
    return Screen.objects.create(brand=brand, name="Atrium", placement=place)


@pytest.fixture
def kiosk(screen_page: Page, screen: Screen, person: Path) -> Page:
    """The screen, paired as an operator pairs it, in its attract loop."""
    return paired(screen_page, screen)


@pytest.fixture
def lonely_kiosk(
    _playwright: Playwright, server: Server, screen: Screen, tmp_path: Path
) -> Iterator[Page]:
    """The same, in front of a wall."""
    wall = tmp_path / "wall.jpg"
    wall.write_bytes(a_jpeg(720, 960))
    running = chromium.launch(_playwright, chromium.film(wall, tmp_path / "wall.mjpeg"))
    with chromium.visit(running, "screen", server.base) as page:
        yield paired(page, screen)
    running.close()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Page]:
    with chromium.visit(browser, "phone", server.base, camera=False) as page:
        yield page
