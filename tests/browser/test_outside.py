"""Apps that show pages by themselves and keep the camera closed: the way to the phone's browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from campaigns.models import Release
from tests import cast
from tests.services.duels import DUEL, duel_settings
from tests.support import browser as chromium
from tests.support.processes import Server
from tests.vision.looking import collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko)"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
INSTAGRAM = f"{_ANDROID} Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 390.0.0.0"
WECHAT = f"{_IPHONE} (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60 NetType/WIFI"
_BARRED = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });"


@pytest.fixture
def release(server: Server) -> Release:
    """A duel, whose page is cut off from other origins, for it sees."""
    return cast.a_release(cast.a_campaign(play=DUEL.name, settings=duel_settings()))


@contextmanager
def in_app(browser: Browser, server: Server, agent: str) -> Iterator[Page]:
    with chromium.visit(browser, "phone", server.base, camera=False, agent=agent) as page:
        page.add_init_script(_BARRED)
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
