"""Apps that show pages by themselves and keep the camera closed: the way to the phone's browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from campaigns.models import Release
from tests import cast
from tests.browser.test_swap import a_swap_release
from tests.browser.visitor import into_the_play
from tests.services.catches import a_catch_release
from tests.services.duels import DUEL, a_duel_release, duel_settings
from tests.support import browser as chromium
from tests.support.processes import Server
from tests.vision.looking import collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko)"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
INSTAGRAM = f"{_ANDROID} Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 390.0.0.0"
WECHAT = f"{_IPHONE} (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60 NetType/WIFI"
_BARRED = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });"
_NO_CAMERA = """navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException("", "NotFoundError"));"""
# A machine that is busy loads slowly.
_PATIENCE = 45_000
_SILENT = """navigator.mediaDevices.getUserMedia = () => {
  document.documentElement.dataset.asked = "";
  return new Promise(() => {});
};"""


@dataclass(frozen=True, slots=True)
class Live:
    """A play that goes on by touch where there is no camera."""

    release: Callable[[], Release]
    step: str
    # What is done next by touch, and where that is seen.
    touch: str
    then: str


LIVE = {
    "gesture_duel": Live(
        a_duel_release, "duel", "[data-do=move][value=rock]", "[aria-pressed=true]"
    ),
    "pose_catch": Live(a_catch_release, "catch", "[data-do=start]", "[data-at=play]"),
    "background_swap": Live(a_swap_release, "swap", "[data-do=shoot]", "[data-step=wait]"),
}


@pytest.fixture
def release(server: Server) -> Release:
    """A duel, whose page is cut off from other origins, for it sees."""
    return cast.a_release(cast.a_campaign(play=DUEL.name, settings=duel_settings()))


@contextmanager
def in_app(browser: Browser, server: Server, agent: str, script: str = _BARRED) -> Iterator[Page]:
    """A page of an app; without a script it offers a camera and then refuses it."""
    with chromium.visit(browser, "phone", server.base, camera=False, agent=agent) as page:
        page.add_init_script(script)
        yield page


def to_the_consent(page: Page, release: Release) -> None:
    page.goto(f"/c/{release.campaign.slug}")
    assert page.evaluate("crossOriginIsolated")
    page.locator("[data-play]").click()
    expect(page.locator("[data-step=consent]")).to_be_visible()


def test_where_a_menu_leads_out_it_is_told_and_the_address_can_be_copied(
    browser: Browser, server: Server, release: Release
) -> None:
    with in_app(browser, server, WECHAT) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.base)
        to_the_consent(page, release)
        outside = page.locator("[data-step=consent] [data-outside]")
        expect(outside).to_be_visible()
        expect(outside.locator("[data-outward]")).to_be_hidden()
        expect(outside.locator("[data-by-menu]")).to_be_visible()
        outside.locator("[data-copy]").click()
        expect(outside.get_by_text("Copied.")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.url
        # And it can be played here all the same.
        page.locator("[data-step=consent] [data-do=touch]").click()
        expect(page.locator("[data-step=duel]")).to_be_visible()


def test_a_phone_browser_that_has_a_camera_is_told_nothing(
    phone_page: Page, release: Release
) -> None:
    to_the_consent(phone_page, release)
    expect(phone_page.locator("[data-step=consent] [data-outside]")).to_be_hidden()


@pytest.mark.parametrize(
    ("agent", "way", "address"),
    [
        (
            INSTAGRAM,
            "link",
            "intent://mara.example/c/x?p=1#Intent;scheme=https;action=android.intent.action.VIEW;"
            "S.browser_fallback_url=https%3A%2F%2Fmara.example%2Fc%2Fx%3Fp%3D1;end",
        ),
        (WECHAT, "menu", "x-safari-https://mara.example/c/x?p=1"),
        (f"{_IPHONE} Instagram 390", "link", "x-safari-https://mara.example/c/x?p=1"),
        (chromium.DEVICES["phone"]["user_agent"], None, None),
    ],
    ids=["instagram on android", "wechat", "instagram on an iphone", "a browser"],
)
def test_every_app_has_its_own_way_out(
    phone_page: Page, agent: str, way: str | None, address: str | None
) -> None:
    phone_page.goto("/healthz/web")
    ways = """async ([script, agent]) => {
      const { outward, wayOut } = await import(script);
      return [wayOut(agent), outward(agent, "https://mara.example/c/x?p=1")];
    }"""
    told = phone_page.evaluate(ways, [collected("core/outside.js"), agent])
    assert told[0] == way
    if address:
        assert told[1] == address


def test_a_link_out_is_followed_by_an_isolated_page_under_its_policy(
    browser: Browser, server: Server, release: Release
) -> None:
    """The phone takes it over; here nobody does, and the page stays."""
    with in_app(browser, server, INSTAGRAM) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        to_the_consent(page, release)
        link = page.locator("[data-step=consent] [data-outward]")
        path = urlsplit(page.url).path
        secure = f"""async (script) => {{
          const {{ outward }} = await import(script);
          const link = document.querySelector("[data-step=consent] [data-outward]");
          link.href = outward(navigator.userAgent, "https://" + location.host + "{path}");
          link.hidden = false;
        }}"""
        page.evaluate(secure, collected("core/outside.js"))
        link.click()
        page.wait_for_timeout(500)
        expect(page.locator("[data-step=consent]")).to_be_visible()
        assert [text for text in said if "Content Security Policy" in text] == []


@pytest.mark.parametrize("play", LIVE)
def test_where_the_camera_is_refused_the_way_out_stands_beside_the_play_by_touch(
    browser: Browser, server: Server, release: Release, play: str
) -> None:
    live = LIVE[play]
    with in_app(browser, server, WECHAT, "") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.base)
        into_the_play(page, live.release(), live.step, "camera")
        step = page.locator(f"[data-step={live.step}]")
        expect(step).to_have_attribute("data-way", "touch")
        outside = step.locator("[data-outside]")
        expect(outside.locator("[data-by-menu]")).to_be_visible()
        outside.locator("[data-copy]").click()
        expect(outside.get_by_text("Copied.")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.url
        step.locator(live.touch).click()
        expect(page.locator(live.then).first).to_be_visible()
        # The next campaign in this tab says so before it asks.
        to_the_consent(page, release)
        expect(page.locator("[data-step=consent] [data-outside]")).to_be_visible()


@pytest.mark.parametrize("play", LIVE)
def test_a_browser_that_refuses_the_camera_leads_nowhere(
    blind_page: Page, server: Server, release: Release, play: str
) -> None:
    live = LIVE[play]
    into_the_play(blind_page, live.release(), live.step, "camera")
    step = blind_page.locator(f"[data-step={live.step}]")
    expect(step).to_have_attribute("data-way", "touch")
    expect(step.locator("[data-outside]")).to_be_hidden()
    to_the_consent(blind_page, release)
    expect(blind_page.locator("[data-step=consent] [data-outside]")).to_be_hidden()


@pytest.mark.parametrize("play", LIVE)
def test_an_app_without_a_camera_is_told_as_well(
    browser: Browser, server: Server, play: str
) -> None:
    live = LIVE[play]
    with in_app(browser, server, WECHAT, _NO_CAMERA) as page:
        into_the_play(page, live.release(), live.step, "camera")
        expect(page.locator(f"[data-step={live.step}] [data-outside]")).to_be_visible()


def test_an_app_that_never_answers_is_not_waited_for(browser: Browser, server: Server) -> None:
    with in_app(browser, server, WECHAT, _SILENT) as page:
        page.clock.install()
        into_the_play(page, a_duel_release(), "duel", "camera")
        expect(page.locator("[data-line]")).to_have_text("Please allow the camera …")
        expect(page.locator("html[data-asked]")).to_be_attached(timeout=_PATIENCE)
        page.clock.run_for(12_500)
        expect(page.locator("[data-step=duel]")).to_have_attribute("data-way", "touch")
        expect(page.locator("[data-step=duel] [data-outside]")).to_be_visible()


def test_whoever_does_not_wait_for_an_app_to_answer_is_shown_the_way_at_once(
    browser: Browser, server: Server
) -> None:
    with in_app(browser, server, WECHAT, _SILENT) as page:
        into_the_play(page, a_duel_release(), "duel", "camera")
        expect(page.locator("html[data-asked]")).to_be_attached(timeout=_PATIENCE)
        page.locator("button[data-way=touch]").click()
        expect(page.locator("[data-step=duel] [data-outside]")).to_be_visible()
        page.locator("button[data-way=camera]").click()
        expect(page.locator("[data-step=duel] [data-outside]")).to_be_hidden()


@pytest.mark.parametrize("agent", [WECHAT, chromium.DEVICES["phone"]["user_agent"]])
def test_whoever_plays_by_touch_though_the_camera_is_there_is_told_nothing(
    browser: Browser, server: Server, person: Path, agent: str
) -> None:
    with chromium.visit(browser, "phone", server.base, agent=agent) as page:
        into_the_play(page, a_swap_release(), "swap", "camera")
        expect(page.locator("[data-line]")).to_contain_text("Open palm", timeout=_PATIENCE)
        page.locator("[data-step=swap] [data-do=touch]").click()
        expect(page.locator("[data-step=swap]")).to_have_attribute("data-way", "touch")
        expect(page.locator("[data-step=swap] [data-outside]")).to_be_hidden()


def test_an_answer_that_came_late_opens_no_camera_and_is_no_refusal(
    phone_page: Page, server: Server, person: Path
) -> None:
    """As where an app asks its user, who takes a while to read."""
    phone_page.goto("/healthz/web")
    late = """async ([script, app]) => {
      Object.defineProperty(navigator, "userAgent", { value: app });
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      let answer;
      navigator.mediaDevices.getUserMedia = async (wish) => {
        await new Promise((resolve) => (answer = resolve));
        return (globalThis.stream = await open(wish));
      };
      const timer = globalThis.setTimeout;
      globalThis.setTimeout = (then) => timer(then);
      const { cameraBarred, openCamera } = await import(script);
      const error = await openCamera(document.createElement("video")).catch((told) => told);
      const before = cameraBarred();
      answer();
      while (!globalThis.stream) await new Promise((resolve) => timer(resolve, 20));
      await new Promise((resolve) => timer(resolve, 20));
      const live = globalThis.stream.getTracks().map(({ readyState }) => readyState);
      return [error.name, before, live, cameraBarred()];
    }"""
    told = phone_page.evaluate(late, [collected("core/camera.js"), WECHAT])
    assert told == ["TimeoutError", True, ["ended"], False]
