"""What the tests do with a screen in a real browser."""

import re

from playwright.sync_api import Page, expect

from campaigns.models import Round, Screen
from campaigns.services import screening

# Countdown, upload and a busy worker.
PATIENCE = 25_000
# What the camera was asked for, so that a test can see whether it was let go.
_REMEMBER_STREAMS = """
  globalThis.streams = [];
  const media = navigator.mediaDevices;
  const open = media.getUserMedia.bind(media);
  media.getUserMedia = async (wish) => {
    const stream = await open(wish);
    globalThis.streams.push(stream);
    return stream;
  };
"""
NO_CAMERA = """() => {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotFoundError"));
}"""
LIVE_TRACKS = """() => globalThis.streams.flatMap((stream) => stream.getTracks())
  .filter((track) => track.readyState === "live").length"""
OUTBOX = """async () => {
  const open = indexedDB.open("marquee-screen", 1);
  await new Promise((resolve) => { open.onsuccess = open.onerror = resolve; });
  const count = open.result.transaction("outbox").objectStore("outbox").count();
  await new Promise((resolve) => { count.onsuccess = resolve; });
  open.result.close();
  return count.result;
}"""


def paired(page: Page, screen: Screen) -> Page:
    page.add_init_script(_REMEMBER_STREAMS)
    page.goto("/screen/")
    expect(page.locator("[data-slot=code]")).to_have_text(re.compile(r"^[2-9A-Z]{6}$"))
    screening.pair(page.locator("[data-slot=code]").inner_text(), screen)
    shows(page, "attract")
    return page


def shows(page: Page, scene: str) -> None:
    """Wait until the screen's script has brought the scene on, alone."""
    expect(page.locator("body")).to_have_attribute("data-now", scene, timeout=PATIENCE)
    expect(page.locator(f"[data-scene={scene}]")).to_be_visible()
    expect(page.locator("[data-scene]:visible")).to_have_count(1)


def agree(page: Page) -> None:
    """Wake the screen and agree."""
    page.locator("[data-act=wake]").click()
    shows(page, "consent")
    # The button is deaf for a moment: a second tap of the same hand is not a consent.
    expect(page.locator("[data-act=agree]")).to_be_focused()
    page.locator("[data-act=agree]").click()


def to_the_play(page: Page, screen: Screen, scene: str, *, camera: bool = True) -> Page:
    """Pair, wake it and agree, to the play's own scene; `camera`: whether the page may open one."""
    paired(page, screen)
    if not camera:
        page.evaluate(NO_CAMERA)
    agree(page)
    shows(page, scene)
    return page


def ends_with_the_code(page: Page, patience: float = PATIENCE) -> None:
    """The picture, and the code that leads a phone to it."""
    expect(page.locator("body")).to_have_attribute("data-now", "result", timeout=patience)
    expect(page.locator("[data-slot=qr] img")).to_be_visible()


def polls(page: Page, times: int) -> None:
    """Let the screen ask the server so often."""
    for _poll in range(times):
        page.clock.run_for(10_500)
        page.wait_for_timeout(300)


def link_of(played: Round) -> str:
    return f"/t/{played.take_token}"
