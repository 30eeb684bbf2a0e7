"""Phones and browsers that see something else than the person of every test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.support import browser as chromium
from tests.support.processes import Server


@pytest.fixture
def blind_page(browser: Browser, server: Server) -> Iterator[Page]:
    """A phone whose owner does not let the page use the camera."""
    with chromium.visit(browser, "phone", server.base, camera=False) as page:
        yield page


@pytest.fixture
def filming(_playwright: Playwright) -> Iterator[Callable[[Path], Browser]]:
    """Launches a browser whose camera shows a film; see tests.browser.films."""
    running: list[Browser] = []

    def launch(film: Path) -> Browser:
        running.append(chromium.launch(_playwright, film))
        return running[-1]

    yield launch
    for each in running:
        each.close()
