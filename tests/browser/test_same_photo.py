"""One photo, several pictures: it stays on the phone that took it, for that visit alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from campaigns.models import Brand, Campaign, Photo, PhotoJob, Round
from campaigns.plays.style_portrait import StylePortrait
from tests import cast
from tests.support.processes import Server, Worker
from tests.vision.looking import collected

pytestmark = pytest.mark.browser

# Where the phone keeps the photo.
KEPT = "Object.keys(sessionStorage).filter(k => k.startsWith('marquee-last-'))"


def a_photo_campaign(brand: Brand) -> Campaign:
    campaign = cast.a_campaign(brand)
    campaign.settings["countdown"] = 1
    campaign.save()
    cast.a_prize(campaign)
    cast.a_release(campaign)
    return campaign


@pytest.fixture
def brand(server: Server) -> Brand:
    return cast.a_brand(name="Lumo")


@pytest.fixture
def played(phone_page: Page, worker: Worker, person: Path, brand: Brand) -> Page:
    """A phone on the page of its first picture; the brand has another campaign."""
    first, _other = (a_photo_campaign(brand) for _ in range(2))
    to_the_consent(phone_page, first)
    expect(offer(phone_page)).to_be_hidden()
    phone_page.locator("[data-step=consent] [data-do=camera]").click()
    expect(phone_page.locator("[data-step=camera]")).to_have_attribute("data-state", "open")
    phone_page.locator("[data-do=shoot]").click()
    use_it(phone_page)
    return phone_page


def to_the_consent(page: Page, campaign: Campaign) -> None:
    page.goto(f"/c/{campaign.slug}")
    page.locator("[data-play]").click()
    expect(page.locator("[data-step=consent]")).to_be_visible()


def offer(page: Page) -> Locator:
    return page.locator("[data-step=consent] [data-do=last]")


def use_it(page: Page) -> None:
    page.locator("[data-step=review] [data-do=use]").click()
    page.wait_for_url("**/r/*", timeout=30_000)
    expect(page.locator("[data-picture]")).to_be_visible()


def test_the_photo_makes_another_picture_without_being_taken_again(played: Page) -> None:
    first = Round.objects.get()
    card = played.locator(".products a")
    expect(played.get_by_text("Your photo is still on this phone")).to_be_visible()
    card.click()
    played.locator("[data-play]").click()
    offer(played).click()
    use_it(played)
    second = Round.objects.exclude(pk=first.pk).get()
    assert second.consent_id != first.consent_id
    assert second.release.campaign_id != first.release.campaign_id
    jobs = PhotoJob.objects.order_by("queued_at")
    assert [job.state for job in jobs] == ["done", "done"]
    assert len({job.source_id for job in jobs}) == 2
    # Each round's own copy is erased from the server as soon as its picture is made.
    assert not Photo.objects.filter(kind="upload", erased_at=None).exists()


def test_another_brand_never_sees_it(played: Page) -> None:
    to_the_consent(played, a_photo_campaign(cast.a_brand(name="Other")))
    expect(offer(played)).to_be_hidden()


def test_who_rather_takes_a_new_one_may(played: Page) -> None:
    to_the_consent(played, Campaign.objects.get(slug=played_slug()))
    offer(played).click()
    played.locator("[data-step=review] [data-do=again]").click()
    expect(played.locator("[data-step=camera]")).to_have_attribute("data-state", "open")


def played_slug() -> str:
    return str(Round.objects.get().release.snapshot["campaign"]["slug"])


def test_deleting_the_picture_deletes_the_photo_on_the_phone_too(played: Page) -> None:
    played.locator("[data-erase]").click()
    with played.expect_navigation():
        played.locator("[data-erase-now]").click()
    expect(played.get_by_text("Your picture is gone")).to_be_visible()
    assert played.evaluate(KEPT) == []


def test_what_is_too_large_to_keep_does_not_leave_an_earlier_photo_in_its_place(
    played: Page,
) -> None:
    script = collected("core/lastphoto.js")
    kept = played.evaluate(
        f"""async (script) => {{
          const {{ keepLast }} = await import(script);
          const brand = Number({KEPT}[0].slice("marquee-last-".length));
          await keepLast({{ brand, hours: 1 }}, new Blob([new Uint8Array(1_300_000)]));
          return {KEPT};
        }}""",
        script,
    )
    assert kept == []


def test_on_another_brands_page_its_time_is_up_as_well(played: Page) -> None:
    age(played)
    to_the_consent(played, a_photo_campaign(cast.a_brand(name="Other")))
    assert played.evaluate(KEPT) == []


def age(page: Page) -> None:
    """Let the time of what is kept be up."""
    page.evaluate(
        f"""{KEPT}.forEach(k => sessionStorage[k] =
        JSON.stringify({{...JSON.parse(sessionStorage[k]), until: Date.now() - 1}}))"""
    )


def test_its_time_is_up_when_the_campaigns_is(played: Page) -> None:
    left = played.evaluate(f"{KEPT}.map(k => JSON.parse(sessionStorage[k]).until - Date.now())")
    hours = Round.objects.get().release.snapshot["campaign"]["photo_hours"]
    assert hours * 3_600_000 - 120_000 < left[0] <= hours * 3_600_000
    age(played)
    to_the_consent(played, Campaign.objects.get(slug=played_slug()))
    expect(offer(played)).to_be_hidden()
    assert played.evaluate(KEPT) == []


def test_a_finished_star_photo_is_painted_as_it_is(played: Page, brand: Brand) -> None:
    star = PhotoJob.objects.get()
    assert star.result is not None
    settings = StylePortrait.Settings.defaults() | {"size": "scene"}
    painter = cast.a_campaign(brand, play="style_portrait", settings=settings)
    cast.a_release(painter)
    played.reload()
    card = played.locator("[data-paint]")
    expect(card).to_contain_text("This very picture, painted")
    card.click()
    played.locator("[data-play]").click()
    offer(played).click()
    played.locator("[data-step=review] [data-do=use]").click()
    played.locator("[data-step=style] button").first.click()
    played.wait_for_url("**/r/*", timeout=60_000)
    expect(played.locator("[data-easel]")).to_be_visible()
    painted = PhotoJob.objects.get(round__release__campaign=painter, remake="").result
    assert painted is not None
    assert painted.width / painted.height == pytest.approx(
        star.result.width / star.result.height, rel=0.01
    )
