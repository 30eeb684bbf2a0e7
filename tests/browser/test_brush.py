"""The brush in a real browser: the picture follows the finger, and is painted where it rests."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import inference
from campaigns.models import Coupon, Draw, Photo, PhotoJob, Release, Round, Screen
from campaigns.plays.style_portrait import STOPS, Settings, StylePortrait, setting
from campaigns.services import judging, media
from tests import cast
from tests.browser.screen.kiosk import shows, to_the_play
from tests.browser.visitor import ends_with_the_coupon, into_the_play
from tests.support.processes import Server, Worker
from tests.support.waiting import eventually

pytestmark = pytest.mark.browser

PLAY = StylePortrait()
# A busy machine paints a ladder for a while.
PATIENCE = 60_000
_SHARES = """() => [...document.querySelectorAll(".easel-layer:not(.easel-exact)")]
  .map((layer) => Number(layer.style.opacity))"""


@pytest.fixture
def release(server: Server) -> Release:
    return a_studio()


def a_studio(**changes: object) -> Release:
    settings = Settings.defaults() | {"countdown": 1} | changes
    campaign = cast.a_campaign(play=PLAY.name, settings=settings)
    cast.a_prize(campaign)
    return cast.a_release(campaign)


def painted(page: Page, release: Release, style: int | None = 1) -> None:
    """Play with a drawn sitter, to the picture with its brush."""
    into_the_play(page, release, "figures", "figures")
    page.locator("[data-step=figures] button[value='1']").click()
    if style is not None:
        page.locator(f"[data-step=style] button[value='{style}']").click()
    ends_with_the_coupon(page)
    expect(page.locator("[data-easel]")).to_be_visible()


def ladder_is_there(page: Page, style: int = 1) -> None:
    stack = page.locator(f".easel-stack[data-ladder='{style}']")
    expect(stack).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".easel-layer:not(.easel-exact)")).to_have_count(len(STOPS))


def drag_to(page: Page, brush: float, *, let_go: bool = True) -> None:
    """Pull the slider there with a finger, step by step."""
    slider = page.locator("[data-brush]")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    thumb = 28
    now = float(slider.input_value()) / 100

    def at(share: float) -> float:
        assert box is not None
        return box["x"] + thumb / 2 + share * (box["width"] - thumb)

    page.mouse.move(at(now), box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(at(brush), box["y"] + box["height"] / 2, steps=6)
    if let_go:
        page.mouse.up()


def brush_of(page: Page) -> float:
    return float(page.locator("[data-brush]").input_value()) / 100


def kept_in_full(page: Page) -> None:
    says = page.locator("[data-says]")
    expect(says).to_have_text(re.compile("^Painted"), timeout=PATIENCE)


def test_the_picture_follows_the_finger_and_is_painted_anew_where_it_rests(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    painted(phone_page, release)
    first = phone_page.locator("[data-picture]").get_attribute("src")
    ladder_is_there(phone_page)
    drag_to(phone_page, 0.85, let_go=False)
    brush = brush_of(phone_page)
    assert 0.77 < brush < 0.93
    shares = phone_page.evaluate(_SHARES)
    assert shares == pytest.approx([0, 0, 0, 1, (brush - 0.75) / 0.25])
    phone_page.mouse.up()
    expect(phone_page.locator(f".easel-stack[data-exact='{brush:g}']")).to_be_visible(
        timeout=PATIENCE
    )
    kept_in_full(phone_page)
    picture = phone_page.locator("[data-picture]")
    now = picture.get_attribute("src")
    assert now != first
    assert phone_page.locator("[data-save]").get_attribute("href") == now
    assert phone_page.evaluate(_SHARES) == [0] * len(STOPS)
    played = Round.objects.get()
    shown = judging.shown_by(played)
    assert shown is not None
    assert (shown.remake, shown.facts["brush"]) == ("full", brush)
    assert (Draw.objects.count(), Coupon.objects.count()) == (1, 1)


def test_the_brush_is_where_it_was_after_the_page_is_loaded_again(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    painted(phone_page, release)
    phone_page.locator("[data-brush]").focus()
    phone_page.keyboard.press("End")
    kept_in_full(phone_page)
    phone_page.reload()
    assert brush_of(phone_page) == 1
    kept = judging.picture_of(Round.objects.get())
    assert kept is not None
    picture = phone_page.locator("[data-picture]")
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth)") == kept.width


def test_another_style_is_tried_on_the_same_picture(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    painted(phone_page, release)
    chips = phone_page.locator("[data-easel] [data-styles] button")
    expect(chips).to_have_count(PLAY.choices(release.snapshot["play"]["settings"]))
    expect(chips.first).to_have_attribute("aria-pressed", "true")
    before = pixels(judging.picture_of(Round.objects.get()))
    chips.nth(1).click()
    expect(chips.nth(1)).to_have_attribute("aria-pressed", "true")
    kept_in_full(phone_page)
    after = pixels(judging.picture_of(Round.objects.get()))
    assert before.shape == after.shape
    assert np.abs(before - after).mean() > 4
    ladder_is_there(phone_page, 2)


def test_who_saves_in_a_hurry_gets_the_picture_that_is_seen(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    painted(phone_page, release)
    drag_to(phone_page, 0.1)
    brush = brush_of(phone_page)
    with phone_page.expect_download(timeout=PATIENCE) as saved:
        phone_page.locator("[data-save]").click()
    shown = judging.shown_by(Round.objects.get())
    assert shown is not None
    assert shown.facts["brush"] == brush
    assert shown.result is not None
    assert Path(saved.value.path()).read_bytes() == media.content(shown.result)


def test_without_a_network_the_picture_follows_all_the_same(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    painted(phone_page, release)
    ladder_is_there(phone_page)
    phone_page.context.set_offline(True)
    drag_to(phone_page, 0.3)
    assert sum(share > 0 for share in phone_page.evaluate(_SHARES)) == 2
    expect(phone_page.locator("[data-says]")).to_contain_text("network is away", timeout=PATIENCE)
    phone_page.context.set_offline(False)
    kept_in_full(phone_page)


def test_a_picture_that_was_deleted_takes_brush_photo_and_drafts_along(
    phone_page: Page, worker: Worker, release: Release
) -> None:
    painted(phone_page, release)
    ladder_is_there(phone_page)
    phone_page.locator("[data-erase]").click()
    phone_page.locator("[data-erase-now]").click()
    expect(phone_page.get_by_text("Your picture is gone")).to_be_visible()
    expect(phone_page.locator("[data-easel]")).to_have_count(0)
    assert not Photo.objects.exclude(file="").exists()


def test_one_style_alone_is_not_asked_for(phone_page: Page, worker: Worker, server: Server) -> None:
    release = a_studio(**{setting(style): style == "oil" for style in inference.styles()})
    painted(phone_page, release, style=None)
    expect(phone_page.locator("[data-easel] [data-styles]")).to_be_hidden()
    assert PhotoJob.objects.filter(remake="").get().facts["style"] == "oil"


def test_a_selfie_is_painted_in_the_style_that_was_chosen(
    phone_page: Page, worker: Worker, person: Path, release: Release
) -> None:
    into_the_play(phone_page, release, "camera", "camera")
    expect(phone_page.locator("[data-step=camera]")).to_have_attribute("data-state", "open")
    phone_page.locator("[data-do=shoot]").click()
    phone_page.locator("[data-step=review] [data-do=use]").click(timeout=PATIENCE)
    phone_page.locator("[data-step=style] button[value='2']").click()
    ends_with_the_coupon(phone_page)
    job = PhotoJob.objects.filter(remake="").get()
    assert job.choice == 2
    assert job.facts["figure"] is None
    # What was sent is erased; what it is painted from is kept, and nothing else.
    assert job.source is not None
    assert job.source.erased_at is not None
    assert job.kept is not None
    assert job.kept.erased_at is None


def test_on_the_big_screen_the_visitor_moves_the_brush_and_takes_it_along(
    screen_page: Page, phone_page: Page, worker: Worker, person: Path, release: Release
) -> None:
    place = release.campaign.placements.get()
    screen = Screen.objects.create(brand=release.campaign.brand, name="Atrium", placement=place)
    kiosk = to_the_play(screen_page, screen, "camera")
    shows(kiosk, "style")
    kiosk.locator("[data-scene=style] button[value='1']").click()
    shows(kiosk, "result")
    kept_on_the_screen(kiosk, 0.5)
    step = kiosk.locator("[data-brush-step][value='100']")
    step.click()
    expect(step).to_have_attribute("aria-pressed", "true")
    kept_on_the_screen(kiosk, 1.0)
    drag_to(kiosk, 0.2)
    kept_on_the_screen(kiosk, 0.2)
    played = Round.objects.get()
    phone_page.goto(f"/t/{played.take_token}")
    ends_with_the_coupon(phone_page)
    expect(phone_page.locator("[data-easel] [data-brush]")).to_be_visible()


def kept_on_the_screen(kiosk: Page, brush: float) -> None:
    """Wait until what is seen there is the round's picture, painted with that brush."""
    full = PhotoJob.objects.exclude(remake=PhotoJob.Remake.DRAFT).filter(state="done")
    eventually(lambda: full.latest("queued_at").facts["brush"], pytest.approx(brush, abs=0.03))
    expect(kiosk.locator("[data-scene=result] .easel-stack:not([data-busy])")).to_be_visible()


def pixels(photo: Photo | None) -> "np.ndarray[tuple[int, ...], np.dtype[np.int16]]":
    assert photo is not None
    return np.asarray(Image.open(io.BytesIO(media.content(photo))), np.int16)
