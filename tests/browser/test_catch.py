"""The catch in a real browser: with a basket and by moving, on a phone and on a screen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from campaigns.models import Coupon, Frame, PhotoJob, Release, Round, Turn
from campaigns.services import eyesight, standing
from campaigns.services.proving import verify_turns
from tests.browser.films import LYING, UPRIGHT, a_dance
from tests.browser.screen.kiosk import ends_with_the_code, shows, to_the_play
from tests.browser.visitor import (
    HIDE,
    ends_with_the_coupon,
    into_the_play,
    is_for_thumbs,
    loses_one_answer,
    unplug,
)
from tests.services.catches import a_catch_release
from tests.services.screens import a_screen
from tests.support import browser as chromium
from tests.support.processes import Server, Worker

pytestmark = pytest.mark.browser

# A machine that is busy counts, sends and answers slowly.
PATIENCE = 40_000
SECONDS = 6
DANCER = "0147.jpg"


@pytest.fixture
def release(server: Server) -> Release:
    """Six seconds in which a lot falls, and bronze for whoever catches one thing."""
    return a_catch_release(seconds=SECONDS, amount="many", bomb_share=0)


@pytest.fixture
def before(filming: Callable[[Path], Browser], tmp_path: Path) -> Callable[..., Browser]:
    """Launches a browser whose camera films somebody who moves from side to side."""
    if eyesight.addresses(["pose"]) is None:
        pytest.skip("needs the networks that run in browsers: make test builds them")

    def launch(size: tuple[int, int] = UPRIGHT) -> Browser:
        return filming(a_dance(DANCER, tmp_path / "dance.mjpeg", size))

    return launch


def to_the_court(page: Page, release: Release, way: str = "touch") -> None:
    into_the_play(page, release, "catch", way)


def begins(page: Page) -> None:
    expect(page.locator(".catch[data-at=play]")).to_be_visible(timeout=PATIENCE)


def start(page: Page) -> None:
    """Press Start, and wait for the court."""
    page.locator(".catch [data-do=start]").click()
    begins(page)


def sweep(page: Page) -> None:
    """Drag the basket from side to side until the game is over."""
    box = page.locator("[data-court]").bounding_box()
    assert box is not None
    y, left, right = box["y"] + box["height"] * 0.85, box["x"] + 20, box["x"] + box["width"] - 20
    page.mouse.move(left, y)
    page.mouse.down()
    side = right
    while page.locator(".catch[data-at=play]").count():
        page.mouse.move(side, y, steps=8)
        page.wait_for_timeout(250)
        side = left + right - side
    page.mouse.up()


@pytest.mark.sqlite
def test_with_the_basket_to_the_coupon(phone_page: Page, worker: Worker, release: Release) -> None:
    to_the_court(phone_page, release)
    start(phone_page)
    sweep(phone_page)
    counted = phone_page.locator("[data-final]")
    expect(counted).to_be_visible(timeout=PATIENCE)
    told = int(counted.inner_text())
    turn = Turn.objects.exclude(answer="").get()
    assert (turn.by, turn.answer) == ("touch", str(told))
    assert told > 0
    ends_with_the_coupon(phone_page)
    played = Round.objects.get()
    assert played.score == told
    assert verify_turns(played)
    expect(phone_page.get_by_text(f"{told} points")).to_be_visible()
    phone_page.locator("[data-fair] summary").click()
    expect(phone_page.locator("[data-word=fits]")).to_be_visible()


@pytest.mark.sqlite
def test_by_moving_to_the_coupon(
    before: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    with chromium.visit(before(), "phone", server.base) as page:
        to_the_court(page, release, "camera")
        begins(page)
        expect(page.locator("[data-final]")).to_be_visible(timeout=2 * PATIENCE)
        told = page.locator("[data-final]").inner_text()
        assert page.evaluate("document.querySelector('[data-court] video').srcObject") is None
        ends_with_the_coupon(page)
    turn = Turn.objects.exclude(answer="").get()
    assert (turn.by, turn.answer) == ("camera", told)
    trace = standing.trace_of(turn)
    assert all(len(track) > SECONDS for track in trace.tracks)
    assert len(trace.frames_at) == Frame.objects.count() == 4
    facts = PhotoJob.objects.get().facts
    assert facts["believed"]
    assert facts["points"] == int(told)


def test_an_unplugged_camera_ends_no_game_the_basket_serves(
    before: Callable[..., Browser], server: Server, release: Release
) -> None:
    with chromium.visit(before(), "phone", server.base) as page:
        to_the_court(page, release, "camera")
        begins(page)
        unplug(page, "[data-court]")
        expect(page.locator("[data-line]")).to_have_text(
            "The camera stopped, so we go on with a basket.", timeout=PATIENCE
        )
        expect(page.locator(".catch [data-do=start]")).to_be_visible()
    assert Turn.objects.get().answer == ""


def test_a_refused_camera_is_no_reproach_and_the_basket_serves(
    blind_page: Page, release: Release
) -> None:
    to_the_court(blind_page, release, "camera")
    expect(blind_page.locator("[data-line]")).to_have_text(
        "We play with a basket. The chances are the same."
    )
    expect(blind_page.locator(".catch [data-do=start]")).to_be_visible()
    expect(blind_page.locator("[data-court] video")).to_be_hidden()


def test_the_arrow_keys_move_the_basket(phone_page: Page, release: Release) -> None:
    to_the_court(phone_page, release)
    phone_page.locator(".catch [data-do=start]").focus()
    phone_page.keyboard.press("Enter")
    begins(phone_page)
    phone_page.keyboard.down("ArrowLeft")
    expect(phone_page.locator("[data-final]")).to_be_visible(timeout=PATIENCE)
    (rows,) = standing.trace_of(Turn.objects.exclude(answer="").get()).tracks
    assert rows[-1][1] == 0


def test_who_was_away_begins_the_game_anew(phone_page: Page, release: Release) -> None:
    to_the_court(phone_page, release)
    start(phone_page)
    for hidden in (True, False):
        phone_page.evaluate(HIDE, hidden)
    expect(phone_page.locator("[data-line]")).to_have_text(
        "You were away, so the game begins anew."
    )
    expect(phone_page.locator(".catch [data-do=start]")).to_be_visible()
    assert Turn.objects.get().answer == ""


def test_a_phone_that_is_turned_in_the_game_goes_on_to_the_coupon(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    to_the_court(phone_page, release)
    start(phone_page)
    phone_page.set_viewport_size({"width": 844, "height": 390})
    expect(phone_page.locator(".catch[data-at=play]")).to_be_visible()
    sweep(phone_page)
    expect(phone_page.locator("[data-final]")).to_have_text(re.compile("[1-9]"), timeout=PATIENCE)
    ends_with_the_coupon(phone_page)


def test_a_game_in_a_second_tab_counts_once_and_the_first_one_hears_of_it(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    to_the_court(phone_page, release)
    second = phone_page.context.new_page()
    second.goto(phone_page.url)
    second.locator("[data-play]").click()
    start(second)
    sweep(second)
    ends_with_the_coupon(second)
    phone_page.wait_for_url(re.compile("/r/"), timeout=PATIENCE)
    assert Round.objects.count() == Coupon.objects.count() == 1
    assert Turn.objects.exclude(answer="").count() == 1


def test_a_game_that_was_bent_on_its_way_is_refused_kindly_and_played_again(
    phone_page: Page, release: Release
) -> None:
    to_the_court(phone_page, release)

    def bend(route: Route) -> None:
        """As many points as one likes: everything is caught by a basket that is everywhere."""
        body = route.request.post_data_buffer or b""
        bent = re.sub(rb"\[(\d+),\d+,3500\]", rb"[\1,99999,3500]", body)
        route.continue_(post_data=bent)

    phone_page.route(re.compile("/trace$"), bend, times=1)
    start(phone_page)
    expect(phone_page.locator("[data-line]")).to_have_text(
        "Some moves were outside the game. Please play it again.", timeout=PATIENCE
    )
    expect(phone_page.locator(".catch [data-do=start]")).to_be_visible(timeout=PATIENCE)
    start(phone_page)
    expect(phone_page.locator("[data-final]")).to_be_visible(timeout=PATIENCE)
    assert list(Turn.objects.values_list("opening", "void")) == [(1, True), (2, False)]


def test_a_lost_answer_is_asked_for_again_and_counted_once(
    phone_page: Page, release: Release
) -> None:
    to_the_court(phone_page, release)
    lost = loses_one_answer(phone_page, "/trace")
    start(phone_page)
    expect(phone_page.locator("[data-final]")).to_be_visible(timeout=PATIENCE)
    assert len(lost) == 1
    assert Turn.objects.count() == 1


def test_buttons_are_as_large_as_a_thumb_and_inside_the_picture_either_way_up(
    phone_page: Page, release: Release
) -> None:
    to_the_court(phone_page, release)
    is_for_thumbs(phone_page, "catch")


@pytest.mark.sqlite
def test_on_the_big_screen_with_the_basket_to_the_code(
    screen_page: Page, worker: Worker, release: Release
) -> None:
    kiosk = to_the_play(screen_page, a_screen(release), "catch", camera=False)
    expect(kiosk.locator(".catch [data-do=start]")).to_be_visible(timeout=PATIENCE)
    start(kiosk)
    sweep(kiosk)
    shows(kiosk, "result")
    ends_with_the_code(kiosk)
    assert Turn.objects.get().by == "touch"


@pytest.mark.sqlite
def test_on_the_big_screen_by_moving_to_the_code(
    before: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    screen = a_screen(release)
    with chromium.visit(before(LYING), "screen", server.base) as page:
        kiosk = to_the_play(page, screen, "catch")
        begins(kiosk)
        ends_with_the_code(kiosk, 3 * PATIENCE)
    assert Turn.objects.exclude(answer="").get().by == "camera"


def test_on_the_big_screen_an_unplugged_camera_ends_no_game(
    before: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    screen = a_screen(release)
    with chromium.visit(before(LYING), "screen", server.base) as page:
        kiosk = to_the_play(page, screen, "catch")
        begins(kiosk)
        unplug(kiosk, "[data-court]")
        expect(kiosk.locator(".catch [data-do=start]")).to_be_visible(timeout=PATIENCE)
        start(kiosk)
        sweep(kiosk)
        shows(kiosk, "result")
    assert Turn.objects.exclude(answer="").get().by == "touch"
