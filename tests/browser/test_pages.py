"""The player's page in a real browser: light, readable by machines, and what it does in a play."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Response, Route, expect

from campaigns.models import Campaign, Coupon, Event, Round
from tests import cast
from tests.support.processes import Server, Worker

pytestmark = pytest.mark.browser

# What a screen reader would meet without a word for it.
_NAMELESS = """() => {
  const picture = (e) => e.tagName === "IMG";
  const named = (e) => picture(e) ? e.hasAttribute("alt")
    : e.textContent.trim() || e.ariaLabel || e.labels?.length || e.querySelector("img")?.alt;
  const met = document.querySelectorAll("a, button, input, summary, img, video, dialog");
  return [...met].filter((e) => !named(e)).map((e) => e.outerHTML);
}"""


@pytest.fixture
def campaign(server: Server) -> Campaign:
    brand = cast.a_brand(name="Lumo")
    brand.logo = cast.an_asset(brand, "logo")
    brand.save()
    sections = cast.the_sections()
    sections[0]["data"] |= {"picture": cast.an_asset(brand, "picture").pk, "line": "Come in"}
    campaign = cast.a_campaign(brand, sections=sections)
    campaign.settings["countdown"] = 1
    campaign.save()
    campaign.products.set([cast.a_product(brand, picture=cast.an_asset(brand, "picture"))])
    cast.a_prize(campaign)
    cast.a_release(campaign)
    return campaign


def _lose(route: Route, ending: str) -> None:
    route.abort() if route.request.url.endswith(ending) else route.continue_()


def to_the_camera(page: Page, campaign: Campaign) -> None:
    page.goto(f"/c/{campaign.slug}")
    page.locator("[data-play]").click()
    page.locator("[data-step=consent] [data-do=camera]").click()
    expect(page.locator("[data-step=camera]")).to_have_attribute("data-state", "open")


def past_the_camera(page: Page, campaign: Campaign) -> None:
    """Consent given, camera refused: the other ways are offered."""
    page.goto(f"/c/{campaign.slug}")
    page.locator("[data-play]").click()
    page.locator("[data-step=consent] [data-do=camera]").click()
    expect(page.locator("[data-step=choose]")).to_be_visible()


def to_the_review(page: Page, campaign: Campaign) -> None:
    to_the_camera(page, campaign)
    page.locator("[data-do=shoot]").click()
    expect(page.locator("[data-step=review]")).to_be_visible()


def to_the_result(page: Page, campaign: Campaign) -> None:
    to_the_review(page, campaign)
    page.locator("[data-do=use]").click()
    page.wait_for_url("**/r/*")


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("height", [640, 740, 844])
def test_the_first_view_ends_at_the_button_and_cuts_nothing_in_two(
    phone_page: Page, campaign: Campaign, height: int
) -> None:
    phone_page.set_viewport_size({"width": 360, "height": height})
    phone_page.goto(f"/c/{campaign.slug}")
    button = top(phone_page, ".dock .button")
    assert bottom(phone_page, ".lead") < button
    beneath = top(phone_page, ".steps") >= button
    assert beneath or bottom(phone_page, ".steps") < button


@pytest.mark.parametrize("size", [(844, 390), (667, 320)])
def test_on_a_phone_lying_down_the_whole_sign_stands_beside_the_button(
    phone_page: Page, campaign: Campaign, size: tuple[int, int]
) -> None:
    width, height = size
    phone_page.set_viewport_size({"width": width, "height": height})
    phone_page.goto(f"/c/{campaign.slug}")
    assert bottom(phone_page, ".lead") <= height
    sign, button = (phone_page.locator(it).bounding_box() for it in (".sign", ".dock .button"))
    assert sign is not None
    assert button is not None
    assert sign["x"] + sign["width"] <= button["x"]


def test_the_first_load_is_light(phone_page: Page, campaign: Campaign) -> None:
    seen: list[Response] = []
    phone_page.on("response", lambda response: seen.append(response))
    phone_page.goto(f"/c/{campaign.slug}", wait_until="networkidle")
    loaded = [response for response in seen if "/api/" not in response.url]
    scripts = [response for response in loaded if response.url.endswith(".js")]
    assert len(loaded) <= 12, [response.url for response in loaded]
    assert sum(len(response.body()) for response in loaded) <= 200_000
    assert sum(len(response.body()) for response in scripts) <= 60_000


def test_looking_at_the_page_leaves_no_cookie_and_one_view(
    phone_page: Page, campaign: Campaign
) -> None:
    phone_page.goto(f"/c/{campaign.slug}")
    with phone_page.expect_response("**/api/events") as answer:
        pass
    assert answer.value.status == 202
    assert phone_page.context.cookies() == []
    assert Event.objects.get(campaign=campaign).name == "view"


def test_machines_can_read_the_page(phone_page: Page, campaign: Campaign) -> None:
    phone_page.goto(f"/c/{campaign.slug}")
    phone_page.locator("[data-play]").click()
    nameless = phone_page.evaluate(_NAMELESS)
    assert nameless == []
    assert phone_page.locator("h1").count() == 1
    assert phone_page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size"
        " === document.querySelectorAll('[id]').length"
    )


def test_every_button_is_large_enough_for_a_thumb(phone_page: Page, campaign: Campaign) -> None:
    phone_page.goto(f"/c/{campaign.slug}")
    boxes = [button.bounding_box() for button in phone_page.locator(".button:visible").all()]
    assert boxes
    assert all(box and box["height"] >= 48 for box in boxes)


def test_nothing_is_asked_of_the_camera_or_the_server_before_consent(
    phone_page: Page, campaign: Campaign
) -> None:
    phone_page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => { window.asked = true; throw new Error(); }"
    )
    phone_page.goto(f"/c/{campaign.slug}")
    phone_page.locator("[data-play]").click()
    expect(phone_page.locator("[data-step=consent] h2")).to_be_focused()
    phone_page.locator("[data-close]").click()
    expect(phone_page.locator("#sheet")).not_to_be_visible()
    assert phone_page.evaluate("window.asked") is None
    assert not Round.objects.exists()


def test_the_back_button_closes_the_camera_and_leaves_the_page(
    phone_page: Page, campaign: Campaign
) -> None:
    to_the_camera(phone_page, campaign)
    phone_page.evaluate("window.track = document.querySelector('video').srcObject.getTracks()[0]")
    phone_page.go_back()
    expect(phone_page.locator("#sheet")).not_to_be_visible()
    assert phone_page.evaluate("window.track.readyState") == "ended"
    assert phone_page.url.endswith(f"/c/{campaign.slug}")


def test_from_the_page_to_picture_and_coupon(
    phone_page: Page, campaign: Campaign, worker: Worker, person: Path
) -> None:
    to_the_review(phone_page, campaign)
    phone_page.locator("[data-do=use]").dblclick()
    phone_page.wait_for_url("**/r/*")
    expect(phone_page.locator("code")).to_have_text("STAR20")
    assert bottom(phone_page, ".code") < top(phone_page, ".dock .button")
    assert phone_page.locator("[data-picture]").evaluate("(image) => image.decode()") is None
    assert Coupon.objects.get(state="claimed").code == "STAR20"
    assert Round.objects.get().jobs.count() == 1


def test_a_page_loaded_again_while_waiting_goes_on_waiting(
    phone_page: Page, campaign: Campaign, worker: Worker, person: Path
) -> None:
    to_the_review(phone_page, campaign)
    phone_page.route("**/api/rounds/*", lambda route: route.abort())
    phone_page.locator("[data-do=use]").click()
    waits = phone_page.locator("[data-step=wait][data-waiting]")
    expect(waits).to_be_visible()
    phone_page.reload()
    expect(waits).to_be_visible()
    phone_page.unroute("**/api/rounds/*")
    phone_page.wait_for_url("**/r/*")
    assert Round.objects.get().jobs.count() == 1


_UNDER_WAY = "Object.keys(localStorage).filter((key) => key.startsWith('marquee-round-')).length"


def test_a_result_that_did_not_load_is_where_playing_leads_the_next_time(
    phone_page: Page, campaign: Campaign, worker: Worker, person: Path
) -> None:
    to_the_review(phone_page, campaign)
    phone_page.route("**/r/*", lambda route: route.abort())
    with phone_page.expect_event("requestfailed", lambda request: "/r/" in request.url):
        phone_page.locator("[data-do=use]").click()
    phone_page.unroute("**/r/*")
    phone_page.goto(f"/c/{campaign.slug}")
    phone_page.locator("[data-play]").click()
    phone_page.wait_for_url("**/r/*")
    assert Round.objects.count() == 1
    phone_page.wait_for_load_state()
    assert phone_page.evaluate(_UNDER_WAY) == 0


def test_a_dropped_upload_is_sent_again_as_the_same_one(
    phone_page: Page, campaign: Campaign, worker: Worker, person: Path
) -> None:
    sent: list[str] = []

    def drop_twice(route: Route) -> None:
        sent.append("try")
        route.abort() if len(sent) < 3 else route.continue_()

    phone_page.route("**/photo", drop_twice)
    to_the_result(phone_page, campaign)
    assert len(sent) == 3
    assert Round.objects.get().jobs.count() == 1


def test_an_answer_that_was_lost_does_not_make_a_second_picture(
    phone_page: Page, campaign: Campaign, worker: Worker, person: Path
) -> None:
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        answer = route.fetch()
        lost.append(answer.status)
        route.abort() if len(lost) == 1 else route.fulfill(response=answer)

    phone_page.route("**/photo", lose_the_first_answer)
    to_the_result(phone_page, campaign)
    assert len(lost) == 2
    assert Round.objects.get().jobs.count() == 1


def test_without_a_camera_a_drawn_figure_wins_the_same(
    blind_page: Page, campaign: Campaign, worker: Worker
) -> None:
    past_the_camera(blind_page, campaign)
    blind_page.locator("[data-step=choose] [data-do=figures]").click()
    blind_page.locator("[data-do=figure]").nth(1).click()
    blind_page.wait_for_url("**/r/*")
    expect(blind_page.locator("code")).to_have_text("STAR20")
    assert Round.objects.get().jobs.get().source is None


def test_a_photo_from_the_album_is_made_small_and_loses_its_place(
    blind_page: Page, campaign: Campaign, worker: Worker, person: Path
) -> None:
    past_the_camera(blind_page, campaign)
    blind_page.locator("[data-step=choose] input").last.set_input_files(person)
    with blind_page.expect_request("**/photo") as request:
        blind_page.locator("[data-do=use]").click()
    assert len(request.value.post_data_buffer or b"") < 600_000
    blind_page.wait_for_url("**/r/*")


def test_a_photo_that_the_browser_cannot_show_is_sent_all_the_same(
    blind_page: Page, campaign: Campaign
) -> None:
    past_the_camera(blind_page, campaign)
    unseen = FilePayload(name="me.heic", mimeType="image/heic", buffer=b"\0\0\0\x18ftypheic" * 9)
    blind_page.locator("[data-step=choose] input").last.set_input_files(unseen)
    expect(blind_page.locator("[data-step=review] .blank p")).to_be_visible()
    with blind_page.expect_response("**/photo") as answer:
        blind_page.locator("[data-do=use]").click()
    assert answer.value.status == 202


def test_a_photo_that_the_browser_can_show_covers_the_words(
    phone_page: Page, campaign: Campaign, person: Path
) -> None:
    to_the_review(phone_page, campaign)
    expect(phone_page.locator("[data-step=review] .blank p")).not_to_be_visible()


def test_a_first_tap_without_a_network_says_so_and_the_next_one_works(
    phone_page: Page, campaign: Campaign
) -> None:
    phone_page.goto(f"/c/{campaign.slug}", wait_until="networkidle")
    phone_page.context.set_offline(True)
    phone_page.locator("[data-play]").click()
    expect(phone_page.locator("[data-toast] output")).to_contain_text("network is away")
    phone_page.context.set_offline(False)
    phone_page.locator("[data-play]").click()
    expect(phone_page.locator("[data-step=consent]")).to_be_visible()


def test_styles_that_are_out_of_reach_open_no_naked_sheet(
    phone_page: Page, campaign: Campaign
) -> None:
    phone_page.route("**/sheet.*", lambda route: _lose(route, ".css"))
    phone_page.goto(f"/c/{campaign.slug}")
    phone_page.locator("[data-play]").click()
    expect(phone_page.locator("[data-toast] output")).to_contain_text("network is away")
    assert phone_page.locator("#sheet").count() == 0
    phone_page.unroute("**/sheet.*")
    phone_page.locator("[data-play]").click()
    expect(phone_page.locator("[data-step=consent]")).to_be_visible()


def test_a_play_that_is_out_of_reach_is_asked_for_again_in_the_same_round(
    phone_page: Page, campaign: Campaign
) -> None:
    phone_page.route("**/plays/star_photo*.js", lambda route: route.abort())
    phone_page.goto(f"/c/{campaign.slug}")
    phone_page.locator("[data-play]").click()
    phone_page.locator("[data-step=consent] [data-do=camera]").click()
    expect(phone_page.locator("[data-step=offline]")).to_be_visible()
    phone_page.unroute("**/plays/star_photo*.js")
    phone_page.locator("[data-step=offline] [data-do=again]").click()
    expect(phone_page.locator("[data-step=camera]")).to_be_visible()
    assert Round.objects.count() == 1


def test_a_round_that_was_left_long_ago_asks_for_consent_again(
    phone_page: Page, campaign: Campaign
) -> None:
    to_the_camera(phone_page, campaign)
    phone_page.go_back()
    phone_page.evaluate("""() => {
      const [key] = Object.keys(localStorage).filter((name) => name.startsWith("marquee-round"));
      const kept = JSON.parse(localStorage[key]);
      localStorage[key] = JSON.stringify({ ...kept, at: kept.at - 3_600_000 });
    }""")
    phone_page.locator("[data-play]").click()
    expect(phone_page.locator("[data-step=consent]")).to_be_visible()


def test_the_words_stay_with_the_sending_until_it_is_done(
    phone_page: Page, campaign: Campaign, person: Path
) -> None:
    phone_page.route("**/photo", lambda route: route.abort())
    to_the_review(phone_page, campaign)
    phone_page.locator("[data-do=use]").click()
    expect(phone_page.locator("[data-step=wait]")).to_have_attribute("data-waiting", "")
    phone_page.wait_for_timeout(2500)
    expect(phone_page.locator("[data-lines] li").first).to_be_visible()


def test_a_photo_with_nobody_in_it_may_be_taken_again(
    blind_page: Page, campaign: Campaign, worker: Worker
) -> None:
    past_the_camera(blind_page, campaign)
    wall = FilePayload(name="wall.jpg", mimeType="image/jpeg", buffer=cast.a_jpeg())
    blind_page.locator("[data-step=choose] input").last.set_input_files(wall)
    blind_page.locator("[data-do=use]").click()
    expect(blind_page.locator("[data-step=retake]")).to_be_visible()
    expect(blind_page.locator("[data-step=retake] [data-why]")).to_contain_text("nobody")
    blind_page.locator("[data-step=retake] [data-do=figures]").click()
    blind_page.locator("[data-do=figure]").first.click()
    blind_page.wait_for_url("**/r/*")
    assert Round.objects.get().jobs.count() == 2


def test_a_picture_is_deleted_on_demand_and_the_coupon_stays(
    blind_page: Page, campaign: Campaign, worker: Worker
) -> None:
    blind_page.goto(f"/c/{campaign.slug}")
    blind_page.locator("[data-play]").click()
    blind_page.locator("[data-step=consent] [data-do=figures]").click()
    blind_page.locator("[data-do=figure]").first.click()
    blind_page.wait_for_url("**/r/*")
    blind_page.locator("[data-erase]").click()
    blind_page.locator("[data-erase-now]").click()
    expect(blind_page.locator("h1")).to_have_text("Your picture is gone")
    expect(blind_page.locator("code")).to_have_text("STAR20")
    assert Round.objects.get().photos.exclude(erased_at=None).exists()


def test_without_scripts_the_page_can_still_be_read(
    browser: Browser, campaign: Campaign, server: Server
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=server.base)
    page = context.new_page()
    page.goto(f"/c/{campaign.slug}")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("[data-play]")).not_to_be_visible()
    context.close()


def test_still_stands_whoever_wants_no_motion(phone_page: Page, campaign: Campaign) -> None:
    phone_page.emulate_media(reduced_motion="reduce")
    phone_page.goto(f"/c/{campaign.slug}")
    moving = phone_page.evaluate("document.getAnimations().length")
    assert moving == 0
