"""The duel in a real browser: by hand and by touch, on a phone and on a screen, to its end."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from campaigns.models import Asset, Coupon, Frame, Release, Round, Turn
from campaigns.services import assets, eyesight
from tests.browser.films import HANDS, LYING, UPRIGHT, Raised, a_film, an_mp4
from tests.browser.screen.kiosk import agree, ends_with_the_code, paired, shows, to_the_play
from tests.browser.visitor import (
    HIDE,
    checks_that_it_was_fair,
    ends_with_the_coupon,
    into_the_play,
    is_for_thumbs,
    loses_one_answer,
    unplug,
)
from tests.cast import a_release, an_asset
from tests.services.duels import a_duel_release
from tests.services.screens import a_screen
from tests.support import browser as chromium
from tests.support.processes import Server, Worker
from tests.support.waiting import eventually

pytestmark = pytest.mark.browser

# Odds of a star that always loses against a move.
LOSING = {
    "rock": {"odds_rock": 0, "odds_paper": 0},
    "paper": {"odds_paper": 0, "odds_scissors": 0},
    "scissors": {"odds_rock": 0, "odds_scissors": 0},
}
# A machine that is busy counts, sends and answers slowly.
PATIENCE = 30_000
_MOVES = """() => document.getAnimations().filter((each) => each.playState === "running").length"""
_MOVING_STAR = """() => document.querySelector("[data-star]").getAnimations({ subtree: true })
  .filter((each) => each.playState === "running").length"""
NO_WEBASSEMBLY = "delete globalThis.WebAssembly;"
# By touch, and where the camera has just gone or was not to be had.
_ASKED = re.compile("^Choose your move$|^Tap your move|go on by tapping")
_LIT = "[data-pips=you] .lit"


@pytest.fixture
def release(server: Server) -> Release:
    """Best of three against a star that always shows scissors; a coupon for everybody."""
    return a_duel_release(rounds=3, tempo="quick", **LOSING["rock"])


@pytest.fixture
def in_front_of(filming: Callable[[Path], Browser], tmp_path: Path) -> Callable[..., Browser]:
    """Launches a browser whose camera films people with raised hands; see films.a_film."""
    if eyesight.addresses(["hands"]) is None:
        pytest.skip("needs the networks that run in browsers: make test builds them")

    def launch(hands: Sequence[Raised], size: tuple[int, int] = UPRIGHT) -> Browser:
        return filming(a_film(hands, tmp_path / "hands.mjpeg", size))

    return launch


def to_the_duel(page: Page, release: Release, way: str = "touch") -> None:
    into_the_play(page, release, "duel", way)


def eyes_that_take(milliseconds: int) -> str:
    """A script by which what reads the camera gets each frame so much later."""
    return f"""
      const send = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (...all) {{
        setTimeout(() => send.apply(this, all), all[0].kind === "see" ? {milliseconds} : 0);
      }};
    """


def throw(page: Page, move: str) -> None:
    """Tap a move, and wait until the star has shown its own."""
    page.locator(f"[data-do=move][value={move}]").click()
    expect(page.locator("[data-said]")).not_to_be_empty(timeout=PATIENCE)


def is_asked(page: Page) -> None:
    """It is the player's turn."""
    expect(page.locator("[data-picked='']")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-line]")).to_have_text(_ASKED, timeout=PATIENCE)


_PLAYING = """() => [...document.querySelectorAll("[data-star] video:not([hidden])")]
  .filter((film) => film.currentTime > 0).map((film) => film.dataset.pose)"""


def test_the_operators_star_plays_its_film_at_the_players_moment(
    phone_page: Page, worker: Worker
) -> None:
    film = an_mp4(phone_page, "rgb(0, 0, 200)")
    release = a_duel_release(rounds=1, tempo="quick", **LOSING["rock"])
    campaign = release.campaign
    for move in ("rock", "paper", "scissors"):
        campaign.settings |= {f"star_{move}": an_asset(campaign.brand, Asset.Kind.STAR).pk}
    asset = assets.take_in(campaign.brand, Asset.Kind.FILM, "scissors.mp4", film)
    campaign.settings |= {"film_scissors": asset.pk}
    campaign.save()
    to_the_duel(phone_page, a_release(campaign))
    is_asked(phone_page)
    assert phone_page.evaluate(_PLAYING) == []
    throw(phone_page, "rock")
    eventually(lambda: phone_page.evaluate(_PLAYING), ["scissors"])
    ends_with_the_coupon(phone_page)


@pytest.mark.sqlite
def test_by_touch_to_the_coupon(phone_page: Page, worker: Worker, release: Release) -> None:
    to_the_duel(phone_page, release)
    for move, words in (
        ("scissors", "Same hand! Once more."),
        ("paper", "The star wins this one."),
        ("rock", "You win this one!"),
        ("rock", "You win the duel!"),
    ):
        is_asked(phone_page)
        throw(phone_page, move)
        expect(phone_page.locator("[data-line]")).to_have_text(words)
    expect(phone_page.locator(_LIT)).to_have_count(2)
    expect(phone_page.locator("canvas.confetti")).to_be_attached()
    ends_with_the_coupon(phone_page)
    assert set(Turn.objects.values_list("by", "answer")) == {("touch", "scissors")}
    assert not Frame.objects.exists()
    checks_that_it_was_fair(phone_page)


@pytest.mark.sqlite
@pytest.mark.parametrize("move", HANDS)
def test_by_hand_to_the_coupon(
    in_front_of: Callable[..., Browser], server: Server, worker: Worker, move: str
) -> None:
    release = a_duel_release(rounds=3, tempo="quick", **LOSING[move])
    asked: list[str] = []
    with chromium.visit(in_front_of(HANDS[move]), "phone", server.base) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"/c/{release.campaign.slug}")
        page.locator("[data-play]").click()
        expect(page.locator("[data-step=consent]")).to_be_visible()
        # Nothing of what sees is loaded before the player agrees.
        assert not [url for url in asked if "/vendor/" in url or "/vision/" in url]
        page.locator("[data-step=consent] [data-do=camera]").click()
        ends_with_the_coupon(page)
    turns = Turn.objects.exclude(answer="")
    assert {(turn.move, turn.by) for turn in turns} == {(move, "camera")}
    assert Frame.objects.exists()


def test_on_a_slow_machine_the_star_stands_still_for_the_hand_to_be_read(
    in_front_of: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    with chromium.visit(in_front_of(HANDS["rock"]), "phone", server.base) as page:
        page.add_init_script(eyes_that_take(160))
        to_the_duel(page, release, "camera")
        expect(page.locator("[data-step=duel][data-slow]")).to_be_visible(timeout=2 * PATIENCE)
        assert page.evaluate(_MOVING_STAR) == 0
        ends_with_the_coupon(page)
    assert set(Turn.objects.exclude(answer="").values_list("move", flat=True)) == {"rock"}


def test_where_no_throw_can_be_read_here_the_server_reads_them(
    in_front_of: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    with chromium.visit(in_front_of(HANDS["rock"]), "phone", server.base) as page:
        page.add_init_script(eyes_that_take(900))
        to_the_duel(page, release, "camera")
        ends_with_the_coupon(page)
    turns = Turn.objects.exclude(answer="")
    assert {(turn.move, turn.by) for turn in turns} == {("rock", "camera")}
    assert Turn.objects.filter(void=True, number=1).count() >= 3


@pytest.mark.parametrize("move", HANDS)
def test_a_browser_that_can_read_nothing_plays_by_hand_to_the_coupon(
    filming: Callable[[Path], Browser], tmp_path: Path, server: Server, worker: Worker, move: str
) -> None:
    release = a_duel_release(rounds=3, tempo="quick", **LOSING[move])
    film = a_film(HANDS[move], tmp_path / "hands.mjpeg", UPRIGHT)
    said: list[str] = []
    with chromium.visit(filming(film), "phone", server.base) as page:
        page.add_init_script(NO_WEBASSEMBLY)
        page.on("response", lambda response: said.append(f"{response.status} {response.url}"))
        to_the_duel(page, release, "camera")
        expect(page.locator("[data-step=duel][data-way=camera]")).to_be_visible()
        ends_with_the_coupon(page)
    turns = Turn.objects.exclude(answer="")
    assert {(turn.move, turn.by) for turn in turns} == {(move, "camera")}
    assert Frame.objects.filter(turn__in=turns).exists()
    assert not [line for line in said if "tflite" in line or ".wasm" in line]
    # It was told to wait for the star's move, each time.
    waited = [line for line in said if line.startswith("202") and line.endswith("/turns")]
    assert len(waited) == turns.count()


def test_a_screen_that_can_read_nothing_plays_by_hand_to_the_code(
    filming: Callable[[Path], Browser], tmp_path: Path, server: Server, worker: Worker
) -> None:
    screen = a_screen(a_duel_release(rounds=1, tempo="quick", **LOSING["rock"]))
    film = a_film(HANDS["rock"], tmp_path / "hands.mjpeg", LYING)
    with chromium.visit(filming(film), "screen", server.base) as page:
        page.add_init_script(NO_WEBASSEMBLY)
        kiosk = paired(page, screen)
        agree(kiosk)
        expect(kiosk.locator("body")).to_have_attribute("data-now", "result", timeout=3 * PATIENCE)
    turns = Turn.objects.exclude(answer="")
    assert {(turn.move, turn.by) for turn in turns} == {("rock", "camera")}


def test_where_the_server_sees_no_hand_either_the_duel_goes_on_by_touch(
    phone_page: Page, worker: Worker, release: Release, person: Path
) -> None:
    phone_page.add_init_script(NO_WEBASSEMBLY)
    to_the_duel(phone_page, release, "camera")
    expect(phone_page.locator("[data-line]")).to_have_text(
        "We could not see your hand. Show it once more!", timeout=PATIENCE
    )
    tapping = phone_page.locator("[data-step=duel][data-way=touch]")
    expect(tapping).to_be_visible(timeout=3 * PATIENCE)
    is_asked(phone_page)
    expect(phone_page.locator("[data-finder]")).to_be_hidden()
    assert phone_page.evaluate("document.querySelector('[data-finder] video').srcObject") is None
    assert list(Turn.objects.values_list("number", "move")) == [(1, "")] * 3


def test_a_refused_camera_is_no_reproach_and_the_duel_goes_on_by_touch(
    blind_page: Page, release: Release
) -> None:
    to_the_duel(blind_page, release, "camera")
    expect(blind_page.locator("[data-line]")).to_have_text(
        "Tap your move. The chances are the same."
    )
    is_asked(blind_page)
    throw(blind_page, "paper")
    assert Turn.objects.exclude(answer="").get().by == "touch"


def test_a_player_changes_from_hand_to_touch_while_the_eyes_are_loading(
    phone_page: Page, release: Release, person: Path
) -> None:
    to_the_duel(phone_page, release, "camera")
    phone_page.locator("[data-way=touch]").last.click()
    is_asked(phone_page)
    expect(phone_page.locator("[data-finder]")).to_be_hidden()
    assert phone_page.evaluate("document.querySelector('[data-finder] video').srcObject") is None


def test_a_lost_answer_is_asked_for_again_with_the_same_nonce(
    phone_page: Page, release: Release
) -> None:
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    lost = loses_one_answer(phone_page, "/turns")
    throw(phone_page, "rock")
    assert len(lost) == 1
    expect(phone_page.locator("[data-line]")).to_have_text("You win this one!")
    assert Turn.objects.count() == 1


def test_a_long_loss_of_the_network_is_told_and_the_duel_goes_on_where_it_was(
    phone_page: Page, release: Release
) -> None:
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    phone_page.context.set_offline(True)
    phone_page.locator("[data-do=move][value=rock]").click()
    expect(phone_page.locator(".live-waiting")).to_be_visible()
    expect(phone_page.locator("[data-step=offline]")).to_be_visible(timeout=PATIENCE)
    phone_page.context.set_offline(False)
    phone_page.locator("[data-step=offline] [data-do=again]").click()
    expect(phone_page.locator("[data-said]")).not_to_be_empty(timeout=PATIENCE)
    assert Turn.objects.exclude(answer="").get().move == "rock"


def test_a_turn_that_came_late_is_told_kindly_and_opened_anew(
    phone_page: Page, release: Release
) -> None:
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    answer = {"error": "late", "message": "That came a little late. Show your hand again!"}

    def refuse(route: Route) -> None:
        route.fulfill(status=409, json=answer)

    phone_page.route(re.compile("/turns$"), refuse, times=1)
    phone_page.locator("[data-do=move][value=rock]").click()
    expect(phone_page.locator("[data-line]")).to_have_text(answer["message"], timeout=PATIENCE)
    is_asked(phone_page)
    throw(phone_page, "paper")
    assert set(Turn.objects.values_list("number", "void", "move")) == {
        (1, True, ""),
        (1, False, "paper"),
    }


def test_an_unplugged_camera_ends_no_duel_it_goes_on_by_tapping(
    in_front_of: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    with chromium.visit(in_front_of(HANDS["rock"]), "phone", server.base) as page:
        to_the_duel(page, release, "camera")
        expect(page.locator(_LIT)).to_have_count(1, timeout=PATIENCE)
        unplug(page, "[data-finder]")
        expect(page.locator("[data-line]")).to_have_text(
            "The camera stopped, so we go on by tapping.", timeout=PATIENCE
        )
        is_asked(page)
        throw(page, "rock")
        ends_with_the_coupon(page)
    assert list(Turn.objects.exclude(answer="").values_list("by", flat=True)) == ["camera", "touch"]


def test_who_turns_the_phone_and_looks_away_goes_on_where_the_duel_was(
    in_front_of: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    with chromium.visit(in_front_of(HANDS["rock"]), "phone", server.base) as page:
        to_the_duel(page, release, "camera")
        expect(page.locator(_LIT)).to_have_count(1, timeout=PATIENCE)
        page.set_viewport_size({"width": 844, "height": 390})
        page.evaluate(HIDE, True)
        # Nobody is filmed behind another page.
        assert page.evaluate("document.querySelector('[data-finder] video').srcObject") is None
        page.wait_for_timeout(1500)
        page.evaluate(HIDE, False)
        ends_with_the_coupon(page)
    assert Turn.objects.exclude(answer="").count() == 2


def test_in_a_second_tab_the_same_duel_goes_on_and_the_first_one_hears_of_it(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    throw(phone_page, "rock")
    is_asked(phone_page)
    second = phone_page.context.new_page()
    second.goto(phone_page.url)
    second.locator("[data-play]").click()
    is_asked(second)
    expect(second.locator(_LIT)).to_have_count(1)
    throw(second, "rock")
    ends_with_the_coupon(second)
    phone_page.wait_for_url(re.compile("/r/"), timeout=PATIENCE)
    assert Round.objects.count() == Coupon.objects.count() == 1
    assert [turn.move for turn in Turn.objects.exclude(answer="")] == ["rock", "rock"]


def test_a_page_that_is_loaded_again_goes_on_with_the_next_turn(
    phone_page: Page, release: Release
) -> None:
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    throw(phone_page, "rock")
    is_asked(phone_page)
    phone_page.reload()
    is_asked(phone_page)
    expect(phone_page.locator(_LIT)).to_have_count(1)
    throw(phone_page, "rock")
    expect(phone_page.locator(_LIT)).to_have_count(2)
    assert list(Turn.objects.values_list("number", "move")) == [(1, "rock"), (2, "rock")]


def test_an_answer_that_the_page_did_not_live_to_see_is_not_played_again(
    phone_page: Page, release: Release
) -> None:
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    heard: list[str] = []

    def die(route: Route) -> None:
        heard.append(route.fetch().text())

    phone_page.route(re.compile("/turns$"), die, times=1)
    phone_page.locator("[data-do=move][value=rock]").click()
    while not heard:
        phone_page.wait_for_timeout(50)
    phone_page.reload()
    is_asked(phone_page)
    throw(phone_page, "rock")
    expect(phone_page.locator("[data-line]")).to_have_text("You win the duel!")
    assert Turn.objects.exclude(answer="").count() == 2


def test_without_motion_the_star_shows_its_move_and_stands_still(
    phone_page: Page, release: Release
) -> None:
    phone_page.emulate_media(reduced_motion="reduce")
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    throw(phone_page, "rock")
    star = phone_page.locator("[data-star]")
    expect(star).to_have_attribute("data-move", "scissors")
    expect(star.locator(".star-move-scissors")).to_be_visible()
    expect(star.locator(".star-move-rock")).to_be_hidden()
    assert phone_page.evaluate(_MOVES) == 0


def test_a_key_is_a_move_and_the_result_is_read_aloud(phone_page: Page, release: Release) -> None:
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    phone_page.keyboard.press("s")
    spoken = phone_page.get_by_role("status").filter(has=phone_page.locator("[data-line]"))
    said = "You: Scissors · The star: Scissors"
    expect(spoken).to_contain_text(said, timeout=PATIENCE)


def test_buttons_are_as_large_as_a_thumb_and_inside_the_picture_either_way_up(
    phone_page: Page, release: Release
) -> None:
    to_the_duel(phone_page, release)
    is_asked(phone_page)
    is_for_thumbs(phone_page, "duel")


@pytest.mark.sqlite
def test_on_the_big_screen_by_touch_to_the_code(
    screen_page: Page, worker: Worker, release: Release
) -> None:
    kiosk = to_the_play(screen_page, a_screen(release), "duel", camera=False)
    for _turn in range(2):
        is_asked(kiosk)
        throw(kiosk, "rock")
    shows(kiosk, "result")
    ends_with_the_code(kiosk)
    assert set(Turn.objects.values_list("by", flat=True)) == {"touch"}


@pytest.mark.sqlite
def test_on_the_big_screen_by_hand_to_the_code(
    in_front_of: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    screen = a_screen(release)
    with chromium.visit(in_front_of(HANDS["rock"], LYING), "screen", server.base) as page:
        kiosk = to_the_play(page, screen, "duel")
        ends_with_the_code(kiosk, 3 * PATIENCE)
    turns = Turn.objects.exclude(answer="")
    assert {(turn.move, turn.by) for turn in turns} == {("rock", "camera")}


def test_on_the_big_screen_an_unplugged_camera_ends_no_duel(
    in_front_of: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    screen = a_screen(release)
    with chromium.visit(in_front_of(HANDS["rock"], LYING), "screen", server.base) as page:
        kiosk = to_the_play(page, screen, "duel")
        expect(kiosk.locator(_LIT)).to_have_count(1, timeout=3 * PATIENCE)
        unplug(kiosk, "[data-finder]")
        is_asked(kiosk)
        throw(kiosk, "rock")
        shows(kiosk, "result")
    assert list(Turn.objects.exclude(answer="").values_list("by", flat=True)) == ["camera", "touch"]
