"""A hand followed in a page's video: our eye beside MediaPipe's own for browsers, same frames.

Both see the same fake camera in one headless Chromium, by turns, so that whatever else the machine
does slows both. Milliseconds are from the video's frame to the points.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles.storage import staticfiles_storage
from PIL import Image
from playwright.sync_api import Page, Playwright, Route

from campaigns.services import eyesight
from deploy.run.paths import NODE_MODULES
from tests.bench.taskfile import bundle
from tests.bench.vision import Row
from tests.inference.photos import DATA
from tests.support import browser as chromium

# A raised hand, the palm shown.
HAND = DATA / "hands" / "hagrid" / "palm_00000.jpg"
_PEER = "@mediapipe/tasks-vision"
_SIZE = (1280, 720)
_STEPS = 24
_TURNS, _FRAMES = 6, 25

_START = """async ([script, vision]) => {
  const { openEye } = await import(script);
  const eye = await openEye(vision, { see: "hands" });
  await eye.whole;
  const video = document.createElement("video");
  const wanted = { width: 1280, height: 720 };
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: wanted });
  await video.play();
  window.nobody = async () => 0;
  window.ours = async () => (await eye.see(video)).landmarks.length;
  window.video = video;
}"""
_START_PEER = """async (task) => {
  const { HandLandmarker } = await import("/peer/vision_bundle.mjs");
  const wasm = "/peer/wasm/vision_wasm_internal";
  const bytes = Uint8Array.from(atob(task), (letter) => letter.charCodeAt(0));
  const peer = await HandLandmarker.createFromOptions(
    { wasmLoaderPath: `${wasm}.js`, wasmBinaryPath: `${wasm}.wasm` },
    {
      baseOptions: { modelAssetBuffer: bytes, delegate: "CPU" },
      runningMode: "VIDEO",
      numHands: 1,
    },
  );
  let now = 0;
  window.peer = async () => peer.detectForVideo(window.video, (now += 33)).landmarks.length;
}"""
# Frame by frame, as the video brings them.
_FOLLOW = """async ([name, frames]) => {
  const took = [];
  let found = 0;
  for (let at = 0; at < frames; at += 1) {
    await new Promise((resolve) => window.video.requestVideoFrameCallback(resolve));
    const start = performance.now();
    found += await window[name]();
    took.push(performance.now() - start);
  }
  return { took, found };
}"""


@dataclass(frozen=True)
class Followed:
    """Of one hand, a frame each: median ms from frame to points, and CPU ms of the page's own
    thread beyond showing the video."""

    ms: float
    main_ms: float


def rows(playwright: Playwright, base: str) -> Iterator[Row]:
    """Nothing where there is no photo of a hand."""
    if not HAND.is_file():
        return
    ours, peer = measure(playwright, base, HAND)
    found = f"{ours.ms / peer.ms:.2f} ({ours.ms:.1f} ÷ {peer.ms:.1f} ms)"
    yield "browser: hand followed ÷ tasks-vision", found, "≤ 0.85"
    yield "browser: main thread a frame", f"{ours.main_ms:.1f} ms", "≤ 4 ms"
    yield "browser: main thread of tasks-vision", f"{peer.main_ms:.1f} ms", ""


def measure(playwright: Playwright, base: str, photo: Path) -> tuple[Followed, Followed]:
    """Ours and the peer's. Raises AssertionError where one does not see the hand."""
    with TemporaryDirectory() as folder:
        running = chromium.launch(playwright, clip(photo, Path(folder) / "hand.mjpeg"))
        with chromium.visit(running, "desk", base) as page:
            page.context.route("**/peer/**", _serve_peer)
            page.goto("/healthz/web")
            vision = eyesight.addresses(("hands",))
            page.evaluate(_START, [staticfiles_storage.url("vision/eye.js"), vision])
            page.evaluate(_START_PEER, base64.b64encode(bundle()).decode())
            found = _by_turns(page)
        running.close()
    return found


def _by_turns(page: Page) -> tuple[Followed, Followed]:
    names = ("nobody", "ours", "peer")
    took: Mapping[str, list[float]] = {name: [] for name in names}
    main = dict.fromkeys(names, 0.0)
    talk = page.context.new_cdp_session(page)
    talk.send("Performance.enable")
    for turn in range(_TURNS + 1):
        for name in names:
            before = _main_seconds(talk.send("Performance.getMetrics"))
            told = page.evaluate(_FOLLOW, [name, _FRAMES])
            spent = _main_seconds(talk.send("Performance.getMetrics")) - before
            seen = told["found"]
            assert name == "nobody" or seen >= _FRAMES * 0.9, f"{name}: {seen} of {_FRAMES} hands"
            # The first turn warms all up.
            if turn:
                took[name].extend(told["took"])
                main[name] += spent * 1000 / (_TURNS * _FRAMES)
    ours, peer = (
        Followed(median(took[name]), main[name] - main["nobody"]) for name in ("ours", "peer")
    )
    return ours, peer


def _main_seconds(metrics: Mapping[str, Any]) -> float:
    return float({each["name"]: each["value"] for each in metrics["metrics"]}["ThreadTime"])


def _serve_peer(route: Route) -> None:
    """Its files as if they lay on our server, from where the set-up keeps them."""
    name = urlsplit(route.request.url).path.removeprefix("/peer/")
    kind = "text/javascript" if name.endswith("js") else guess_type(name)[0]
    path = NODE_MODULES / _PEER / name
    route.fulfill(body=path.read_bytes(), content_type=kind)


def clip(photo: Path, target: Path) -> Path:
    """A motion-JPEG file in which the photo wanders a little, there and back."""
    with Image.open(photo) as source:
        scale = 1.1 * max(_SIZE[0] / source.width, _SIZE[1] / source.height)
        size = round(source.width * scale), round(source.height * scale)
        large = source.convert("RGB").resize(size)
    left, top = (size[0] - _SIZE[0]) // 2, (size[1] - _SIZE[1]) // 3
    there = [(left + 4 * step, top + 2 * step) for step in range(-_STEPS // 2, _STEPS // 2)]
    data = BytesIO()
    for x, y in [*there, *reversed(there)]:
        large.crop((x, y, x + _SIZE[0], y + _SIZE[1])).save(data, "JPEG", quality=90)
    target.write_bytes(data.getvalue())
    return target
