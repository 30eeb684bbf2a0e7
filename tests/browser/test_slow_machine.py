"""A machine that can hardly keep up: less is wanted of it before the player notices."""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect

from campaigns.models import Photo
from campaigns.services import eyesight, media
from tests.browser.films import HANDS, a_film
from tests.browser.test_swap import a_swap_release, into_the_scenes, is_live
from tests.support import browser as chromium
from tests.support.photos import DATA
from tests.support.processes import Server
from tests.support.waiting import eventually
from tests.vision.looking import addresses, collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What a network takes, so many times: the rest of it is spent like a slow processor would. Counts
# how often the network of hands, 224 px wide, was asked.
_SLOWED = """async ([script, times]) => {
  const { Network } = await import(script);
  const quick = Network.prototype.see;
  globalThis.hands = 0;
  Network.prototype.see = async function (...given) {
    const start = performance.now();
    const answer = await quick.apply(this, given);
    const end = performance.now() + (performance.now() - start) * (times - 1);
    while (performance.now() < end);
    globalThis.hands += this.width === 224 ? 1 : 0;
    return answer;
  };
}"""
_OPENED = """async ([script, vision, see]) => {
  const { openWatching } = await import(script);
  const video = document.createElement("video");
  video.muted = true;
  video.style.cssText = "position: fixed; inset: 0; width: 390px; height: 844px; object-fit: cover";
  document.body.append(video);
  const onto = document.createElement("canvas");
  const [progress, { signal }] = [() => undefined, new AbortController()];
  window.watching = await openWatching(vision, { see, video, onto, progress, signal });
  window.looks = async (count) => {
    const told = [];
    for (let look = 0; look < count; look += 1) {
      const { mask, part, landmarks, bodies } = await window.watching.see();
      const points = landmarks?.[0] ?? bodies?.[0]?.landmarks;
      const where = points ? [points[0] / part.width, points[1] / part.height] : null;
      const shown = (mask?.data ?? []).filter((each) => each > 127).length;
      told.push({ where, inside: shown / (mask?.data.length ?? 1), drawn: onto.height });
    }
    return told;
  };
}"""
_STEPS = """() => performance.getEntriesByName("eye-step").map(({ detail }) => detail.step)"""


def open_watching(page: Page, see: Sequence[str]) -> None:
    vision = addresses(see)["vision"]
    page.evaluate(_OPENED, [collected("core/watching.js"), vision, see])


def slow_down(page: Page, times: float) -> None:
    page.workers[0].evaluate(_SLOWED, [collected("vision/runtime.js"), times])


@pytest.fixture
def _networks() -> None:
    if eyesight.addresses(["portrait", "hands", "pose"]) is None:
        pytest.skip("needs the networks that run in browsers: make test builds them")


@pytest.mark.usefixtures("_networks")
def test_less_is_wanted_of_a_slow_machine_and_nothing_jumps(
    filming: Callable[[Path], Browser], tmp_path: Path, server: Server
) -> None:
    film = a_film([HANDS["paper"][0]], tmp_path / "hand.mjpeg", (720, 960), seen=336)
    with chromium.visit(filming(film), "phone", server.base) as page:
        page.goto("/healthz/web")
        open_watching(page, ["portrait", "hands"])
        # The palm detector comes meanwhile.
        page.evaluate("() => window.looks(40)")
        slow_down(page, 8)
        told: list[dict[str, Any]] = page.evaluate("() => window.looks(40)")
        assert page.evaluate(_STEPS) == [1, 2]
        before = page.workers[0].evaluate("() => hands")
        told += page.evaluate("() => window.looks(30)")
        # Two in three do without the hands.
        assert page.workers[0].evaluate("() => hands") - before == 10
        assert told[-1]["drawn"] == 640
        inside = [each["inside"] for each in told]
        assert max(inside) - min(inside) < 0.1
        for before, after in pairwise(told):
            assert before["where"]
            assert after["where"]
            # The hand that holds the camera sways by 1 % of the picture.
            apart = zip(before["where"], after["where"], strict=True)
            assert max(abs(one - other) for one, other in apart) < 0.06


@pytest.mark.usefixtures("_networks")
def test_a_lighter_network_follows_the_body_where_the_machine_is_slow_and_there_alone(
    filming: Callable[[Path], Browser], tmp_path: Path, server: Server
) -> None:
    figure = DATA / "portraits" / "fullbody" / "0077.jpg"
    if not figure.is_file():
        pytest.skip(f"needs a photo of a person at {figure}")
    film = chromium.film(figure, tmp_path / "figure.mjpeg")
    with chromium.visit(filming(film), "phone", server.base) as page:
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(urlsplit(request.url).path))
        light = collected("vendor/vision/pose_lite.tflite")
        page.goto("/healthz/web")
        open_watching(page, ["pose"])
        quick = page.evaluate("() => window.looks(5)")
        if not page.evaluate(_STEPS):
            assert light not in asked
        slow_down(page, 6)
        slow = page.evaluate("() => window.looks(30)")
        assert asked.count(light) == 1
        # The nose of a body that stands still: 390 px across are what the player sees.
        for before, after in pairwise([*quick, *slow]):
            apart = zip(before["where"], after["where"], strict=True)
            assert max(abs(one - other) for one, other in apart) < 0.05


@pytest.mark.usefixtures("_networks")
def test_the_picture_that_is_taken_is_as_large_as_ever(
    filming: Callable[[Path], Browser], tmp_path: Path, server: Server
) -> None:
    release = a_swap_release()
    film = a_film([HANDS["rock"][0]], tmp_path / "hand.mjpeg", (720, 960), seen=336)
    with chromium.visit(filming(film), "phone", server.base) as page:
        into_the_scenes(page, release, "camera")
        is_live(page)
        slow_down(page, 8)
        page.wait_for_function(f"() => ({_STEPS})().includes(2)")
        page.locator("[data-do=shoot]").click()
        expect(page.locator("[data-step=wait] img[data-shot]")).to_be_visible(timeout=45_000)
        sent = Photo.objects.filter(kind=Photo.Kind.UPLOAD)
        eventually(sent.count, 1)
        with Image.open(io.BytesIO(media.content(sent.get()))) as photo:
            assert max(photo.size) > 800


_CAMERA = """async (script) => {
  window.sharpness = await import(script);
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  const [size] = sharpness.SIZES;
  const wanted = { width: { ideal: size.width }, height: { ideal: size.height } };
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: wanted });
  await video.play();
  window.video = video;
  window.sharp = new sharpness.Sharpness(video);
}"""
_SIZED = """async (step) => {
  await sharp.set(step);
  return [video.videoWidth, video.videoHeight];
}"""


@pytest.fixture
def camera(_playwright: Playwright, server: Server) -> Iterator[Page]:
    """A page that shows a camera of many sizes: the browser's own, that draws its pictures."""
    running = chromium.launch(_playwright, None, drawn=True)
    with chromium.visit(running, "desk", server.base) as page:
        page.goto("/healthz/web")
        page.evaluate(_CAMERA, collected("core/sharpness.js"))
        yield page
    running.close()


def test_the_camera_itself_makes_smaller_pictures_and_larger_ones_again(camera: Page) -> None:
    assert camera.evaluate(_SIZED, 2) == [640, 480]
    assert camera.evaluate("() => video.srcObject.getVideoTracks()[0].getSettings().width") == 640
    assert camera.evaluate(_SIZED, 0) == [1280, 960]


@pytest.mark.parametrize(
    "answer",
    ["Promise.reject(new OverconstrainedError('width', 'no'))", "Promise.resolve()"],
    ids=["refuses", "ignores"],
)
def test_a_camera_that_takes_no_orders_stays_as_it_is(camera: Page, answer: str) -> None:
    stubborn = f"() => {{ video.srcObject.getVideoTracks()[0].applyConstraints = () => {answer}; }}"
    camera.evaluate(stubborn)
    assert camera.evaluate(_SIZED, 2) == [1280, 960]
    assert camera.evaluate(_SIZED, 1) == [1280, 960]


def test_a_camera_whose_smaller_picture_shows_another_part_goes_back_for_good(
    camera: Page,
) -> None:
    wider = """() => {
      const [track] = video.srcObject.getVideoTracks();
      const apply = track.applyConstraints.bind(track);
      track.applyConstraints = (wish) =>
        apply(wish.width.ideal === 1280 ? wish : { width: 640, height: 360 });
    }"""
    camera.evaluate(wider)
    camera.evaluate(_SIZED, 2)
    camera.wait_for_function("() => video.videoWidth === 1280 && video.videoHeight === 960")
    assert camera.evaluate(_SIZED, 1) == [1280, 960]
