"""A screen that nobody touches: it starts, agrees and ends by a raised hand, before real photos."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from campaigns.models import Photo, PhotoJob, Round, Screen
from campaigns.plays import face_scan, fortune_sign, style_portrait
from tests.browser.films import HANDS, Pointing, Raised, a_passage
from tests.browser.screen.kiosk import (
    LIVE_TRACKS,
    NO_CAMERA,
    OUTBOX,
    agree,
    paired,
    polls,
    shows,
)
from tests.cast import a_release
from tests.support import browser as chromium
from tests.support.processes import Server, Worker
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PALM = HANDS["paper"][0]
FIST = HANDS["rock"][0]
# A film is shown anew from its start where the eye opened too late for a part of it.
PATIENCE = 100_000
_KEPT = """async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length]"""

Scenes = Sequence[tuple[Path | Raised | Pointing, float]]
Before = Callable[[Scenes], AbstractContextManager[Page]]


@pytest.fixture
def before(
    filming: Callable[[Path], Browser],
    server: Server,
    screen: Screen,
    person: Path,
    tmp_path: Path,
) -> Before:
    """Opens the paired screen, which starts by a raised hand, before those who pass."""
    Screen.objects.update(wakes_by_hand=True)

    @contextmanager
    def open_it(scenes: Scenes) -> Iterator[Page]:
        running = filming(a_passage(scenes, tmp_path / "passage.mjpeg"))
        with chromium.visit(running, "screen", server.base) as page:
            # Nothing that merely moves takes the time of a machine without a graphics card.
            page.emulate_media(reduced_motion="reduce")
            yield paired(page, screen)

    return open_it


def comes_on(page: Page, scene: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-now", scene, timeout=PATIENCE)


def _on_a_clock_of_ours(page: Page) -> None:
    """A timer that was set on the browser's own clock could not be cleared on the other one."""
    page.clock.install()
    page.reload()


def looks(page: Page, scene: str) -> None:
    """Wait until the eye is open, and says so."""
    shown = page.locator(f"[data-scene={scene}]")
    expect(shown).to_have_attribute("data-eye", "looking", timeout=PATIENCE)
    expect(shown.get_by_text("Nothing is stored or sent.")).to_be_visible()


def test_a_hand_alone_leads_from_the_poster_to_the_picture(
    before: Before, worker: Worker, person: Path
) -> None:
    with before([(person, 2), (PALM, 4.5), (person, 5)]) as page:
        looks(page, "attract")
        comes_on(page, "consent")
        assert not Round.objects.exists()
        comes_on(page, "camera")
        comes_on(page, "result")
        looks(page, "result")
        assert page.evaluate(LIVE_TRACKS) == 1
        assert Round.objects.count() == 1


def plays(screen: Screen, name: str, settings: Mapping[str, object]) -> None:
    """The same place, with another play."""
    assert screen.placement is not None
    campaign = screen.placement.campaign
    campaign.play, campaign.settings = name, {**settings, "countdown": 1}
    campaign.save()
    a_release(campaign)


def test_what_a_hand_points_at_is_chosen(
    before: Before, worker: Worker, screen: Screen, person: Path
) -> None:
    plays(screen, "face_scan", face_scan.Settings.defaults())
    low = Pointing(PALM, down=2.2)
    with before([(person, 4), (Pointing(PALM), 2), (low, 4), (person, 2)]) as page:
        comes_on(page, "mirror")
        expect(page.locator("[data-palm-at]")).to_have_text("Guess!", timeout=PATIENCE)
        expect(page.locator("[data-scene=mirror] [data-palm-points]")).to_be_visible()
        # Two rows further down.
        expect(page.locator("[data-palm-at]")).to_have_attribute("value", "5", timeout=PATIENCE)
        comes_on(page, "camera")
        comes_on(page, "developing")
        eventually(lambda: list(PhotoJob.objects.values_list("choice", flat=True))[:1], [5])


def test_a_doll_is_chosen_by_hand_and_then_the_cup_is_shaken(
    before: Before, worker: Worker, screen: Screen, person: Path
) -> None:
    plays(screen, "fortune_sign", fortune_sign.Settings.defaults())
    up, above = Pointing(PALM), Pointing(PALM, down=-1.6)
    with before([(person, 4), (up, 1.4), (above, 2.9), (person, 3), (up, 4.5)]) as page:
        comes_on(page, "draw")
        expect(page.locator("[data-line]")).to_have_text(
            "Make a wish, choose your doll, then the cup"
        )
        expect(page.locator("[data-doll][value='2']")).to_have_attribute(
            "aria-checked", "true", timeout=PATIENCE
        )
        expect(page.locator("[data-cup][data-palm-at]")).to_be_visible(timeout=PATIENCE)
        comes_on(page, "developing")
        eventually(lambda: list(PhotoJob.objects.values_list("choice", flat=True))[:1], [2])


def test_where_the_doll_is_the_operators_a_hand_shakes_the_cup(
    before: Before, worker: Worker, screen: Screen, person: Path
) -> None:
    plays(screen, "fortune_sign", fortune_sign.Settings.defaults() | {"body": "lion"})
    with before([(person, 4), (PALM, 4.5), (person, 3)]) as page:
        comes_on(page, "draw")
        expect(page.locator("[data-line]")).to_have_text("Make a wish")
        said = page.locator("[data-scene=draw] [data-palm-line]")
        expect(said).to_have_text("Hold up your open hand: the cup shakes", timeout=PATIENCE)
        comes_on(page, "developing")


def test_the_picture_is_deleted_by_hand_once_that_was_said_twice(
    before: Before, worker: Worker, screen: Screen, person: Path
) -> None:
    plays(screen, "style_portrait", style_portrait.Settings.defaults())
    up, left, right = Pointing(PALM), Pointing(PALM, right=1.6), Pointing(PALM, right=-1.6)
    # Whoever moves the hand away from what stands there has pointed at nothing yet.
    with before([(person, 4), (up, 1.4), (left, 2.9), (person, 3), (up, 1.4), (right, 3)]) as page:
        comes_on(page, "result")
        assert PhotoJob.objects.get(remake="").choice == 2
        asking = page.locator("[data-scene=result][data-asking]")
        expect(asking).to_be_visible(timeout=PATIENCE)
        expect(asking).to_have_attribute("data-palm", "raise", timeout=PATIENCE)
        expect(asking.get_by_text("Delete your picture?")).to_be_visible()
        assert a_picture_is_kept()
        comes_on(page, "sorry")
        expect(page.get_by_text("Your picture has been deleted.")).to_be_visible()
        expect(page.get_by_text("All gone")).to_be_visible()
        expect(page.get_by_text("Not this time")).to_be_hidden()
        # A draft that was being painted goes a moment later.
        eventually(a_picture_is_kept, False)


def a_picture_is_kept() -> bool:
    return Photo.objects.filter(erased_at=None).exists()


def test_a_hand_that_just_stays_up_agrees_to_nothing(before: Before, person: Path) -> None:
    with before([(person, 5), (PALM, 30)]) as page:
        _on_a_clock_of_ours(page)
        comes_on(page, "consent")
        expect(page.locator("[data-scene=consent]")).to_have_attribute("data-palm", "read")
        expect(page.locator("[data-scene=consent]")).to_have_attribute("data-palm", "lower")
        page.clock.run_for(8000)
        shows(page, "consent")
        page.clock.fast_forward(42_000)
        shows(page, "attract")
        assert not Round.objects.exists()


def test_whoever_lowers_the_hand_and_goes_leaves_nothing(before: Before, person: Path) -> None:
    with before([(person, 6), (PALM, 4), (person, 60)]) as page:
        _on_a_clock_of_ours(page)
        comes_on(page, "consent")
        expect(page.locator("[data-scene=consent]")).to_have_attribute("data-palm", "raise")
        page.clock.fast_forward(22_000)
        shows(page, "attract")
        assert not Round.objects.exists()


def test_neither_a_fist_nor_a_palm_that_passes_starts_it_and_nothing_leaves_the_screen(
    before: Before, person: Path
) -> None:
    asked: list[Request] = []
    with before([(person, 1), (PALM, 0.7), (person, 1), (FIST, 2)]) as page:
        looks(page, "attract")
        page.on("request", lambda request: asked.append(request))
        page.wait_for_timeout(16_000)
        shows(page, "attract")
        looks(page, "attract")
        assert page.evaluate(LIVE_TRACKS) == 1
        sent = {(each.method, each.url.split("?")[0].rsplit("/api", 1)[-1]) for each in asked}
        assert sent <= {("GET", "/screen/state")}
        assert not any(each.post_data_buffer for each in asked)
        assert page.evaluate(_KEPT) == [0, 0, 0]
        assert page.evaluate(OUTBOX) == 0


def test_a_screen_without_the_setting_opens_neither_camera_nor_eye(kiosk: Page) -> None:
    asked: list[str] = []
    kiosk.on("request", lambda request: asked.append(request.url))
    kiosk.reload()
    shows(kiosk, "attract")
    kiosk.wait_for_timeout(2000)
    assert asked
    assert not [url for url in asked if "/vision/" in url or "/litert/" in url]
    assert kiosk.evaluate("() => globalThis.streams.length") == 0
    assert kiosk.get_by_text("raised hand").count() == 0


def test_where_the_camera_is_away_it_starts_by_touch_and_the_operator_hears_of_it(
    kiosk: Page, screen: Screen
) -> None:
    Screen.objects.update(wakes_by_hand=True)
    kiosk.clock.install()
    kiosk.add_init_script(f"({NO_CAMERA})()")
    kiosk.reload()
    shows(kiosk, "attract")
    expect(kiosk.get_by_text("Nothing is stored or sent.").first).to_be_hidden()
    polls(kiosk, 2)
    eventually(lambda: Screen.objects.get().blind_since is not None, True)
    agree(kiosk)
    shows(kiosk, "phone")
