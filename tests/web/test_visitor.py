"""The landing page: the same for everybody, worded for its reader, closed in a friendly way."""

import gzip
import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaigns.services import publishing, theming
from campaigns.services.freezing import digest
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def page_script(body: str) -> dict[str, object]:
    found = re.search(r'<script id="page" type="application/json">(.*?)</script>', body)
    assert found
    script: dict[str, object] = json.loads(found[1])
    return script


def test_the_page_sets_no_cookie_and_may_be_kept_by_any_cache(client: Client) -> None:
    campaign = cast.a_published_campaign()
    response = client.get(f"/c/{campaign.slug}")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_a_page_that_did_not_change_is_not_sent_again(client: Client) -> None:
    campaign = cast.a_published_campaign()
    first = client.get(f"/c/{campaign.slug}")
    again = client.get(f"/c/{campaign.slug}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_page_is_sent_compressed_to_whom_can_read_it(client: Client) -> None:
    campaign = cast.a_published_campaign()
    plain = client.get(f"/c/{campaign.slug}")
    zipped = client.get(f"/c/{campaign.slug}", headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_the_page_is_rendered_once_and_served_from_memory(
    client: Client, django_assert_num_queries: object
) -> None:
    campaign = cast.a_published_campaign()
    first = client.get(f"/c/{campaign.slug}")
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert client.get(f"/c/{campaign.slug}").content == first.content


def test_a_restored_database_does_not_show_another_releases_page(client: Client) -> None:
    """Its keys may have been given out once more since the page was kept."""
    campaign = cast.a_published_campaign()
    client.get(f"/c/{campaign.slug}")
    snapshot = campaign.releases.get().snapshot
    snapshot["sections"][0]["data"]["title"] = "Something else"
    campaign.releases.update(snapshot=snapshot, sha256=digest(snapshot))
    assert "Something else" in client.get(f"/c/{campaign.slug}").text


def test_an_edit_is_not_seen_before_it_is_published(client: Client) -> None:
    campaign = cast.a_published_campaign()
    campaign.sections[0]["data"]["title"] = "Something else"
    campaign.save()
    assert "Something else" not in client.get(f"/c/{campaign.slug}").text
    publishing.publish(campaign, by=None)
    assert "Something else" in client.get(f"/c/{campaign.slug}").text


def test_the_page_speaks_the_campaigns_language_or_the_one_asked_for(client: Client) -> None:
    campaign = cast.a_published_campaign(language="zh-hans")
    assert '<html lang="zh-Hans">' in client.get(f"/c/{campaign.slug}").text
    assert '<html lang="en">' in client.get(f"/c/{campaign.slug}?lang=en").text
    assert '<html lang="zh-Hans">' in client.get(f"/c/{campaign.slug}?lang=xx").text


def test_the_browsers_language_does_not_change_a_cached_page(client: Client) -> None:
    campaign = cast.a_published_campaign(language="en")
    response = client.get(f"/c/{campaign.slug}", headers={"Accept-Language": "zh-CN"})
    assert response.headers["Content-Language"] == "en"


def test_the_page_tells_its_script_where_to_go(client: Client) -> None:
    campaign = cast.a_published_campaign()
    code = campaign.placements.get().code
    script = page_script(client.get(f"/c/{campaign.slug}?p={code.lower()}").text)
    assert script["release"] == campaign.release_id
    assert script["placement"] == code
    assert script["key"] == ""
    assert script["urls"] == {"start": "/api/rounds", "events": "/api/events"}
    assert script["settings"] == {"countdown": 3}


@pytest.mark.parametrize("place", ["<script>", "A" * 17, "O0", "%00"])
def test_a_place_that_cannot_be_one_is_left_out(client: Client, place: str) -> None:
    campaign = cast.a_published_campaign()
    response = client.get(f"/c/{campaign.slug}", {"p": place})
    assert page_script(response.text)["placement"] == ""


def test_words_of_the_operator_are_never_markup(client: Client) -> None:
    sections = cast.the_sections()
    sections[0]["data"]["title"] = "<img src=x onerror=1>"
    campaign = cast.a_published_campaign(sections=sections)
    body = client.get(f"/c/{campaign.slug}").text
    assert "<img src=x" not in body
    assert "&lt;img src=x" in body


def test_blocks_come_in_the_operators_order(client: Client) -> None:
    sections = sorted(cast.the_sections(), key=lambda block: block["name"] != "rules")
    campaign = cast.a_published_campaign(sections=sections)
    body = client.get(f"/c/{campaign.slug}").text
    assert body.index("What happens to your photo") < body.index("<h1")


def test_ways_to_the_store_are_counted_and_keep_the_place(client: Client) -> None:
    campaign = cast.a_published_campaign()
    link = campaign.links.get()
    body = client.get(f"/c/{campaign.slug}?p=ENTRANCE").text
    assert f'href="/go/{link.token}?c={campaign.release_id}&amp;p=ENTRANCE"' in body
    assert link.url not in body


def test_friends_see_title_and_picture_in_a_messenger(client: Client) -> None:
    campaign = cast.a_published_campaign()
    body = client.get(f"/c/{campaign.slug}").text
    assert '<meta property="og:title" content="Beside the star">' in body
    assert re.search(r'<meta property="og:image" content="http://[^"]+/static/icons/share', body)


def test_a_code_leads_to_its_campaign_and_place(client: Client) -> None:
    campaign = cast.a_published_campaign()
    code = campaign.placements.get().code
    response = client.get(f"/q/{code.lower()}")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/c/{campaign.slug}?p={code}"


@pytest.mark.parametrize("address", ["/q/NOWHERE2", "/c/no-such-campaign", "/preview/forged"])
def test_an_address_that_leads_nowhere_says_so(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"
    assert "Not this way" in response.text


def test_a_draft_is_not_open(client: Client) -> None:
    campaign = cast.a_campaign()
    assert client.get(f"/c/{campaign.slug}").status_code == 404


def test_before_its_time_the_page_says_when_it_starts(client: Client) -> None:
    starts = timezone.now() + timedelta(days=3)
    campaign = cast.a_published_campaign(starts_at=starts)
    response = client.get(f"/c/{campaign.slug}")
    assert response.status_code == 403
    assert f'<time datetime="{timezone.localtime(starts).isoformat()[:16]}' in response.text
    assert "data-play" not in response.text


def test_after_its_time_the_page_leads_to_the_store(client: Client) -> None:
    campaign = cast.a_campaign(ends_at=timezone.now() + timedelta(seconds=60))
    cast.a_prize(campaign)
    release = publishing.publish(campaign, by=None)
    snapshot = {**release.snapshot}
    snapshot["campaign"]["ends_at"] = (timezone.now() - timedelta(hours=1)).isoformat()
    type(release).objects.filter(pk=release.pk).update(snapshot=snapshot)
    response = client.get(f"/c/{campaign.slug}")
    assert response.status_code == 410
    assert f"/go/{campaign.links.get().token}" in response.text


def test_a_paused_campaign_asks_for_patience(client: Client) -> None:
    campaign = cast.a_published_campaign()
    publishing.pause(campaign)
    response = client.get(f"/c/{campaign.slug}")
    assert response.status_code == 403
    assert "short break" in response.text


def test_the_colours_are_those_of_the_release_for_ever(client: Client) -> None:
    campaign = cast.a_published_campaign(theme={"accent": "#c9402f"})
    page = client.get(f"/c/{campaign.slug}").text
    address = re.search(r'href="(/c/[^"]+/theme-[0-9a-f]{8}\.css)"', page)
    assert address
    response = client.get(address[1])
    assert response.headers["Content-Type"] == "text/css"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.text == theming.stylesheet(theming.palette({"accent": "#c9402f"}))


def test_a_preview_is_a_trial_that_nobody_keeps(client: Client) -> None:
    campaign = cast.a_campaign()
    token = publishing.preview_token(campaign)
    response = client.get(f"/preview/{token}")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    script = page_script(response.text)
    assert script["key"] == token
    assert script["release"] == campaign.releases.get(trial=True).pk


def test_a_draft_without_a_play_has_no_page_yet(client: Client) -> None:
    campaign = cast.a_campaign(play="")
    response = client.get(f"/preview/{publishing.preview_token(campaign)}")
    assert response.status_code == 404


def test_the_icon_is_found_where_browsers_look_for_it(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/static/icons/marquee")


def test_a_form_that_was_open_too_long_says_what_to_do(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/t/some-token", headers={"Accept-Language": "en"})
    assert response.status_code == 403
    assert "Once more, please" in response.text
    assert 'href="/t/some-token"' in response.text


def test_nothing_can_be_posted_to_a_page(client: Client) -> None:
    campaign = cast.a_published_campaign()
    assert client.post(f"/c/{campaign.slug}").status_code == 405
