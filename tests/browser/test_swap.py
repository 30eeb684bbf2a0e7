"""Stepping into the scenes in a real browser: by camera and by touch, on a phone and a screen."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Request, expect

from campaigns.demo.scripts.background_swap import TRAVEL_EN
from campaigns.demo.templates import ART
from campaigns.models import Asset, Coupon, PhotoJob, Release, Round
from campaigns.plays.background_swap import BackgroundSwap
from campaigns.services import assets, eyesight, media
from tests.browser.films import HANDS, HAS_PICTURES, Raised, a_film, an_mp4
from tests.browser.screen.kiosk import LIVE_TRACKS, ends_with_the_code, to_the_play
from tests.browser.visitor import HIDE, ends_with_the_coupon, into_the_play, is_for_thumbs, unplug
from tests.cast import a_brand, a_campaign, a_prize, a_release
from tests.services.screens import a_screen
from tests.support import browser as chromium
from tests.support.photos import PERSON
from tests.support.processes import Server, Worker
from tests.support.waiting import eventually
from tests.vision.looking import collected

pytestmark = pytest.mark.browser

PLAY = BackgroundSwap()
# A machine that is busy loads, counts and answers slowly.
PATIENCE = 45_000
_CHOSEN = "[data-backdrop][aria-pressed=true] span"
_LIVE = "Scissors: the next scene. Open palm: the picture."
_PIXELS = """(picture) => {
  const small = new OffscreenCanvas(90, 120);
  const context = small.getContext("2d");
  context.drawImage(picture, 0, 0, 90, 120);
  return [...context.getImageData(0, 0, 90, 120).data];
}"""


_SCENES_COME_LATE = """
  const decode = HTMLImageElement.prototype.decode;
  const wait = new Promise((resolve) => (globalThis.letThemCome = resolve));
  HTMLImageElement.prototype.decode = async function () {
    if (document.querySelector(`[data-picture="${this.getAttribute("src")}"]`)) await wait;
    return decode.call(this);
  };
"""
_HELD = """async ([script, looks]) => {
  const { Hold } = await import(script);
  const hold = new Hold(["scissors", "paper"]);
  return looks.map(([at, gesture, confidence]) => {
    const { part, done } = hold.note({ gesture, confidence }, at);
    return [Math.round(100 * part), done];
  });
}"""


def a_swap_release(**changes: object) -> Release:
    """The demo's three scenes, published; a coupon for everybody."""
    brand = a_brand(name="Lumo")
    kinds = {"scene": Asset.Kind.SCENE, "foreground": Asset.Kind.FOREGROUND}
    pictures = {
        name: assets.take_in(brand, kinds[name[:-2]], name, (ART / file).read_bytes()).pk
        for name, file in TRAVEL_EN.pictures.items()
    }
    settings = PLAY.Settings.defaults() | TRAVEL_EN.settings | pictures | changes
    campaign = a_campaign(brand, play=PLAY.name, settings=settings)
    a_prize(campaign)
    return a_release(campaign)


@pytest.fixture
def release(server: Server) -> Release:
    return a_swap_release()


@pytest.fixture
def in_front_of(filming: Callable[[Path], Browser], tmp_path: Path) -> Callable[..., Browser]:
    """Launches a browser whose camera films somebody with a raised hand."""

    def launch(hand: Raised) -> Browser:
        return filming(a_film([hand], tmp_path / "hand.mjpeg", seen=336))

    return launch


@pytest.fixture(autouse=True)
def _networks() -> None:
    if eyesight.addresses(PLAY.vision) is None:
        pytest.skip("needs the networks that run in browsers: make test builds them")


def into_the_scenes(page: Page, release: Release, way: str) -> None:
    into_the_play(page, release, "swap", way)


def is_live(page: Page) -> None:
    expect(page.locator("[data-line]")).to_have_text(_LIVE, timeout=PATIENCE)


def seen(
    page: Page, picture: str = "canvas[data-canvas]"
) -> "np.ndarray[tuple[int, int, int], np.dtype[np.int16]]":
    """What the player sees, 120 × 90 px."""
    return np.array(page.locator(picture).evaluate(_PIXELS), np.int16).reshape(120, 90, 4)[..., :3]


def small(data: bytes) -> "np.ndarray[tuple[int, int, int], np.dtype[np.int16]]":
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGB").resize((90, 120)), np.int16)


def made() -> bytes:
    result = PhotoJob.objects.get().result
    assert result is not None
    return media.content(result)


@pytest.mark.sqlite
def test_by_camera_to_the_coupon_and_the_fine_picture_is_what_was_seen(
    phone_page: Page, worker: Worker, release: Release, person: Path
) -> None:
    into_the_scenes(phone_page, release, "camera")
    is_live(phone_page)
    phone_page.locator("[data-backdrop]").nth(1).click()
    expect(phone_page.locator(_CHOSEN)).to_have_text("The moon")
    phone_page.locator("[data-do=shoot]").click()
    expect(phone_page.locator("[data-count]")).to_have_text("3")
    # The quick picture is there at once, while the fine one is being made.
    shot = "[data-step=wait] img[data-shot]"
    expect(phone_page.locator(shot)).to_be_visible(timeout=PATIENCE)
    quick = seen(phone_page, shot)
    ends_with_the_coupon(phone_page)
    assert PhotoJob.objects.get().choice == 2
    fine = small(made())
    apart = np.abs(quick - fine).max(axis=2)
    # But for the edges and the light on the player, above the foreground and the AI label.
    assert np.median(apart[:100]) < 16
    assert np.mean(apart[:100] > 70) < 0.08
    moon = small((ART / "moon-scene.webp").read_bytes())
    assert np.abs(fine - moon)[:100].max(axis=2)[40:, 30:60].mean() > 40


def test_scissors_that_are_held_lead_to_the_next_scene(
    in_front_of: Callable[..., Browser], server: Server, release: Release
) -> None:
    with chromium.visit(in_front_of(HANDS["scissors"][0]), "phone", server.base) as page:
        into_the_scenes(page, release, "camera")
        is_live(page)
        expect(page.locator(_CHOSEN)).to_have_text("The moon", timeout=PATIENCE)
        # Held on, they mean nothing more: a scene is to be looked at.
        page.wait_for_timeout(2500)
        expect(page.locator(_CHOSEN)).to_have_text("The moon")


def test_an_open_palm_that_is_held_takes_the_picture_to_the_coupon(
    in_front_of: Callable[..., Browser], server: Server, worker: Worker, release: Release
) -> None:
    with chromium.visit(in_front_of(HANDS["paper"][0]), "phone", server.base) as page:
        into_the_scenes(page, release, "camera")
        ends_with_the_coupon(page)


_CUT = """async ([script, fine]) => {
  if (!fine) {
    const open = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === "webgl2" ? null : open.call(this, kind, ...rest);
    };
  }
  const { openCutter } = await import(script);
  const frame = new OffscreenCanvas(320, 320);
  const paint = frame.getContext("2d");
  paint.fillStyle = "rgb(0 255 0)";
  paint.fillRect(0, 0, 320, 320);
  paint.fillStyle = "rgb(255 0 0)";
  paint.fillRect(0, 0, 166, 320);
  const mask = { data: new Uint8Array(32 * 32), width: 32, height: 32 };
  const steps = { 14: 255, 15: 230, 16: 150, 17: 60 };
  for (let at = 0; at < mask.data.length; at += 1)
    mask.data[at] = at % 32 < 14 ? 255 : (steps[at % 32] ?? 0);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 320;
  canvas.getContext("2d").drawImage(frame, 0, 0);
  const seen = new OffscreenCanvas(320, 320).getContext("2d");
  const cutter = openCutter();
  seen.drawImage(cutter.cut(canvas, mask), 0, 0);
  cutter.close();
  return [...seen.getImageData(0, 160, 320, 1).data];
}"""


def cut(page: Page, *, fine: bool) -> "np.ndarray[tuple[int, int], np.dtype[np.int16]]":
    """A row of a cut-out: a red player up to column 166, green behind; a mask of 32 columns."""
    page.goto("/healthz/web")
    told = page.evaluate(_CUT, [collected("plays/background_swap/session/cutter.js"), fine])
    return np.array(told, np.int16).reshape(320, 4)


@pytest.mark.parametrize("fine", [True, False])
def test_a_cutout_is_whole_inside_empty_outside_and_soft_between(
    phone_page: Page, fine: bool
) -> None:
    alpha = cut(phone_page, fine=fine)[:, 3]
    assert (alpha[:140] == 255).all()
    assert (alpha[200:] == 0).all()
    # The GPU follows an edge as sharp as this one.
    assert ((alpha > 20) & (alpha < 235)).sum() >= (1 if fine else 4)
    assert (np.diff(alpha) <= 2).all()


def test_with_a_gpu_the_edge_is_the_players_own_and_without_a_rim_of_the_background(
    phone_page: Page,
) -> None:
    row = cut(phone_page, fine=True)
    edge = int(np.argmax(row[:, 3] < 128))
    assert abs(edge - 166) <= 4
    halo = (row[:, 3] > 40) & (row[:, 1] > row[:, 0])
    assert halo.sum() <= 3


def test_a_camera_that_stops_is_no_end_the_drawn_figure_takes_over(
    phone_page: Page, release: Release, person: Path
) -> None:
    into_the_scenes(phone_page, release, "camera")
    is_live(phone_page)
    unplug(phone_page, "[data-view]")
    expect(phone_page.locator("[data-line]")).to_have_text(
        "The camera stopped, so a drawn figure stands in for you.", timeout=PATIENCE
    )
    expect(phone_page.locator("[data-step=swap][data-way=touch]")).to_be_visible()


def test_who_turns_the_phone_and_looks_away_stands_in_the_scene_again(
    phone_page: Page, worker: Worker, release: Release, person: Path
) -> None:
    into_the_scenes(phone_page, release, "camera")
    is_live(phone_page)
    phone_page.set_viewport_size({"width": 844, "height": 390})
    phone_page.evaluate(HIDE, True)
    assert phone_page.evaluate("document.querySelector('[data-view] video').srcObject") is None
    phone_page.evaluate(HIDE, False)
    phone_page.locator("[data-do=shoot]").click()
    ends_with_the_coupon(phone_page)
    assert PhotoJob.objects.get().figure is None


def test_two_tabs_make_one_picture_and_win_once(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    into_the_scenes(phone_page, release, "figures")
    second = phone_page.context.new_page()
    second.goto(phone_page.url)
    second.locator("[data-play]").click()
    second.locator("[data-do=shoot]").click()
    ends_with_the_coupon(second)
    phone_page.wait_for_url(re.compile("/r/"), timeout=PATIENCE)
    assert Round.objects.count() == Coupon.objects.count() == 1


def shown(*runs: tuple[int, int, str], sure: float = 0.9) -> list[tuple[int, str, float]]:
    """Looks 100 ms apart: (from ms, to ms, gesture)."""
    return [(at, name, sure) for start, end, name in runs for at in range(start, end, 100)]


def test_a_gesture_counts_once_it_was_held_and_once_only(phone_page: Page) -> None:
    def done(looks: list[tuple[int, str, float]]) -> list[int]:
        told = phone_page.evaluate(
            _HELD, [collected("plays/background_swap/session/hold.js"), looks]
        )
        return [at for (at, *_rest), (_part, is_done) in zip(looks, told, strict=True) if is_done]

    phone_page.goto("/healthz/web")
    assert done(shown((0, 3000, "scissors"))) == [700]
    assert done(shown((0, 600, "scissors"), (600, 3000, "none"))) == []
    assert done(shown((0, 3000, "rock"))) == []
    assert done(shown((0, 3000, "scissors"), sure=0.3)) == []
    # A look or two that lost the hand take nothing back; put down and up again it counts anew.
    flicker = ((0, 400, "scissors"), (400, 600, "none"), (600, 2000, "scissors"))
    assert done(shown(*flicker)) == [700]
    again = ((0, 1000, "paper"), (1000, 2000, "none"), (2000, 3000, "paper"))
    assert done(shown(*again)) == [700, 2700]
    other = ((0, 500, "scissors"), (500, 2000, "paper"))
    assert done(shown(*other)) == [1400]


@pytest.mark.sqlite
def test_by_touch_to_the_coupon_and_no_photo_is_sent(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    into_the_scenes(phone_page, release, "figures")
    expect(phone_page.locator("[data-step=swap][data-way=touch]")).to_be_visible()
    phone_page.locator("[data-backdrop]").nth(2).click()
    phone_page.locator("[data-do=figure][value='2']").click()
    phone_page.wait_for_load_state("networkidle")  # of the scene and the figure
    phone_page.wait_for_timeout(1200)
    live = seen(phone_page)
    phone_page.locator("[data-do=shoot]").click()
    ends_with_the_coupon(phone_page)
    job = PhotoJob.objects.get()
    assert (job.source, job.figure, job.choice) == (None, 2, 3)
    assert np.median(np.abs(live - small(made()))) < 8


def test_a_picture_taken_before_the_scene_has_come_waits_for_it(
    phone_page: Page, release: Release
) -> None:
    phone_page.add_init_script(_SCENES_COME_LATE)
    into_the_scenes(phone_page, release, "figures")
    phone_page.locator("[data-do=shoot]").click()
    phone_page.wait_for_timeout(1000)
    expect(phone_page.locator("[data-step=swap]")).to_be_visible()
    phone_page.evaluate("globalThis.letThemCome()")
    shot = "[data-step=wait] img[data-shot]"
    expect(phone_page.locator(shot)).to_be_visible(timeout=PATIENCE)
    scene = small((ART / TRAVEL_EN.pictures["scene_1"]).read_bytes())
    assert np.median(np.abs(seen(phone_page, shot) - scene)) < 8


def test_a_photo_of_the_album_does_as_well(
    blind_page: Page, worker: Worker, release: Release, person: Path
) -> None:
    into_the_scenes(blind_page, release, "camera")
    expect(blind_page.locator("[data-line]")).to_have_text(
        "No camera here, so a drawn figure stands in for you.", timeout=PATIENCE
    )
    blind_page.locator("[data-step=swap] input[type=file]").set_input_files(PERSON)
    ends_with_the_coupon(blind_page)


def test_swipes_and_arrow_keys_change_the_scene(phone_page: Page, release: Release) -> None:
    into_the_scenes(phone_page, release, "figures")
    chosen = phone_page.locator(_CHOSEN)
    expect(chosen).to_have_text("Tea garden")
    phone_page.keyboard.press("ArrowLeft")
    expect(chosen).to_have_text("Lotus pond")
    phone_page.keyboard.press("ArrowRight")
    expect(chosen).to_have_text("Tea garden")
    box = phone_page.locator("[data-view]").bounding_box()
    assert box is not None
    phone_page.mouse.move(box["x"] + 250, box["y"] + 200)
    phone_page.mouse.down()
    phone_page.mouse.move(box["x"] + 120, box["y"] + 210, steps=5)
    phone_page.mouse.up()
    expect(chosen).to_have_text("The moon")


def test_a_clip_is_played_and_saved_here_and_no_byte_of_it_is_sent(
    phone_page: Page, release: Release, person: Path
) -> None:
    sent: list[tuple[str, int]] = []

    def note(request: Request) -> None:
        if request.method != "GET" and request.url.startswith("http"):
            sent.append((request.url, len(request.post_data_buffer or b"")))

    phone_page.on("request", note)
    into_the_scenes(phone_page, release, "camera")
    is_live(phone_page)
    sent.clear()
    phone_page.locator("[data-do=clip]").click()
    expect(phone_page.locator("[data-step=swap][data-recording]")).to_be_visible(timeout=PATIENCE)
    phone_page.wait_for_timeout(1500)
    phone_page.locator("[data-do=clip]").click()
    film = phone_page.locator("[data-replay] video")
    expect(film).to_be_visible(timeout=PATIENCE)
    # Asked in the page: what is polled from outside is a string, which its policy forbids.
    assert film.evaluate(HAS_PICTURES)
    assert phone_page.evaluate("document.querySelector('[data-view] video').srcObject") is None
    with phone_page.expect_download() as started:
        phone_page.locator("[data-replay] a[download]").click()
    assert started.value.suggested_filename.startswith("marquee.")
    assert started.value.path().stat().st_size > 10_000
    # What the page has seen is counted in a few hundred bytes; a clip has thousands.
    assert not [(url, size) for url, size in sent if size > 2_000]
    assert not PhotoJob.objects.exists()
    phone_page.locator("[data-replay] [data-back]").click()
    expect(film).to_be_hidden()
    is_live(phone_page)


def test_where_the_operator_wants_no_clips_there_is_no_button(
    phone_page: Page, server: Server
) -> None:
    into_the_scenes(phone_page, a_swap_release(clip=0), "figures")
    expect(phone_page.locator("[data-step=swap] [data-do=clip]")).to_be_hidden()


def test_a_page_that_is_loaded_again_goes_on_with_the_picture_that_was_sent(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    into_the_scenes(phone_page, release, "figures")
    phone_page.context.set_offline(True)
    phone_page.locator("[data-do=shoot]").click()
    expect(phone_page.locator("[data-step=wait][data-waiting]")).to_be_visible(timeout=PATIENCE)
    phone_page.context.set_offline(False)
    phone_page.reload()
    ends_with_the_coupon(phone_page)
    assert Round.objects.count() == 1


def test_buttons_are_as_large_as_a_thumb_and_inside_the_picture_either_way_up(
    phone_page: Page, release: Release
) -> None:
    into_the_scenes(phone_page, release, "figures")
    is_for_thumbs(phone_page, "swap")


def test_without_motion_the_scenes_stand_still(phone_page: Page, release: Release) -> None:
    phone_page.emulate_media(reduced_motion="reduce")
    into_the_scenes(phone_page, release, "figures")
    phone_page.wait_for_timeout(800)
    first = seen(phone_page)
    phone_page.wait_for_timeout(800)
    assert (seen(phone_page) == first).all()


def a_filmed_release(page: Page) -> Release:
    """The first scene is a green film, though its picture is the demo's."""
    film = an_mp4(page, "rgb(0, 160, 0)")
    campaign = a_swap_release(motion=False).campaign
    asset = assets.take_in(campaign.brand, Asset.Kind.FILM, "green.mp4", film)
    campaign.settings |= {"film_1": asset.pk}
    campaign.save()
    return a_release(campaign)


def greenness(picture: "np.ndarray[tuple[int, int, int], np.dtype[np.int16]]") -> float:
    """The share of it, below the film's bar, that has the film's colour."""
    apart = np.abs(picture[10:] - np.array([0, 160, 0])).max(axis=2)
    return float(np.mean(apart < 40))


def test_a_film_plays_behind_the_player_and_the_photo_is_made_with_the_picture(
    phone_page: Page, worker: Worker
) -> None:
    release = a_filmed_release(phone_page)
    into_the_scenes(phone_page, release, "figures")
    expect(phone_page.locator("[data-step=swap][data-way=touch]")).to_be_visible()
    eventually(lambda: greenness(seen(phone_page)) > 0.4, wanted=True)
    phone_page.locator("[data-backdrop]").nth(1).click()
    eventually(lambda: greenness(seen(phone_page)) < 0.1, wanted=True)
    phone_page.locator("[data-backdrop]").nth(0).click()
    eventually(lambda: greenness(seen(phone_page)) > 0.4, wanted=True)
    phone_page.locator("[data-do=shoot]").click()
    ends_with_the_coupon(phone_page)
    assert greenness(small(made())) < 0.1


def test_without_motion_a_film_costs_nothing_and_its_picture_stands(phone_page: Page) -> None:
    release = a_filmed_release(phone_page)
    asked: list[str] = []
    phone_page.on("request", lambda request: asked.append(request.url))
    phone_page.emulate_media(reduced_motion="reduce")
    into_the_scenes(phone_page, release, "figures")
    phone_page.wait_for_timeout(1500)
    assert greenness(seen(phone_page)) < 0.1
    assert not [url for url in asked if url.endswith(".mp4")]


@pytest.mark.sqlite
def test_on_the_big_screen_by_camera_to_the_code(
    screen_page: Page, worker: Worker, release: Release, person: Path
) -> None:
    kiosk = to_the_play(screen_page, a_screen(release), "swap")
    is_live(kiosk)
    # The device is everybody's: nothing may stay on it.
    expect(kiosk.locator("[data-scene=swap] [data-do=clip]")).to_have_count(0)
    kiosk.locator("[data-do=shoot]").click()
    ends_with_the_code(kiosk, 2 * PATIENCE)
    assert kiosk.evaluate(LIVE_TRACKS) == 0


@pytest.mark.sqlite
def test_on_the_big_screen_by_touch_to_the_code(
    screen_page: Page, worker: Worker, release: Release
) -> None:
    kiosk = to_the_play(screen_page, a_screen(release), "swap", camera=False)
    expect(kiosk.locator("[data-scene=swap][data-way=touch]")).to_be_visible(timeout=PATIENCE)
    kiosk.locator("[data-do=shoot]").click()
    expect(kiosk.locator("body")).to_have_attribute("data-now", "result", timeout=2 * PATIENCE)
    assert PhotoJob.objects.get().figure == 1
    # Meanwhile the picture stood there as it was seen, and not turned round.
    expect(kiosk.locator("canvas[data-slot=shot][data-as-seen]")).to_have_count(1)


def test_on_the_big_screen_a_camera_that_stops_is_no_end(
    screen_page: Page, worker: Worker, release: Release, person: Path
) -> None:
    kiosk = to_the_play(screen_page, a_screen(release), "swap")
    is_live(kiosk)
    unplug(kiosk, "[data-view]")
    expect(kiosk.locator("[data-scene=swap][data-way=touch]")).to_be_visible(timeout=PATIENCE)
    kiosk.locator("[data-do=shoot]").click()
    expect(kiosk.locator("body")).to_have_attribute("data-now", "result", timeout=2 * PATIENCE)
    assert PhotoJob.objects.get().figure == 1
