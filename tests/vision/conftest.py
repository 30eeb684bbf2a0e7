"""The eyes of a page: opened in Chromium on one of the product's own pages, under its policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support import browser as chromium
from tests.support.processes import Server
from tests.vision.looking import Lab, addresses


@pytest.fixture
def lab(browser: Browser, server: Server) -> Iterator[Lab]:
    """A page that can open an eye; fails at the end where it asked anyone but the product."""
    told = addresses()
    with chromium.visit(browser, "phone", server.base, camera=False) as page:
        lab = Lab(page, told)
        page.goto("/healthz/web")
        yield lab
