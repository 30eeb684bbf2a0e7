"""Headless Chromium with a camera that shows a photo."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, ImageOps
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Route

CHROMIUM = "/usr/bin/chromium"
# No call to anyone but the product; no GPU, no sandbox in a container that runs as root.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
_PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": (
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/140.0.0.0 Mobile Safari/537.36"
    ),
}
_SCREEN = {"viewport": {"width": 1080, "height": 1920}, "has_touch": True}
_DESK = {"viewport": {"width": 1280, "height": 900}}
DEVICES: dict[str, dict[str, Any]] = {"phone": _PHONE, "screen": _SCREEN, "desk": _DESK}


def launch(playwright: Playwright, camera: Path | None, *, drawn: bool = False) -> Browser:
    """`camera` is a file of `film`; without one there is no camera at all.

    drawn: a camera of many sizes whose pictures the browser draws itself.
    """
    devices = ["--use-fake-device-for-media-stream"]
    if camera is not None:
        devices.append(f"--use-file-for-fake-video-capture={camera}")
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*_QUIET, *(devices if camera or drawn else [])]
    )


def film(photo: Path, target: Path, size: tuple[int, int] = (720, 960)) -> Path:
    """Writes a photo as a motion-JPEG file that Chromium plays as a camera, over and over."""
    with Image.open(photo) as source:
        upright = ImageOps.exif_transpose(source).convert("RGB")
        frame = ImageOps.fit(upright, size, centering=(0.5, 0.3))
    data = io.BytesIO()
    frame.save(data, "JPEG", quality=92)
    target.write_bytes(data.getvalue() * 2)
    return target


@contextmanager
def visit(
    browser: Browser,
    device: str,
    base: str,
    *,
    camera: bool = True,
    locale: str = "en-US",
    agent: str | None = None,
) -> Iterator[Page]:
    """A fresh visitor's page; `agent`: what the browser calls itself.

    Fails at the end when a script failed or the page asked others.
    """
    kind = DEVICES[device] | ({"user_agent": agent} if agent else {})
    context = browser.new_context(**kind, base_url=base, locale=locale)
    # A machine that is busy with other things is no failure of the product.
    context.set_default_timeout(45_000)
    if camera:
        context.grant_permissions(["camera"], origin=base)
    troubles = _watch(context, base)
    try:
        yield context.new_page()
        assert not troubles, troubles
    finally:
        context.close()


def isolate(page: Page, path: str) -> None:
    """Goes to a page as if it was one that sees, which may use threads."""

    def isolated(route: Route) -> None:
        answer = route.fetch()
        word = {"cross-origin-embedder-policy": "credentialless"}
        route.fulfill(response=answer, headers={**answer.headers, **word})

    page.route(f"**{path}", isolated)
    page.goto(path)


def _watch(context: BrowserContext, base: str) -> list[str]:
    """Collects uncaught errors and requests to anyone but the product."""
    troubles: list[str] = []
    home = urlsplit(base).netloc

    def note_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc != home:
            troubles.append(f"request to {request.url}")

    context.on("request", note_request)
    context.on("weberror", lambda error: troubles.append(f"error {error.error}"))
    return troubles
