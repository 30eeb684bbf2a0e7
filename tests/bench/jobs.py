"""What the picture of each play costs a worker: by step, in memory, and through the queue.

    python -m tests.bench.jobs RELEASE PHOTO

is a worker in which nothing else has happened: it makes the picture of one release again and again
and tells, as JSON, what `Made` holds.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from deploy.run.paths import PYTHON, ROOT
from tests.bench import road
from tests.bench.proc import largest_mb, largest_peak_mb, peak_mb
from tests.bench.product import Product
from tests.bench.vision import Row

ROUNDS = 9
_MOST = "≤ 450 MB"
# Two heartbeats: by then a worker has given back what its jobs are done with.
_REST_SECONDS = 12


@dataclass(frozen=True)
class Made:
    """Medians of CPU ms on one core, by step and of the whole; and memory at its most."""

    steps: dict[str, float]
    ms: float
    peak_mb: float


def rows(product: Product, photo: Path) -> Iterator[Row]:
    """Needs Django set up for the product."""
    for name, release in releases():
        made = _made_apart(product, release, photo)
        for step, ms in made.steps.items():
            yield f"{name}, CPU: {step}", f"{ms:.0f} ms", ""
        yield f"{name}, CPU: whole picture", f"{made.ms:.0f} ms", ""
        yield f"{name}: memory at its most", f"{made.peak_mb:.0f} MB", _MOST
        with sync_playwright() as playwright:
            road.measure(playwright, product, release, photo)
        waited = _queue_ms(release)
        half, most = statistics.median(waited), road.nearly_all(waited)
        yield f"{name}: through the queue, p50 / p95", f"{half:.0f} / {most:.0f} ms", ""
    time.sleep(_REST_SECONDS)
    at_rest, most = largest_mb(product.worker.pid), largest_peak_mb(product.worker.pid)
    yield "worker that made them all, at rest (RSS)", f"{at_rest:.0f} MB", _MOST
    yield "worker that made them all, at its most", f"{most:.0f} MB", ""


def releases() -> Iterator[tuple[str, int]]:
    """The demo's first campaign of every play that makes its picture of a photo."""
    from campaigns.models import Campaign
    from campaigns.plays.base import CameraSettings
    from campaigns.plays.registry import PLAYS

    for name, play in PLAYS.items():
        if issubclass(play.Settings, CameraSettings):
            shown = Campaign.objects.filter(play=name, brand__slug="lumo").order_by("pk")
            release = shown.values_list("release_id", flat=True).first()
            assert release is not None, f"the demo shows no {name}"
            yield name, release


def made(release_id: int, photo: bytes) -> Made:
    """Keeps this process to one core, and its clocks to what that core does."""
    from campaigns.models import Release
    from campaigns.plays.base import Clock, Scene, Shot, Verdict
    from campaigns.plays.registry import PLAYS
    from campaigns.services import assets, thrift
    from inference.bench.machine import keep_to_one_core

    keep_to_one_core()
    thrift.begin()
    Clock.seconds = staticmethod(time.process_time)  # type: ignore[method-assign]
    release = Release.objects.get(pk=release_id)
    snapshot, reader = release.snapshot, assets.read(release)
    logo = snapshot["brand"]["logo"]
    scene = Scene(
        language=snapshot["campaign"]["language"],
        brand_name=snapshot["brand"]["name"],
        logo=None if logo is None else reader(logo),
        theme=snapshot["theme"],
    )
    play, settings = PLAYS[snapshot["play"]["name"]], snapshot["play"]["settings"]

    def judged() -> tuple[float, Verdict]:
        begin = time.process_time()
        verdict = play.judge(Shot(photo, seed=bytes(32)), settings, reader, scene)
        return (time.process_time() - begin) * 1000, verdict

    judged()
    whole, verdicts = zip(*(judged() for _ in range(ROUNDS)), strict=True)
    steps = {
        name: statistics.median(verdict.milliseconds[name] for verdict in verdicts)
        for name in verdicts[0].milliseconds
    }
    return Made(steps, statistics.median(whole), peak_mb())


def _made_apart(product: Product, release: int, photo: Path) -> Made:
    command = [str(PYTHON), "-m", "tests.bench.jobs", str(release), str(photo)]
    env = {**os.environ, **product.env, "DJANGO_SETTINGS_MODULE": "campaigns.settings"}
    told = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return Made(**json.loads(told.stdout))


def _queue_ms(release: int) -> list[float]:
    """From the upload's row to the finished one's, shortest first, of the rounds of the road."""
    from campaigns.models import PhotoJob

    done = PhotoJob.objects.filter(round__release=release, state=PhotoJob.State.DONE)
    last = done.order_by("-queued_at").values_list("queued_at", "finished_at")[: road.ROUNDS]
    return sorted((end - begin).total_seconds() * 1000 for begin, end in last if end)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(asdict(made(int(sys.argv[1]), Path(sys.argv[2]).read_bytes()))))
