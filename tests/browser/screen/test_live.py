"""What befalls a screen in the midst of a live play: it is turned, covered, shown twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from campaigns.models import PhotoJob, Release, Round, Screen, Turn
from campaigns.services import eyesight
from tests.browser.films import HANDS, LYING, a_dance, a_film
from tests.browser.screen.kiosk import LIVE_TRACKS, agree, paired, shows
from tests.browser.test_catch import DANCER, begins
from tests.browser.test_duel import LOSING
from tests.browser.test_swap import a_swap_release, is_live
from tests.browser.visitor import HIDE
from tests.services.catches import a_catch_release
from tests.services.duels import a_duel_release
from tests.services.screens import a_screen
from tests.support import browser as chromium
from tests.support.photos import PERSON, require_person
from tests.support.processes import Server, Worker

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

# A machine that is busy loads, counts and answers slowly.
PATIENCE = 100_000
UPRIGHT, ASIDE = ViewportSize(width=1080, height=1920), ViewportSize(width=1920, height=1080)


def _has_won_a_turn(page: Page) -> None:
    expect(page.locator("[data-pips=you] .lit")).to_have_count(1, timeout=PATIENCE)


def _nothing(_page: Page) -> None:
    """It goes on by itself."""


def _shoot(page: Page) -> None:
    page.locator("[data-do=shoot]").click()


def _in_three_turns() -> Release:
    return a_duel_release(rounds=3, tempo="quick", **LOSING["rock"])


def _in_six_seconds() -> Release:
    return a_catch_release(amount="many", bomb_share=0)


def _a_fist(target: Path) -> Path:
    return a_film([HANDS["rock"][0]], target, LYING)


def _a_dancer(target: Path) -> Path:
    return a_dance(DANCER, target, LYING)


def _somebody(target: Path) -> Path:
    require_person()
    return chromium.film(PERSON, target)


@dataclass(frozen=True, slots=True)
class Live:
    release: Callable[[], Release]
    film: Callable[[Path], Path]
    scene: str
    # Waits until it is under way, and does what it needs to end.
    runs: Callable[[Page], None]
    ends: Callable[[Page], None]
    sees: str


LIVE = {
    "gesture_duel": Live(_in_three_turns, _a_fist, "duel", _has_won_a_turn, _nothing, "hands"),
    "pose_catch": Live(_in_six_seconds, _a_dancer, "catch", begins, _nothing, "pose"),
    "background_swap": Live(a_swap_release, _somebody, "swap", is_live, _shoot, "portrait"),
}


@pytest.fixture(params=LIVE)
def live(request: pytest.FixtureRequest, server: Server) -> Live:
    play = LIVE[request.param]
    if eyesight.addresses([play.sees]) is None:
        pytest.skip("needs the networks that run in browsers: make test builds them")
    return play


@pytest.fixture
def screen(live: Live) -> Screen:
    return a_screen(live.release())


@pytest.fixture
def before(filming: Callable[[Path], Browser], live: Live, tmp_path: Path) -> Browser:
    """A browser in front of which somebody plays."""
    return filming(live.film(tmp_path / "player.mjpeg"))


@pytest.fixture
def kiosk(
    before: Browser, server: Server, worker: Worker, screen: Screen, live: Live
) -> Iterator[Page]:
    """A paired screen on which the play is under way."""
    with chromium.visit(before, "screen", server.base) as page:
        kiosk = paired(page, screen)
        agree(kiosk)
        shows(kiosk, live.scene)
        live.runs(kiosk)
        yield kiosk


def inside(page: Page, scene: str) -> None:
    """Nothing to press or to look at lies outside the picture, or under something else."""
    size = page.viewport_size
    assert size is not None
    for part in page.locator(
        f"[data-scene={scene}] :is(button, canvas:not(.confetti), [data-line]):visible"
    ).all():
        box = part.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= size["width"]
        assert 0 <= box["y"] <= box["y"] + box["height"] <= size["height"]


def test_a_screen_that_is_turned_in_the_game_goes_on_to_the_code(kiosk: Page, live: Live) -> None:
    kiosk.set_viewport_size(ASIDE)
    inside(kiosk, live.scene)
    kiosk.set_viewport_size(UPRIGHT)
    inside(kiosk, live.scene)
    kiosk.set_viewport_size(ASIDE)
    live.ends(kiosk)
    expect(kiosk.locator("body")).to_have_attribute("data-now", "result", timeout=PATIENCE)
    inside(kiosk, "result")
    assert_played_by_camera()


def test_a_screen_that_is_covered_by_a_second_one_films_nobody_and_goes_on_to_the_code(
    kiosk: Page, live: Live
) -> None:
    kiosk.evaluate(HIDE, True)
    assert kiosk.evaluate(LIVE_TRACKS) == 0
    second = kiosk.context.new_page()
    second.goto("/screen/")
    shows(second, "attract")
    agree(second)
    shows(second, live.scene)
    second.locator(f"[data-scene={live.scene}] [data-act=leave]").click()
    shows(second, "attract")
    second.close()
    kiosk.evaluate(HIDE, False)
    shows(kiosk, live.scene)
    live.ends(kiosk)
    expect(kiosk.locator("body")).to_have_attribute("data-now", "result", timeout=PATIENCE)
    assert kiosk.evaluate(LIVE_TRACKS) == 0
    assert Round.objects.count() == 2
    assert_played_by_camera()


@pytest.mark.parametrize("live", ["gesture_duel"], indirect=True)
def test_nobody_waits_for_a_screen_that_stays_covered(
    before: Browser, server: Server, screen: Screen, live: Live
) -> None:
    with chromium.visit(before, "screen", server.base) as page:
        kiosk = paired(page, screen)
        kiosk.clock.install()
        agree(kiosk)
        shows(kiosk, live.scene)
        live.runs(kiosk)
        kiosk.evaluate(HIDE, True)
        kiosk.clock.fast_forward(61_000)
        shows(kiosk, "attract")
        kiosk.evaluate(HIDE, False)
        kiosk.wait_for_timeout(500)
        assert kiosk.evaluate(LIVE_TRACKS) == 0
    assert not PhotoJob.objects.exists()


def assert_played_by_camera() -> None:
    """What was judged was seen by the camera, and was not done by touch meanwhile."""
    job = PhotoJob.objects.get()
    turns = Turn.objects.filter(round=job.round).exclude(answer="")
    if turns:
        assert set(turns.values_list("by", flat=True)) == {"camera"}
    else:
        assert job.source is not None or job.figure is None
