"""From the upload to the result that the player sees, asked for as the page asks."""

import statistics
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import APIRequestContext, Playwright

from tests.bench.proc import largest_mb
from tests.bench.product import Product

WARM, ROUNDS = 2, 24
# The page's first interval, static/core/poll.js.
POLL_SECONDS = 0.25


@dataclass(frozen=True)
class Road:
    p50_seconds: float
    p95_seconds: float
    worker_mb: float


def measure(playwright: Playwright, product: Product, release: int, photo: Path) -> Road:
    """Plays `ROUNDS` rounds one after another with an idle worker; `WARM` more warm it up."""
    played = [_round(playwright, product.base, release, photo) for _ in range(WARM + ROUNDS)]
    seconds = sorted(played[WARM:])
    return Road(
        statistics.median(seconds),
        nearly_all(seconds),
        largest_mb(product.worker.pid),
    )


def nearly_all(ordered: Sequence[float]) -> float:
    """The 95th of a hundred."""
    return ordered[round(0.95 * (len(ordered) - 1))]


def _round(playwright: Playwright, base: str, release: int, photo: Path) -> float:
    """A new player each time, so that nobody meets a daily limit."""
    player = playwright.request.new_context(base_url=base, extra_http_headers={"Origin": base})
    try:
        started = _start(player, release)
        begin = time.perf_counter()
        answer = player.post(
            started["photo_url"],
            multipart={
                "client_token": str(uuid.uuid4()),
                "photo": {
                    "name": "photo.jpg",
                    "mimeType": "image/jpeg",
                    "buffer": photo.read_bytes(),
                },
            },
        )
        assert answer.status == 202, answer.text()
        while (state := player.get(started["status_url"]).json()["state"]) == "waiting":
            time.sleep(POLL_SECONDS)
        assert state == "done", state
        assert player.get(started["result_url"]).ok
        return time.perf_counter() - begin
    finally:
        player.dispose()


def _start(player: APIRequestContext, release: int) -> dict[str, str]:
    body = {
        "release": release,
        "placement": "",
        "language": "en",
        "consent": True,
        "visitor": str(uuid.uuid4()),
    }
    answer = player.post("/api/rounds", data=body)
    assert answer.status == 201, answer.text()
    said: dict[str, str] = answer.json()
    return said
