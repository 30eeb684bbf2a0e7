"""The first road from end to end: built at the desk, played on a phone, counted in the report."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from campaigns.demo.templates import ART
from campaigns.models import Brand, Campaign, Coupon, Event, Placement
from campaigns.services import reporting
from tests.cast import PASSWORD, a_brand, an_operator
from tests.support.processes import Server, Worker
from tests.support.waiting import eventually

pytestmark = pytest.mark.browser

FOLLOW = "/healthz/web"


def test_built_at_the_desk_played_on_a_phone_and_counted_once(
    server: Server, worker: Worker, desk_page: Page, phone_page: Page, person: Path
) -> None:
    brand = a_brand(name="Lumo")
    sign_in(desk_page, brand)
    build_and_publish(desk_page, follow=server.address(FOLLOW))
    campaign = Campaign.objects.get()
    place = Placement.objects.get(name="Gate 7")

    shown_code = play(phone_page, place)

    coupon = Coupon.objects.get(state=Coupon.State.CLAIMED)
    assert shown_code == coupon.code
    follow_the_store(phone_page)
    phone_page.reload()
    assert code_on(phone_page) == coupon.code
    each_step_counts_once(campaign, place)
    desk_page.goto(f"/admin/campaigns/campaign/{campaign.pk}/report/")
    expect(desk_page.get_by_role("row", name=re.compile("Gate 7")).first).to_be_visible()


def sign_in(page: Page, brand: Brand) -> None:
    operator = an_operator(brand)
    page.goto("/admin/")
    page.fill("[name=username]", operator.get_username())
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("link", name="New campaign").first.click()


def build_and_publish(page: Page, follow: str) -> None:
    """Every step with the mouse, as an operator would; pictures are uploaded in place."""
    page.fill("[name=name]", "Opening night")
    page.get_by_role("button", name="Start the campaign").click()
    upload(page, "scene", "stage-scene.webp")
    upload(page, "star", "stage-star.webp")
    save_and_go_on(page, "look")
    page.fill("[name=b0-title]", "On stage tonight")
    save_and_go_on(page, "prizes")
    page.get_by_role("link", name="Add a prize").click()
    page.fill("[name=name]", "10 off")
    page.check("[name=kind][value=generated]")
    page.fill("[name=stock]", "5")
    page.get_by_role("button", name="Save the prize").click()
    go_to(page, "store")
    page.locator("details:has([name=link-label]) > summary").click()
    page.fill("[name=link-label]", "Follow Lumo")
    page.fill("[name=link-url]", follow)
    page.locator("button[value=link]").click()
    go_to(page, "places")
    page.fill("[name=place-name]", "Gate 7")
    page.get_by_role("button", name="Add a place").click()
    go_to(page, "publish")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("Release #"))).to_be_visible()


def upload(page: Page, kind: str, file: str) -> None:
    # The page's script must be there to hear of the file.
    page.wait_for_load_state()
    picker = page.locator(f"[data-picker]:has([name={kind}])")
    before = picker.locator(f"[name={kind}]").count()
    picker.locator("[type=file]").set_input_files(ART / file)
    expect(picker.locator(f"[name={kind}]")).to_have_count(before + 1, timeout=20_000)


def save_and_go_on(page: Page, step: str) -> None:
    page.locator("button[name=next]").click()
    page.wait_for_url(re.compile(f"/build/{step}/"))


def go_to(page: Page, step: str) -> None:
    page.goto(re.sub(r"/build/.*", f"/build/{step}/", page.url))


def play(page: Page, place: Placement) -> str:
    """Scans the place's code, consents, takes a selfie; returns the coupon's code on the page."""
    page.goto(f"/q/{place.code}")
    page.locator("[data-play]").click()
    page.locator("[data-step=consent] [data-do=camera]").click()
    expect(page.locator("[data-step=camera]")).to_have_attribute("data-state", "open")
    page.locator("[data-do=shoot]").click()
    page.locator("[data-step=review] [data-do=use]").click()
    page.wait_for_url(re.compile("/r/"), timeout=30_000)
    picture = page.locator("main img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth)") == 1080
    return code_on(page)


def code_on(page: Page) -> str:
    return page.locator("[data-copy]").first.get_attribute("data-copy") or ""


def follow_the_store(page: Page) -> None:
    page.get_by_role("link", name="Follow Lumo").click()
    page.wait_for_url(re.compile(FOLLOW))
    page.go_back()


def each_step_counts_once(campaign: Campaign, place: Placement) -> None:
    names = ("view", "start", "photo", "result", "coupon", "follow")
    met = Event.objects.filter(campaign=campaign, placement=place)
    eventually(lambda: sorted(met.values_list("name", flat=True)), sorted(names))
    today = timezone.localdate()
    total = reporting.funnel(campaign, today, today).total.steps
    assert [(total[name].count, total[name].people) for name in names] == [(1, 1)] * len(names)
