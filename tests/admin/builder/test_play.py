"""Step play: the play's own form, pictures of the brand, upload in place."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from campaigns.models import Asset, Inspection
from campaigns.plays.registry import PLAYS
from campaigns.services import assets, inspecting
from campaigns.services.freezing import freeze
from tests import cast
from tests.admin.builder.conftest import Step
from tests.admin.world import World
from tests.inference.photos import DATA, needs_photos
from tests.inference.tasks.fusion.people import WOMAN


def filled(ours: World, **changed: object) -> dict[str, object]:
    values = {name: value for name, value in ours.campaign.settings.items() if value is not None}
    return values | changed


def test_settings_are_saved_as_the_form_cleans_them(step: Step, ours: World) -> None:
    answer = step("play", filled(ours, star_x="12", countdown="5"))
    assert answer.status_code == 302
    assert ours.campaign.settings["star_x"] == 12
    assert ours.campaign.settings["countdown"] == 5


def test_a_wrong_value_is_said_beside_it_and_what_was_typed_stays(step: Step, ours: World) -> None:
    before = ours.campaign.settings
    answer = step("play", filled(ours, star_x="900"))
    assert answer.status_code == 422
    assert "star_x" in answer.context["form"].errors
    assert 'value="900"' in answer.content.decode()
    assert ours.campaign.settings == before


def test_another_brands_scene_cannot_be_chosen(step: Step, ours: World, theirs: World) -> None:
    foreign = cast.an_asset(theirs.brand)
    answer = step("play", filled(ours, scene=foreign.pk))
    assert "scene" in answer.context["form"].errors


def test_figures_are_found_in_the_settings(step: Step) -> None:
    figures = {figure.name: figure for figure in step("play").context["figures"]}
    assert set(figures) == {"star", "player"}
    assert figures["star"].picture is not None
    assert figures["player"].picture is None


def test_go_on_leads_to_the_next_step(step: Step, ours: World) -> None:
    answer = step("play", filled(ours, next="1"))
    assert answer.headers["Location"].endswith("/build/look/")


def test_an_unknown_play_is_not_chosen(step: Step, ours: World) -> None:
    assert step("play", {"choose": "nonsense"}).status_code == 422
    assert ours.campaign.play == "star_photo"


def test_choosing_the_play_keeps_what_it_knows(step: Step, ours: World) -> None:
    before = ours.campaign.settings
    assert step("play", {"choose": "star_photo"}).status_code == 302
    assert ours.campaign.settings["scene"] == before["scene"]


def test_a_campaign_whose_play_is_gone_is_asked_for_another(step: Step, ours: World) -> None:
    ours.campaign.play = "gone"
    ours.campaign.save()
    assert step("play").status_code == 200
    assert step("play", {"star_x": "1"}).status_code == 422


def upload(
    desk: Client, ours: World, data: bytes, kind: str = "scene"
) -> tuple[int, dict[str, Any]]:
    url = reverse("admin:campaigns_campaign_picture", args=[ours.campaign.pk])
    file = SimpleUploadedFile("new scene.jpg", data)
    answer = desk.post(url, {"picture": file, "kind": kind})
    return answer.status_code, answer.json()


def test_a_picture_is_uploaded_in_place(desk: Client, ours: World) -> None:
    status, card = upload(desk, ours, cast.a_jpeg(900, 1200))
    asset = Asset.objects.get(pk=card["id"])
    assert status == 201
    assert (asset.brand, asset.kind, asset.name) == (ours.brand, "scene", "new scene")


def test_a_wrong_picture_is_answered_in_words(desk: Client, ours: World) -> None:
    status, answer = upload(desk, ours, cast.a_jpeg(900, 1200), "star")
    assert status == 400
    assert "transparen" in str(answer["error"])


def test_an_upload_without_a_picture_is_answered_in_words(desk: Client, ours: World) -> None:
    url = reverse("admin:campaigns_campaign_picture", args=[ours.campaign.pk])
    answer = desk.post(url, {"kind": "scene"})
    assert answer.status_code == 400
    assert answer.json()["error"]


def a_fusion_draft(ours: World) -> None:
    """Our draft becomes a face fusion whose template is a person, and a worker has looked at it."""
    data = (DATA / WOMAN).read_bytes()
    scene = assets.take_in(ours.campaign.brand, "scene", "woman.jpg", data)
    ours.campaign.play = "face_fusion"
    ours.campaign.settings = PLAYS["face_fusion"].Settings.defaults() | {"scene": scene.pk}
    ours.campaign.save()
    inspecting.findings(freeze(ours.campaign))
    inspecting.inspect(Inspection.objects.get().pk)


@needs_photos
def test_what_a_worker_saw_in_the_template_is_shown(step: Step, desk: Client, ours: World) -> None:
    a_fusion_draft(ours)
    seen = step("play").context["sights"]
    assert [each["url"].rsplit("/")[-1] for each in seen] == ["scene.jpg", "scene_tried.jpg"]
    for each in seen:
        assert each["url"] in step("play").content.decode()
        answer = desk.get(each["url"])
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert "private" in answer.headers["Cache-Control"]
        assert max(Image.open(io.BytesIO(answer.content)).size) == 720


def test_before_a_worker_has_looked_there_is_nothing_to_see(
    step: Step, desk: Client, ours: World
) -> None:
    assert step("play").context["sights"] == []
    url = reverse("admin:campaigns_campaign_sight", args=[ours.campaign.pk, "scene"])
    assert desk.get(url).status_code == 404


def test_settings_that_belong_together_are_folded_away_and_open_where_something_is_wrong(
    step: Step, ours: World
) -> None:
    step("play", {"choose": "face_scan"})
    ours.campaign.refresh_from_db()
    page = step("play")
    groups = page.context["groups"]
    folded = [field.name for _label, fields in groups for field in fields]
    left = [field.name for field in (*page.context["pictures"], *page.context["others"])]
    assert sorted(folded + left) == sorted(PLAYS["face_scan"].Settings.base_fields)
    assert page.content.decode().count('<details class="panel adder" >') == len(groups)
    wrong = step("play", filled(ours, persona2_colour="blue"))
    assert wrong.status_code == 422
    assert wrong.content.decode().count('<details class="panel adder" open>') == 1
