"""Signs in a real browser: shaken, tapped, drawn without a camera, on a phone and a screen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Coupon, PhotoJob, Prize, Release, Round
from campaigns.plays.fortune_sign import RARITIES, FortuneSign
from tests.browser.screen.kiosk import NO_CAMERA, shows, to_the_play
from tests.browser.visitor import checks_that_it_was_fair, is_for_thumbs
from tests.cast import a_campaign, a_prize, a_release
from tests.services.screens import a_screen
from tests.support.processes import Server, Worker

pytestmark = pytest.mark.browser

PLAY = FortuneSign()
# The machine is busy, and the cup takes its time.
PATIENCE = 30_000
_MOVING = """() => document.querySelector("[data-cup] .cup").getAnimations({ subtree: true })
  .filter((each) => each.playState === "running").length"""
# What a phone says that is shaken hard, six times and once more.
_SHAKEN = """async () => {
  for (let jerk = 0; jerk < 8; jerk += 1) {
    const pull = { x: jerk % 2 ? 19 : -19, y: 2, z: 9.8 };
    dispatchEvent(new DeviceMotionEvent("devicemotion", { accelerationIncludingGravity: pull }));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}"""
_CARRIED = """async () => {
  for (let step = 0; step < 12; step += 1) {
    const pull = { x: step % 2 ? 2 : -2, y: 2, z: 9.8 };
    dispatchEvent(new DeviceMotionEvent("devicemotion", { accelerationIncludingGravity: pull }));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}"""


@pytest.fixture
def release(server: Server) -> Release:
    """A cup with a coupon for each rarity, so that every sign wins its own."""
    return a_fortune()


def a_fortune(**changes: object) -> Release:
    campaign = a_campaign(play=PLAY.name, settings=PLAY.Settings.defaults() | changes)
    for rarity in RARITIES:
        a_prize(campaign, name=rarity, shared_code=f"SIGN-{rarity.upper()}", tier=rarity)
    return a_release(campaign)


def to_the_cup(page: Page, release: Release, figure: int = 2) -> None:
    page.goto(f"/c/{release.campaign.slug}")
    page.locator("[data-play]").click()
    page.locator("[data-step=consent] [data-do=figures]").click()
    page.locator(f"[data-step=figures] button[value='{figure}']").click()
    expect(page.locator("[data-step=draw]")).to_be_visible()
    expect(page.locator("[data-line]")).to_have_text("Make a wish, and tap the cup")


def out(page: Page) -> None:
    """Wait until the stick is out."""
    expect(page.locator("[data-step=draw][data-cup=out]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-line]")).to_have_text("One jumps out! What does it say?")


def ends_with_the_sign_that_the_seed_drew(page: Page) -> Round:
    page.wait_for_url(re.compile("/r/"), timeout=PATIENCE)
    picture = page.locator("main img").first
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth)") == 1080
    played = Round.objects.get()
    settings = played.release.snapshot["play"]["settings"]
    rarity, which = PLAY.draw(bytes(played.seed), settings)
    assert played.tier == rarity
    assert PhotoJob.objects.get(state="done").facts["sign"] == which
    shown = page.locator("[data-copy]").first.get_attribute("data-copy")
    assert shown == f"SIGN-{rarity.upper()}"
    assert Coupon.objects.get().prize == Prize.objects.get(tier=rarity)
    return played


def test_a_player_without_a_camera_chooses_a_doll_taps_the_cup_and_wins_by_the_seed(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    to_the_cup(phone_page, release)
    phone_page.locator("[data-doll][value='2']").click()
    expect(phone_page.locator("[data-doll][aria-checked=true]")).to_have_attribute("value", "2")
    phone_page.locator("[data-cup].fortune-cup").click()
    out(phone_page)
    ends_with_the_sign_that_the_seed_drew(phone_page)
    assert PhotoJob.objects.get().facts["body"] == "lion"
    checks_that_it_was_fair(phone_page)


def test_a_selfie_is_taken_and_the_space_bar_shakes_the_cup(
    phone_page: Page, worker: Worker, release: Release, person: Path
) -> None:
    phone_page.goto(f"/c/{release.campaign.slug}")
    phone_page.locator("[data-play]").click()
    phone_page.locator("[data-step=consent] [data-do=camera]").click()
    expect(phone_page.locator("[data-step=camera]")).to_have_attribute("data-state", "open")
    phone_page.locator("[data-do=shoot]").click()
    phone_page.locator("[data-step=review] [data-do=use]").click(timeout=PATIENCE)
    expect(phone_page.locator("[data-step=draw]")).to_be_visible()
    phone_page.keyboard.press("Space")
    out(phone_page)
    ends_with_the_sign_that_the_seed_drew(phone_page)
    assert PhotoJob.objects.get().facts["body"] == "tiger"


def test_a_phone_that_is_shaken_draws_and_one_that_is_carried_does_not(
    phone_page: Page, release: Release
) -> None:
    to_the_cup(phone_page, release)
    phone_page.evaluate(_CARRIED)
    expect(phone_page.locator("[data-line]")).to_have_text("Make a wish, and shake your phone")
    assert phone_page.locator("[data-rattle]").count() == 0
    phone_page.evaluate(_SHAKEN)
    out(phone_page)


def test_a_phone_that_asks_first_is_shaken_after_the_player_said_yes(
    phone_page: Page, release: Release
) -> None:
    phone_page.add_init_script(
        "DeviceMotionEvent.requestPermission = async () => (globalThis.asked = 'granted')"
    )
    to_the_cup(phone_page, release)
    ask = phone_page.locator("[data-motion]")
    ask.click()
    expect(ask).to_be_hidden()
    assert phone_page.evaluate("globalThis.asked") == "granted"
    phone_page.evaluate(_SHAKEN)
    out(phone_page)


def test_without_motion_the_stick_lies_there_and_nothing_moves(
    phone_page: Page, release: Release
) -> None:
    phone_page.emulate_media(reduced_motion="reduce")
    to_the_cup(phone_page, release)
    assert phone_page.evaluate(_MOVING) == 0
    phone_page.locator("[data-cup].fortune-cup").click()
    out(phone_page)
    assert phone_page.evaluate(_MOVING) == 0
    assert phone_page.locator(".cup-drawn").evaluate("e => getComputedStyle(e).opacity") == "1"


def test_where_the_operator_chose_the_doll_there_is_none_to_choose(
    phone_page: Page, server: Server
) -> None:
    to_the_cup(phone_page, a_fortune(body="cat"))
    expect(phone_page.locator("[data-doll]")).to_have_count(0)


def test_sound_is_off_until_the_player_wants_it(phone_page: Page, release: Release) -> None:
    to_the_cup(phone_page, release)
    button = phone_page.locator("[data-sound]")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_buttons_are_as_large_as_a_thumb_and_inside_the_picture_either_way_up(
    phone_page: Page, release: Release
) -> None:
    to_the_cup(phone_page, release)
    is_for_thumbs(phone_page, "draw", lowest=560)


def test_a_screen_draws_by_touch_and_shows_the_doll_to_take_home(
    screen_page: Page, worker: Worker, release: Release, person: Path
) -> None:
    to_the_play(screen_page, a_screen(release), "draw")
    screen_page.locator("[data-cup].fortune-cup").click()
    shows(screen_page, "result")
    assert PhotoJob.objects.get().state == PhotoJob.State.DONE
    played = Round.objects.get()
    settings = played.release.snapshot["play"]["settings"]
    assert played.tier == PLAY.draw(bytes(played.seed), settings)[0]


def test_a_screen_without_a_camera_sends_its_visitor_to_their_own_phone(
    screen_page: Page, release: Release
) -> None:
    screen_page.add_init_script(f"({NO_CAMERA})()")
    to_the_play(screen_page, a_screen(release), "phone")
