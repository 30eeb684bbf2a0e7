"""How an eye opens, fails and closes."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import tflite
from django.conf import settings
from playwright.sync_api import Browser, CDPSession, Error, Route

from tests.inference.photos import needs_photos, photo
from tests.support import browser as chromium
from tests.support.processes import Server
from tests.vision.looking import Lab, addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A flat hand that fills the frame, as when it is held into a guide on the page.
_CLOSE = "hands/asl/B23.jpg"
_NOTHING = np.zeros((480, 640, 3), np.uint8)
_SCRIPT = "text/javascript"
# Milliseconds until a look that is not answered leads to the next rung, which answers it.
_GIVEN_UP = """async () => {
  const start = performance.now();
  const seen = window.eye.see(await createImageBitmap(new ImageData(64, 64)));
  while (window.eye.backend !== "wasm") await new Promise((resolve) => setTimeout(resolve, 50));
  const took = performance.now() - start;
  await seen;
  return took;
}"""
_CLOSED = """async () => {
  window.eye.close();
  const frame = await createImageBitmap(new ImageData(8, 8));
  return await window.eye.see(frame).then(() => "seen", (error) => error.code);
}"""


def built(name: str) -> bytes:
    return (Path(settings.STATICFILES_DIRS[0]) / "vendor" / name).read_bytes()


def instead(lab: Lab, name: str, answer: Callable[[Route], None]) -> None:
    """Answers for the server where the eye asks for a network."""
    lab.page.context.route(re.compile(rf"/vendor/vision/{name}\b"), answer)


def test_progress_is_told_in_bytes_up_to_the_end(lab: Lab) -> None:
    opened = lab.open(whole=False)
    loaded = [each[0] for each in opened["told"]]
    total = len(built("litert/litert_wasm_internal.wasm")) + len(built("vision/hand_lite.tflite"))
    assert {each[1] for each in opened["told"]} == {total}
    assert loaded == sorted(loaded)
    assert loaded[-1] == total
    assert opened["backend"] == "wasm"


def nonsense() -> bytes:
    """A network that can be read, so that the runtime itself would not complain."""
    whole = built("vision/hand_lite.tflite")
    model = tflite.Model.GetRootAs(whole)
    buffers = [model.Buffers(at).DataAsNumpy() for at in range(model.BuffersLength())]
    weights = max((each for each in buffers if isinstance(each, np.ndarray)), key=len).tobytes()
    assert whole.count(weights) == 1
    return whole.replace(weights, weights[::-1])


def test_a_damaged_network_is_found_out_by_its_answer(lab: Lab) -> None:
    damaged = nonsense()
    instead(lab, "hand_lite", lambda route: route.fulfill(body=damaged))
    with pytest.raises(Error, match=r"unsupported: .*does not answer what it must"):
        lab.open()


def test_a_missing_network_is_told_from_a_browser_that_cannot(lab: Lab) -> None:
    instead(lab, "hand_lite", lambda route: route.abort())
    with pytest.raises(Error, match=r"broken: "):
        lab.open()


@needs_photos
def test_without_the_palm_detector_a_hand_held_to_the_middle_is_found(lab: Lab) -> None:
    instead(lab, "palm_lite", lambda route: route.abort())
    lab.open(whole=False)
    readings = lab.see(*[photo(_CLOSE)] * 8)
    assert readings[-1].gesture == "paper"


@needs_photos
def test_what_is_outside_of_the_part_that_is_looked_at_is_not_seen(lab: Lab) -> None:
    """Neither in a picture nor in a camera's frame, whose part is not copied."""
    wide = np.full((360, 960, 3), 127, np.uint8)
    wide[20:340, 600:920] = cv2.resize(photo(_CLOSE), (320, 320), interpolation=cv2.INTER_AREA)
    hand = wide[20:340, 600:920].copy()
    around = {"x": 600, "y": 20, "width": 320, "height": 320}
    beside = {"x": 0, "y": 20, "width": 480, "height": 320}
    lab.open()
    [alone] = lab.see(hand)
    assert alone.points is not None
    for look in (lab.see_part, lab.watch):
        assert look(wide, beside).gesture == "none"
        found = look(wide, around)
        assert found.gesture == alone.gesture == "paper"
        assert found.points is not None
        assert np.abs(found.points[:, :2] - alone.points[:, :2]).max() < 8


def test_a_closed_eye_leaves_no_worker_and_sees_nothing(lab: Lab) -> None:
    lab.open()
    assert len(lab.page.workers) == 1
    assert lab.page.evaluate(_CLOSED) == "closed"
    assert has_no_worker(lab)


def test_an_eye_that_is_not_wanted_any_more_is_not_opened(lab: Lab) -> None:
    open_and_leave = """async ([script, vision]) => {
      const { openEye } = await import(script);
      const leaving = new AbortController();
      const opening = openEye(vision, { see: ["hands"], signal: leaving.signal });
      leaving.abort(new Error("left"));
      return await opening.then(() => "open", (error) => error.message);
    }"""
    told = [lab.told["eye"], lab.told["vision"]]
    assert lab.page.evaluate(open_and_leave, told) == "left"
    assert has_no_worker(lab)


def has_no_worker(lab: Lab) -> bool:
    """Soon: the browser tells a moment later that one has ended."""
    deadline = time.monotonic() + 5
    while lab.page.workers and time.monotonic() < deadline:
        lab.page.wait_for_timeout(50)
    return not lab.page.workers


@pytest.mark.parametrize("see", [["hands"], ["pose", "portrait"]], ids=" and ".join)
def test_memory_stays_flat_from_frame_to_frame_and_is_given_back(
    lab: Lab, browser: Browser, see: list[str]
) -> None:
    session = browser.new_browser_cdp_session()
    lab.open(see=see)
    lab.see(*[_NOTHING] * 20)
    early = renderer_bytes(session)
    lab.see(*[_NOTHING] * 150)
    late = renderer_bytes(session)
    lab.page.evaluate(_CLOSED)
    lab.page.wait_for_timeout(1000)
    assert late - early < 30e6
    assert late - renderer_bytes(session) > 15e6


def renderer_bytes(session: CDPSession) -> int:
    """Resident memory of the pages' processes."""
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    pages = [each["id"] for each in processes if each["type"] == "renderer"]
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pages) * 4096


def test_the_policy_of_the_pages_is_enough_and_binds_the_worker_too(lab: Lab) -> None:
    lab.open()
    lab.see(_NOTHING)
    assert [text for text in lab.console if "Content Security Policy" in text] == []
    ask = """() => new Promise((resolve) => {
      addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
      fetch("https://elsewhere.example/").then(() => resolve("came"), () => undefined);
    })"""
    assert lab.page.workers[0].evaluate(ask) == "connect-src"


def test_the_runtime_keeps_the_console_quiet(lab: Lab) -> None:
    lab.open()
    lab.see(_NOTHING)
    # The browser's own remark, where there is no GPU.
    assert [text for text in lab.console if text != "No available adapters."] == []


_MEASURED = """() => performance.getEntriesByName("eye-probe")
  .map(({ duration, detail }) => ({ duration, ...detail }))"""


def isolate(lab: Lab) -> None:
    chromium.isolate(lab.page, "/healthz/web")


def test_an_isolated_page_uses_threads_where_they_are_quicker(lab: Lab) -> None:
    isolate(lab)
    assert lab.open()["backend"] == "threads"
    assert lab.see(_NOTHING)[0].gesture == "none"
    [measured] = lab.page.evaluate(_MEASURED)
    many, one = measured["took"]
    assert measured["threads"] == (1 if one < many else 2)


def test_what_choosing_costs_is_measured(lab: Lab) -> None:
    """Looks that are under way are finished, however busy the machine is."""
    isolate(lab)
    start = time.monotonic()
    lab.open()
    [measured] = lab.page.evaluate(_MEASURED)
    assert 0 < measured["ms"] <= measured["duration"] < 300 + 2 * max(measured["took"])
    assert measured["duration"] < (time.monotonic() - start) * 1000


@pytest.mark.parametrize("does", ["throw new Error('no');", "for (;;);"], ids=["throws", "hangs"])
def test_a_rung_that_does_not_answer_is_followed_by_the_next(lab: Lab, does: str) -> None:
    isolate(lab)
    threaded = re.compile(r"/litert_wasm_threaded_internal\.\w+\.js$")
    lab.page.context.route(threaded, lambda route: route.fulfill(body=does, content_type=_SCRIPT))
    assert lab.open()["backend"] == "wasm"
    assert lab.see(_NOTHING)[0].gesture == "none"


def test_a_rung_that_hangs_as_it_starts_costs_a_few_seconds(lab: Lab) -> None:
    """Not the ten that the network may take; opening the next one is counted in."""
    isolate(lab)
    threaded = re.compile(r"/litert_wasm_threaded_internal\.\w+\.js$")
    lab.page.context.route(
        threaded, lambda route: route.fulfill(body="for (;;);", content_type=_SCRIPT)
    )
    start = time.monotonic()
    assert lab.open(whole=False)["backend"] == "wasm"
    assert time.monotonic() - start < 11


def test_a_look_that_never_ends_is_looked_again_by_the_next_rung(lab: Lab) -> None:
    isolate(lab)
    assert lab.open()["backend"] == "threads"
    lab.page.workers[0].evaluate("() => { onmessage = () => undefined; }")
    assert 2_500 < lab.page.evaluate(_GIVEN_UP) < 7_000
    assert lab.see(_NOTHING)[0].gesture == "none"


def test_a_network_that_is_slow_is_waited_for(lab: Lab) -> None:
    """Longer than a start may take: what is silent there is not the machine."""

    def slowly(route: Route) -> None:
        time.sleep(5)
        route.continue_()

    instead(lab, "hand_lite", slowly)
    assert lab.open(whole=False)["backend"] == "wasm"


def test_a_rung_that_answers_nonsense_is_followed_by_the_next(lab: Lab) -> None:
    isolate(lab)
    damaged = nonsense()
    path = re.compile(r"/vendor/vision/hand_lite\b")
    lab.page.context.route(path, lambda route: route.fulfill(body=damaged), times=1)
    assert lab.open()["backend"] == "wasm"
    assert lab.see(_NOTHING)[0].gesture == "none"


def test_a_worker_that_dies_in_the_middle_is_replaced_unnoticed(lab: Lab) -> None:
    isolate(lab)
    assert lab.open()["backend"] == "threads"
    die = "() => { onmessage = () => postMessage({ kind: 'failed', message: 'lost' }); }"
    lab.page.workers[0].evaluate(die)
    assert lab.see(_NOTHING)[0].gesture == "none"
    assert lab.page.evaluate("() => window.eye.backend") == "wasm"


def test_a_gpu_that_is_slower_than_the_processor_is_passed_over(
    browser: Browser, server: Server
) -> None:
    """The GPU is played by software; asked for all the same, it answers right but late."""
    flags = ("--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader")
    vulkan = ("--enable-features=Vulkan", "--use-vulkan=swiftshader")
    running = browser.browser_type.launch(executable_path=chromium.CHROMIUM, args=[*flags, *vulkan])
    page = running.new_page()
    page.goto(server.address("/healthz/web"))
    found = """async ([script, vision]) => {
      const { Eye } = await import(script);
      const adapter = await navigator.gpu.requestAdapter();
      const eye = new Eye({ vision, see: ["hands"], bodies: 1 }, ["webgpu", "wasm"]);
      await eye.open(() => undefined);
      return [adapter !== null, eye.backend];
    }"""
    told = addresses()
    try:
        assert page.evaluate(found, [told["eye"], told["vision"]]) == [True, "wasm"]
    finally:
        running.close()
