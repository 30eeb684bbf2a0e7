"""The landing page: what a phone loads at first, and what a request costs the server."""

import time
import urllib.request
from dataclasses import dataclass

from django.test import Client
from playwright.sync_api import Browser

from tests.bench.proc import cpu_seconds
from tests.bench.product import Product
from tests.support.browser import DEVICES

REQUESTS = 400


@dataclass(frozen=True)
class Weight:
    """kilobytes and script_kilobytes: as they travelled, compressed, with headers."""

    requests: int
    kilobytes: float
    script_kilobytes: float


def weigh(browser: Browser, base: str, path: str) -> Weight:
    context = browser.new_context(**DEVICES["phone"], base_url=base)
    page = context.new_page()
    talk = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    talk.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    talk.on(
        "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]})
    )
    talk.send("Network.enable")
    page.goto(path, wait_until="networkidle")
    scripts = sum(size for key, size in sizes.items() if kinds.get(key) == "Script")
    context.close()
    return Weight(len(sizes), sum(sizes.values()) / 1000, scripts / 1000)


def cpu_ratio(product: Product, path: str) -> tuple[float, float]:
    """CPU µs of a request through the running server ÷ Django asked in process; and those µs.

    The page's own in-process cost is the floor: middleware, view, queries, template.
    """
    client = Client(SERVER_NAME="127.0.0.1")
    _ask(product.base + path)
    client.get(path)
    begin = time.process_time()
    for _ in range(REQUESTS):
        assert client.get(path).status_code == 200
    floor = (time.process_time() - begin) / REQUESTS
    before = cpu_seconds(product.web.pid)
    for _ in range(REQUESTS):
        _ask(product.base + path)
    served = (cpu_seconds(product.web.pid) - before) / REQUESTS
    return served / floor, served * 1e6


def _ask(url: str) -> None:
    with urllib.request.urlopen(url) as answer:
        answer.read()
