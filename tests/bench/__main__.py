"""Prints what was measured beside what is wanted; needs DATABASE_URL, REDIS_URL and a person.

With the argument `jobs`: the pictures of the plays alone.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from playwright.sync_api import sync_playwright

from deploy.run.paths import PYTHON, ROOT
from tests.bench import claims, counting, eyes, jobs, page, road, vision
from tests.bench.product import Product, running
from tests.bench.vision import Row
from tests.support import browser as chromium
from tests.support.photos import PERSON

LANDING = "/c/mara"


def main() -> int:
    if not PERSON.is_file():
        sys.stderr.write(f"The bench needs a photo of a person at {PERSON}.\n")
        return 1
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores; medians\n")
    vision.show(_jobs() if sys.argv[1:] == ["jobs"] else _rows())
    return 0


def _rows() -> Iterator[Row]:
    yield from vision.rows()
    yield from _photo()
    with _known() as product:
        yield from _browser(product)
        yield from jobs.rows(product, PERSON)
        ratio, micros = page.cpu_ratio(product, LANDING)
        yield "landing page: CPU ÷ Django in process", f"{ratio:.2f} ({micros:.0f} µs)", "≤ 2.5"
    sold = claims.measure()
    yield "claims/s ÷ raw durable insert", f"{sold.ratio:.2f} ({sold.per_second:.0f}/s)", "≥ 0.25"
    yield "claims: p99", f"{sold.p99_ms:.0f} ms", ""
    yield "events/s in browser batches", f"{counting.events_per_second():.0f}", ""


def _jobs() -> Iterator[Row]:
    with _known() as product:
        yield from jobs.rows(product, PERSON)


@contextmanager
def _known() -> Iterator[Product]:
    """The running product, and Django here as it is set up there."""
    with running() as product:
        os.environ.update(product.env, DJANGO_SETTINGS_MODULE="campaigns.settings")
        django.setup()
        yield product


def _photo() -> Iterator[Row]:
    """In a process of its own, whose memory and threads nothing else has touched."""
    command: list[str | Path] = [PYTHON, "-m", "inference", "bench"]
    command += ["--star-photo", PERSON, "--rounds", "7", "--json"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = json.loads(said)
    for step in found["steps"]:
        yield (
            f"photo job, CPU: {step['name']}",
            f"{step['ms']:.0f} ms",
            _WANTED.get(step["name"], ""),
        )
    yield "intake ÷ plain turbo decode", f"{found['intake_to_decode']:.2f}", "≤ 2.5"
    yield "photo job: memory at its most", f"{found['peak_mb']:.0f} MB", "≤ 450 MB"


_WANTED = {"whole star photo": "≤ 700 ms"}


def _browser(product: Product) -> Iterator[Row]:
    from campaigns.models import Campaign

    release = Campaign.objects.values_list("release_id", flat=True).get(slug="mara")
    assert release is not None
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        met = road.measure(playwright, product, release, PERSON)
        yield "upload → result seen, p50", f"{met.p50_seconds:.2f} s", "≤ 1.5 s"
        yield "upload → result seen, p95", f"{met.p95_seconds:.2f} s", ""
        yield "worker memory (RSS)", f"{met.worker_mb:.0f} MB", "≤ 450 MB"
        running_browser = chromium.launch(
            playwright, chromium.film(PERSON, Path(folder) / "person.mjpeg")
        )
        weight = page.weigh(running_browser, product.base, LANDING)
        running_browser.close()
        yield from eyes.rows(playwright, product.base)
    yield "landing page: requests", f"{weight.requests}", "≤ 12"
    yield "landing page: first load", f"{weight.kilobytes:.0f} KB", "≤ 200 KB"
    yield "landing page: scripts", f"{weight.script_kilobytes:.1f} KB", "≤ 60 KB"


if __name__ == "__main__":
    raise SystemExit(main())
