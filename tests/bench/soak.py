"""An eye that is kept open: what the browser's memory does meanwhile.

`python -m tests.bench.soak MINUTES [ability …]`, by `make bench ARGS="soak MINUTES"`.
"""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import django
from django.contrib.staticfiles.storage import staticfiles_storage
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from campaigns.services import eyesight
from tests.bench import eyes
from tests.bench.product import running
from tests.bench.vision import Row, show
from tests.support import browser as chromium

MINUTES = 10.0
# Looks in a row, between two of the clock's.
_FRAMES = 50
# What was compiled and grown into by then is kept; from here on nothing may grow.
_WARM_SECONDS = 20.0


@dataclass(frozen=True)
class Kept:
    """frames: how many were looked at. ms: of a look, median.

    start, middle, end: MB of the page's process, once it was warm, half-way and at the end.
    """

    frames: int
    ms: float
    start: float
    middle: float
    end: float


def rows(playwright: Playwright, base: str, minutes: float, wanted: Sequence[str]) -> Iterator[Row]:
    """Of each ability that is wanted, and that there is a photo for."""
    for sight in eyes.SIGHTS:
        if sight.see in wanted and sight.photo.is_file():
            kept = measure(playwright, base, sight, minutes * 60)
            name = f"soak {minutes:g} min, {sight.see}"
            told = f"{kept.start:.0f} → {kept.middle:.0f} → {kept.end:.0f} MB"
            yield f"{name}: memory", told, "flat"
            yield f"{name}: growth after the start", f"{kept.end - kept.start:+.0f} MB", "≤ 10 MB"
            yield f"{name}: frames, ms", f"{kept.frames}, {kept.ms:.1f} ms", ""


def measure(playwright: Playwright, base: str, sight: eyes.Sight, seconds: float) -> Kept:
    """Looks at the fake camera's frames for so long, after a while to warm up.

    Raises AssertionError where it does not see what is there.
    """
    with TemporaryDirectory() as folder:
        browser = chromium.launch(playwright, eyes.clip(sight.photo, Path(folder) / "seen.mjpeg"))
        with chromium.visit(browser, "desk", base) as page:
            chromium.isolate(page, "/healthz/web")
            start = eyes.START.replace("COUNTED", sight.counted)
            script = staticfiles_storage.url("vision/eye.js")
            page.evaluate(start, [script, eyesight.addresses((sight.see,)), sight.see])
            _looks(page, _WARM_SECONDS)
            first = _megabytes(browser)
            early = _looks(page, seconds / 2)
            middle = _megabytes(browser)
            late = _looks(page, seconds / 2)
            kept = Kept(
                len(early) + len(late), median(early + late), first, middle, _megabytes(browser)
            )
        browser.close()
    return kept


def _looks(page: Page, seconds: float) -> list[float]:
    """Milliseconds of each."""
    took: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        told = page.evaluate(eyes.FOLLOW, ["ours", _FRAMES])
        assert told["found"] >= _FRAMES * 0.9, f"{told['found']} of {_FRAMES}"
        took += told["took"]
    return took


def _megabytes(browser: Browser) -> float:
    """Resident memory of the page's process, the worker and its threads with it."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    pages = [each["id"] for each in processes if each["type"] == "renderer"]
    pages_4k = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pages)
    return pages_4k * 4096 / 1e6


def main(arguments: Sequence[str]) -> int:
    """arguments: the minutes, then the abilities; all of them where none is named."""
    minutes = float(arguments[0]) if arguments else MINUTES
    wanted = arguments[1:] or eyes.ABILITIES
    missing = [each for each in eyes.SIGHTS if each.see in wanted and not each.photo.is_file()]
    for sight in missing:
        print(f"{sight.see} is left out: there is no photo at {sight.photo}", file=sys.stderr)
    with running() as product, sync_playwright() as playwright:
        os.environ.update(product.env, DJANGO_SETTINGS_MODULE="campaigns.settings")
        django.setup()
        show(rows(playwright, product.base, minutes, wanted))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
