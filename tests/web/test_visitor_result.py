"""The result page: for the phone that played, and for nobody else."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation

from campaigns.models import Coupon, Photo, PhotoJob, Player, Release, Round
from campaigns.plays.face_reading import FEATURES, FIGURES, Settings
from campaigns.plays.face_scan import Settings as FaceScanSettings
from campaigns.plays.registry import PLAYS
from campaigns.services import awarding, codes, erasing, media, players, publishing
from tests import cast

pytestmark = pytest.mark.django_db


def a_phone(player: Player | None) -> Client:
    """The browser of a player."""
    client = Client()
    if player is not None:
        client.cookies[players.COOKIE] = players.cookie(player)["value"]
    return client


def a_made_picture(release: Release | None = None) -> Round:
    """A round whose picture is there and whose prize was drawn."""
    played = cast.a_finished_round(release)
    until = timezone.now() + timedelta(hours=24)
    photo = media.keep(played, Photo.Kind.RESULT, cast.a_jpeg(), until, width=640, height=480)
    PhotoJob.objects.create(
        round=played, client_token="once", state=PhotoJob.State.DONE, result=photo
    )
    awarding.award(played)
    return played


def test_the_player_sees_picture_and_coupon() -> None:
    played = a_made_picture()
    response = a_phone(played.player).get(f"/r/{played.pk}")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "/media/" in response.text
    assert "<code><span>STAR20</span></code>" in response.text


def test_a_long_code_is_shown_in_parts_and_copied_whole() -> None:
    campaign = cast.a_campaign()
    cast.a_prize(campaign, shared_code="STARLIGHT-2030")
    played = a_made_picture(cast.a_release(campaign))
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "<span>STA</span><span>RLI</span><span>GHT-</span><span>2030</span>" in body
    assert 'data-copy="STARLIGHT-2030"' in body


def test_the_picture_on_the_page_can_be_opened() -> None:
    played = a_made_picture()
    phone = a_phone(played.player)
    body = phone.get(f"/r/{played.pk}").text
    address = body.split('src="/media/')[1].split('"')[0]
    response = phone.get(f"/media/{address}")
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]


@pytest.mark.parametrize("somebody", [True, False])
def test_anybody_else_gets_a_friendly_no(*, somebody: bool) -> None:
    played = a_made_picture()
    phone = a_phone(cast.a_player() if somebody else None)
    response = phone.get(f"/r/{played.pk}")
    assert response.status_code == 403
    assert "STAR20" not in response.text
    assert "somebody else" in response.text


def test_a_forged_cookie_opens_nothing() -> None:
    played = a_made_picture()
    client = Client()
    client.cookies[players.COOKIE] = str(played.player_id)
    assert client.get(f"/r/{played.pk}").status_code == 403


def test_a_round_that_never_was_is_not_found(client: Client) -> None:
    assert client.get(f"/r/{uuid4()}").status_code == 404


def test_an_erased_picture_leaves_the_coupon() -> None:
    played = a_made_picture()
    erasing.erase_round(played)
    response = a_phone(played.player).get(f"/r/{played.pk}")
    assert response.status_code == 200
    assert "/media/" not in response.text
    assert "<code><span>STAR20</span></code>" in response.text
    assert "has been erased" in response.text


def test_a_picture_whose_time_is_up_is_not_shown() -> None:
    played = a_made_picture()
    played.photos.update(erase_at=timezone.now())
    assert "/media/" not in a_phone(played.player).get(f"/r/{played.pk}").text


def test_a_round_without_a_photo_leads_back_to_its_page() -> None:
    played = cast.a_round()
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert f'href="/c/{played.release.snapshot["campaign"]["slug"]}"' in body
    assert "You have won" not in body


def test_a_page_opened_too_early_asks_until_the_picture_is_there() -> None:
    played = cast.a_round()
    PhotoJob.objects.create(round=played, client_token="once", figure=1)
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert f"/api/rounds/{played.pk}" in body
    assert "status" in body


def test_a_trial_shows_a_sample_and_no_code() -> None:
    campaign = cast.a_campaign()
    cast.a_prize(campaign)
    played = a_made_picture(publishing.trial(campaign, by=None))
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "SAMPLE" in body
    assert "STAR20" not in body
    assert "/preview/" in body


def test_without_luck_the_picture_is_still_the_players() -> None:
    campaign = cast.a_campaign()
    cast.a_prize(campaign, odds=0.0)
    played = a_made_picture(cast.a_release(campaign))
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "/media/" in body
    assert "No coupon this time" in body


def test_whoever_came_too_late_is_not_told_that_luck_was_missing() -> None:
    campaign = cast.a_campaign()
    prize = cast.a_prize(campaign, stock=1)
    codes.make_codes(prize)
    release = cast.a_release(campaign)
    prize.coupons.update(state=Coupon.State.VOID)
    played = a_made_picture(release)
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "all coupons have been given" in body
    assert "No coupon this time" not in body


def test_the_page_speaks_the_language_of_the_consent() -> None:
    played = a_made_picture()
    played.consent.language = "zh-hans"
    played.consent.save()
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert '<html lang="zh-Hans">' in body


def a_read_face() -> Round:
    """A round whose play tells something beside the picture."""
    campaign = cast.a_campaign(play="face_reading", settings=Settings.defaults())
    played = a_made_picture(cast.a_release(campaign))
    facts = {"classes": dict(zip(FEATURES, FIGURES[1], strict=True))}
    played.jobs.update(facts=facts)
    return played


def test_what_the_play_tells_stands_below_the_picture_in_the_language_of_the_page() -> None:
    played = a_read_face()
    phone = a_phone(played.player)
    assert "<h3>Round face</h3>" in phone.get(f"/r/{played.pk}?lang=en").text
    chinese = phone.get(f"/r/{played.pk}?lang=zh-hans").text
    with translation.override("zh-hans"):
        assert f"<h3>{FEATURES['face']['round'][0]}</h3>" in chinese


def test_what_was_told_goes_with_the_picture() -> None:
    played = a_read_face()
    erasing.erase_round(played)
    assert "Round face" not in a_phone(played.player).get(f"/r/{played.pk}?lang=en").text


def test_a_play_that_tells_nothing_leaves_no_gap() -> None:
    played = a_made_picture()
    assert "told" not in a_phone(played.player).get(f"/r/{played.pk}").text


def test_a_picture_that_ai_made_or_changed_is_called_so() -> None:
    played = a_made_picture()
    assert "Made with AI." in a_phone(played.player).get(f"/r/{played.pk}?lang=en").text


@pytest.mark.parametrize(("figure", "called"), [(1, False), (None, True)])
def test_a_scene_that_no_face_was_put_into_is_not(*, figure: int | None, called: bool) -> None:
    brand = cast.a_brand()
    chosen = PLAYS["face_fusion"].Settings.defaults() | {"scene": cast.an_asset(brand).pk}
    draft = cast.a_campaign(brand, play="face_fusion", settings=chosen)
    played = a_made_picture(publishing.trial(draft, by=None))
    played.jobs.update(facts={"scene": 1, "figure": figure})
    body = a_phone(played.player).get(f"/r/{played.pk}?lang=en").text
    assert ("Made with AI" in body) == called
    assert "press and hold the picture" in body


def test_what_is_gone_is_not_called_made_with_ai() -> None:
    played = a_made_picture()
    erasing.erase_round(played)
    assert "Made with AI" not in a_phone(played.player).get(f"/r/{played.pk}?lang=en").text


def names(played: Round) -> list[str]:
    """The brand's other campaigns as the result page offers them."""
    body = a_phone(played.player).get(f"/r/{played.pk}?lang=en").text
    return re.findall(r'<a href="/c/([^"]+)">', body)


def test_the_brands_other_photo_campaigns_are_offered_newest_first() -> None:
    brand = cast.a_brand()
    older, newer = (cast.a_published_campaign(brand) for _ in range(2))
    cast.a_published_campaign()
    played = a_made_picture(cast.a_release(cast.a_campaign(brand)))
    assert names(played) == [newer.slug, older.slug]


def test_no_more_are_offered_than_a_glance_holds() -> None:
    brand = cast.a_brand()
    for _ in range(6):
        cast.a_published_campaign(brand)
    assert len(names(a_made_picture(cast.a_release(cast.a_campaign(brand))))) == 4


def test_what_cannot_be_played_with_a_photo_now_is_not_offered() -> None:
    brand, now = cast.a_brand(), timezone.now()
    cast.a_campaign(brand)
    cast.a_published_campaign(brand, starts_at=now + timedelta(days=1))
    cast.a_published_campaign(brand, play="gesture_duel")
    cast.a_published_campaign(brand, language="zh-hans")
    publishing.pause(cast.a_published_campaign(brand))
    assert names(a_made_picture(cast.a_release(cast.a_campaign(brand)))) == []


def test_an_operator_who_wants_none_offered_has_none_and_so_has_an_old_release() -> None:
    brand = cast.a_brand()
    cast.a_published_campaign(brand)
    for change in ({"others": False}, {"others": None}):
        draft = cast.a_campaign(brand)
        draft.settings |= change
        draft.save()
        assert names(a_made_picture(cast.a_release(draft))) == []
    snapshot = a_made_picture(cast.a_release(cast.a_campaign(brand))).release.snapshot
    del snapshot["play"]["settings"]["others"]
    release = Release.objects.create(
        campaign=cast.a_campaign(brand), number=1, snapshot=snapshot, sha256="0" * 64
    )
    assert names(a_made_picture(release)) == []


def test_a_preview_leads_to_no_campaign_that_is_live() -> None:
    brand = cast.a_brand()
    cast.a_published_campaign(brand)
    assert names(a_made_picture(publishing.trial(cast.a_campaign(brand), by=None))) == []


def a_seen_persona(number: int, **settings: object) -> Round:
    """A round whose mirror showed a persona, in a campaign of three products."""
    brand = cast.a_brand()
    chosen = FaceScanSettings.defaults() | settings
    campaign = cast.a_campaign(brand, play="face_scan", settings=chosen)
    names = ("Oolong", "Milk tea", "Matcha")
    products = [cast.a_product(brand, name=name, position=at) for at, name in enumerate(names)]
    campaign.products.set(products)
    played = a_made_picture(cast.a_release(campaign))
    played.jobs.update(facts={"persona": number, "guessed": False, "figure": None})
    return played


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        ("3, 1", ["Matcha", "Oolong"]),
        ("2, 9", ["Milk tea"]),
        ("9", ["Oolong", "Milk tea", "Matcha"]),
        ("", ["Oolong", "Milk tea", "Matcha"]),
    ],
)
def test_the_products_that_suit_the_result_are_shown_or_else_all(
    places: str, shown: list[str]
) -> None:
    played = a_seen_persona(2, persona2_products=places, persona1_products="1")
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert re.findall(r'class="product-name">([^<]+)<', body) == shown


@pytest.mark.parametrize(("play", "painted"), [("star_photo", True), ("face_scan", False)])
def test_a_picture_that_can_be_painted_goes_to_where_it_is(play: str, *, painted: bool) -> None:
    brand = cast.a_brand()
    settings = {} if play == "star_photo" else {"settings": FaceScanSettings.defaults()}
    campaign = cast.a_campaign(brand, play=play, **settings)
    cast.a_prize(campaign)
    painter = cast.a_campaign(
        brand, play="style_portrait", settings=PLAYS["style_portrait"].Settings.defaults()
    )
    cast.a_release(painter)
    played = a_made_picture(cast.a_release(campaign))
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert f"/c/{painter.slug}" in body
    assert ("data-paint" in body) is painted


def test_a_result_of_another_play_has_no_brush() -> None:
    played = a_made_picture()
    body = a_phone(played.player).get(f"/r/{played.pk}").text
    assert "data-easel" not in body
    assert '"easel": null' in body


def test_the_brush_is_on_the_page_as_long_as_the_photo_is_kept() -> None:
    campaign = cast.a_campaign(
        play="style_portrait", settings=PLAYS["style_portrait"].Settings.defaults()
    )
    cast.a_prize(campaign)
    played = a_made_picture(cast.a_release(campaign))
    job = played.jobs.get()
    until = timezone.now() + timedelta(hours=24)
    job.kept = media.keep(played, Photo.Kind.KEPT, cast.a_jpeg(), until)
    job.facts = {"style": "oil", "brush": 0.5, "figure": None}
    job.save()
    phone = a_phone(played.player)
    body = phone.get(f"/r/{played.pk}").text
    assert "data-easel" in body
    assert f"/api/rounds/{played.pk}/remakes" in body
    media.erase(job.kept)
    assert "data-easel" not in phone.get(f"/r/{played.pk}").text
