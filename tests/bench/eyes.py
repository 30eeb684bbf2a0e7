"""What a page sees in its video: our eye beside MediaPipe's own for browsers, same frames.

Both see the same fake camera in one headless Chromium, by turns, so that whatever else the machine
does slows both. Milliseconds are from the video's frame to the answer; on a crowded machine the
work that a frame costs, in all of the browser's processes, tells more.
"""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.contrib.staticfiles.storage import staticfiles_storage
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, CDPSession, Page, Playwright, Route

from campaigns.services import eyesight
from deploy.run.paths import NODE_MODULES
from tests.bench import taskfile
from tests.bench.vision import Row
from tests.inference.photos import DATA
from tests.support import browser as chromium

_PEER = "@mediapipe/tasks-vision"
_SIZE = (1280, 720)
_STEPS = 24
_TURNS, _FRAMES = 6, 25
_THROWS = 15


@dataclass(frozen=True)
class Sight:
    """One thing to see: in which photo, what of the peer sees it, and what is wanted of the ratio.

    counted, peer_counted: how many are found, in JavaScript, of our `reading` and the peer's
    `answer`.
    """

    see: str
    photo: Path
    counted: str
    peer: str
    task: Callable[[], bytes]
    options: Mapping[str, object]
    asked: str
    peer_counted: str
    wanted: str


SIGHTS = (
    Sight(
        "hands",
        # A raised hand, the palm shown.
        DATA / "hands" / "hagrid" / "palm_00000.jpg",
        "reading.landmarks.length",
        "HandLandmarker",
        lambda: taskfile.bundle(taskfile.HANDS),
        {"numHands": 1},
        "detectForVideo",
        "answer.landmarks.length",
        "≤ 0.85",
    ),
    Sight(
        "pose",
        DATA / "portraits" / "fullbody" / "0077.jpg",
        "reading.bodies.length",
        "PoseLandmarker",
        lambda: taskfile.bundle(taskfile.POSE),
        {"numPoses": 1},
        "detectForVideo",
        "answer.landmarks.length",
        "≤ 0.70",
    ),
    Sight(
        "portrait",
        DATA / "portraits" / "fullbody" / "0077.jpg",
        "Number(reading.mask.data.some((each) => each > 200))",
        "ImageSegmenter",
        lambda: taskfile.described("selfie_landscape"),
        {"outputConfidenceMasks": True, "outputCategoryMask": False},
        "segmentForVideo",
        # To look into it would cost the peer a copy.
        "answer.confidenceMasks.length",
        "≤ 0.60",
    ),
)

ABILITIES = tuple(sight.see for sight in SIGHTS)

START = """async ([script, vision, see]) => {
  const { openEye } = await import(script);
  const eye = await openEye(vision, { see: [see] });
  await eye.whole;
  const video = document.createElement("video");
  const wanted = { width: 1280, height: 720 };
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: wanted });
  await video.play();
  window.nobody = async () => 0;
  window.ours = async () => await eye.see(video);
  window.counted = { nobody: () => 0, ours: (reading) => COUNTED };
  window.video = video;
}"""
_START_PEER = """async ([kind, task, options, asked]) => {
  const tasks = await import("/peer/vision_bundle.mjs");
  const wasm = "/peer/wasm/vision_wasm_internal";
  const bytes = Uint8Array.from(atob(task), (letter) => letter.charCodeAt(0));
  const peer = await tasks[kind].createFromOptions(
    { wasmLoaderPath: `${wasm}.js`, wasmBinaryPath: `${wasm}.wasm` },
    {
      ...options,
      baseOptions: { modelAssetBuffer: bytes, delegate: "CPU" },
      runningMode: "VIDEO",
    },
  );
  let now = 0;
  window.peer = async () => peer[asked](window.video, (now += 33));
  window.counted.peer = (answer) => COUNTED;
}"""
_CHOSEN = """() => {
  const [{ duration: ms, detail }] = performance.getEntriesByName("eye-probe");
  return { backend: detail.backend, threads: detail.threads, ms };
}"""
# Frame by frame, as the video brings them. What is found is counted beside the clock.
FOLLOW = """async ([name, frames]) => {
  const took = [];
  let found = 0;
  for (let at = 0; at < frames; at += 1) {
    await new Promise((resolve) => window.video.requestVideoFrameCallback(resolve));
    const start = performance.now();
    const answer = await window[name]();
    took.push(performance.now() - start);
    found += window.counted[name](answer);
    answer?.close?.();
  }
  return { took, found };
}"""

# The hand is up before the beat, as long as it takes to be sure that it does not open any more.
_THROW = """async ([watching, hand, vision, times]) => {
  const [{ openWatching }, { raised, thrown }] = [await import(watching), await import(hand)];
  const video = document.createElement("video");
  video.muted = true;
  [video.width, video.height] = [480, 270];
  document.body.append(video);
  const { signal } = new AbortController();
  const wish = { see: ["hands"], video, signal, progress: () => undefined };
  const looking = await openWatching(vision, wish);
  const took = [];
  await raised(looking, () => undefined, signal);
  for (let at = 0; at < times; at += 1) {
    const beat = performance.now() + 400;
    while (performance.now() < beat - 150) await looking.see();
    const told = await thrown(looking, beat, () => undefined, signal);
    if (!told) throw new Error("no move was read");
    took.push(performance.now() - beat);
  }
  looking.close();
  return took;
}"""


@dataclass(frozen=True)
class Followed:
    """A frame each: median ms from frame to answer, and, beyond showing the video, CPU ms of the
    page's own thread and of the whole browser."""

    ms: float
    main_ms: float
    work_ms: float


@dataclass(frozen=True)
class Chosen:
    """What our eye runs on, and the ms that it took to find out."""

    backend: str
    threads: int
    ms: float


def rows(playwright: Playwright, base: str) -> Iterator[Row]:
    """Nothing of what there is no photo of."""
    for sight in SIGHTS:
        if sight.photo.is_file():
            ours, peer, chosen = measure(playwright, base, sight)
            found = f"{ours.ms / peer.ms:.2f} ({ours.ms:.1f} ÷ {peer.ms:.1f} ms)"
            yield f"browser, {sight.see}: ours ÷ tasks-vision", found, sight.wanted
            work = f"{ours.work_ms / peer.work_ms:.2f} ({ours.work_ms:.1f} ÷ {peer.work_ms:.1f} ms)"
            yield f"browser, {sight.see}: work of the two", work, ""
            yield f"browser, {sight.see}: main thread a frame", f"{ours.main_ms:.1f} ms", "≤ 4 ms"
            told = f"{peer.main_ms:.1f} ms"
            yield f"browser, {sight.see}: that of tasks-vision", told, ""
            on = f"{chosen.ms:.0f} ms ({chosen.backend}, {chosen.threads})"
            yield f"browser, {sight.see}: probe (backend, threads)", on, "≤ 300 ms"
    hands = SIGHTS[0]
    if hands.photo.is_file():
        took = throws(playwright, base, hands)
        told = f"{median(took):.0f} ms (at most {max(took):.0f})"
        yield "browser, hands: gesture read after the beat", told, "≤ 250 ms"


def throws(playwright: Playwright, base: str, sight: Sight) -> list[float]:
    """Ms from the beat until the duel's page has read the move and has the frames that show it."""
    with TemporaryDirectory() as folder:
        running = chromium.launch(playwright, clip(sight.photo, Path(folder) / "seen.mjpeg"))
        with chromium.visit(running, "phone", base) as page:
            chromium.isolate(page, "/healthz/web")
            names = ("core/watching.js", "plays/gesture_duel/hand.js")
            scripts = [staticfiles_storage.url(name) for name in names]
            asked = [*scripts, eyesight.addresses((sight.see,)), _THROWS]
            took: list[float] = page.evaluate(_THROW, asked)
        running.close()
    return took


def measure(playwright: Playwright, base: str, sight: Sight) -> tuple[Followed, Followed, Chosen]:
    """Ours and the peer's, and what ours runs on.

    Raises AssertionError where one does not see what is there.
    """
    with TemporaryDirectory() as folder:
        running = chromium.launch(playwright, clip(sight.photo, Path(folder) / "seen.mjpeg"))
        with chromium.visit(running, "desk", base) as page:
            page.context.route("**/peer/**", _serve_peer)
            chromium.isolate(page, "/healthz/web")
            vision = eyesight.addresses((sight.see,))
            script = staticfiles_storage.url("vision/eye.js")
            start = START.replace("COUNTED", sight.counted)
            page.evaluate(start, [script, vision, sight.see])
            task = base64.b64encode(sight.task()).decode()
            start = _START_PEER.replace("COUNTED", sight.peer_counted)
            page.evaluate(start, [sight.peer, task, dict(sight.options), sight.asked])
            found = (*_by_turns(page), Chosen(**page.evaluate(_CHOSEN)))
        running.close()
    return found


def _by_turns(page: Page) -> tuple[Followed, Followed]:
    names = ("nobody", "ours", "peer")
    took: Mapping[str, list[float]] = {name: [] for name in names}
    main, work = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0.0)
    talk = page.context.new_cdp_session(page)
    talk.send("Performance.enable")
    whole = _browser_of(page).new_browser_cdp_session()
    for turn in range(_TURNS + 1):
        for name in names:
            before = _main_seconds(talk), _all_seconds(whole)
            told = page.evaluate(FOLLOW, [name, _FRAMES])
            after = _main_seconds(talk), _all_seconds(whole)
            seen = told["found"]
            assert name == "nobody" or seen >= _FRAMES * 0.9, f"{name}: {seen} of {_FRAMES}"
            # The first turn warms all up.
            if turn:
                took[name].extend(told["took"])
                main[name] += (after[0] - before[0]) * 1000 / (_TURNS * _FRAMES)
                work[name] += (after[1] - before[1]) * 1000 / (_TURNS * _FRAMES)
    ours, peer = (
        Followed(median(took[name]), main[name] - main["nobody"], work[name] - work["nobody"])
        for name in ("ours", "peer")
    )
    return ours, peer


def _browser_of(page: Page) -> Browser:
    browser = page.context.browser
    assert browser is not None
    return browser


def _main_seconds(talk: CDPSession) -> float:
    metrics = talk.send("Performance.getMetrics")["metrics"]
    return float({each["name"]: each["value"] for each in metrics}["ThreadTime"])


def _all_seconds(whole: CDPSession) -> float:
    processes = whole.send("SystemInfo.getProcessInfo")["processInfo"]
    return float(sum(each["cpuTime"] for each in processes))


def _serve_peer(route: Route) -> None:
    """Its files as if they lay on our server, from where the set-up keeps them."""
    name = urlsplit(route.request.url).path.removeprefix("/peer/")
    kind = "text/javascript" if name.endswith("js") else guess_type(name)[0]
    path = NODE_MODULES / _PEER / name
    route.fulfill(body=path.read_bytes(), content_type=kind)


def clip(photo: Path, target: Path) -> Path:
    """A motion-JPEG file in which the photo wanders a little, there and back.

    A standing figure is shown whole, before what the photo has at its sides, drawn out.
    """
    with Image.open(photo) as source:
        whole = source.convert("RGB")
    if whole.height > 1.4 * whole.width:
        wide = whole.resize((round(whole.height * _SIZE[0] / _SIZE[1]), whole.height))
        wide = wide.filter(ImageFilter.GaussianBlur(wide.width / 20))
        wide.paste(whole, ((wide.width - whole.width) // 2, 0))
        whole = wide
    scale = 1.1 * max(_SIZE[0] / whole.width, _SIZE[1] / whole.height)
    size = round(whole.width * scale), round(whole.height * scale)
    large = whole.resize(size)
    left, top = (size[0] - _SIZE[0]) // 2, (size[1] - _SIZE[1]) // 3
    there = [(left + 4 * step, top + 2 * step) for step in range(-_STEPS // 2, _STEPS // 2)]
    data = BytesIO()
    for x, y in [*there, *reversed(there)]:
        large.crop((x, y, x + _SIZE[0], y + _SIZE[1])).save(data, "JPEG", quality=90)
    target.write_bytes(data.getvalue())
    return target
