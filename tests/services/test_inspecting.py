"""A template is looked at once, by a worker; the operator hears of it in words."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

import inference
from campaigns.models import Brand, Campaign, Inspection
from campaigns.plays.face_fusion import FaceFusion
from campaigns.plays.registry import PLAYS
from campaigns.services import assets, bell, inspecting, publishing
from campaigns.services.errors import NotFound
from campaigns.services.freezing import freeze
from campaigns.tasks import forget_inspections, inspect_template
from tests.cast import a_brand, a_campaign, an_asset
from tests.inference.photos import DATA, needs_photos
from tests.inference.tasks.fusion.people import PROFILE, WOMAN

pytestmark = pytest.mark.django_db
WAITING = "The template is being looked at. Load this page again in a moment."


@pytest.fixture(autouse=True)
def rings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inspections that a worker was told of."""
    rung: list[int] = []

    def ring(inspection_id: int) -> bool:
        rung.append(inspection_id)
        return True

    monkeypatch.setattr(bell, "ring_for_inspection", ring)
    return rung


@pytest.fixture
def commits(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> DjangoCaptureOnCommitCallbacks:
    return django_capture_on_commit_callbacks


def a_draft(brand: Brand | None = None, scene: int | None = None, **changes: Any) -> Campaign:
    """A fusion draft; its template, where none is given, shows nobody."""
    brand = brand or a_brand()
    chosen = {"scene": scene or an_asset(brand).pk} | changes
    settings = PLAYS["face_fusion"].Settings.defaults() | chosen
    return a_campaign(brand, play="face_fusion", settings=settings)


def of_person(name: str) -> Campaign:
    brand = a_brand()
    scene = assets.take_in(brand, "scene", name, (DATA / name).read_bytes())
    return a_draft(brand, scene.pk)


def asked(campaign: Campaign) -> list[str] | None:
    return inspecting.findings(freeze(campaign))


def errors(campaign: Campaign) -> list[str]:
    return [p.text for p in publishing.problems(campaign) if (p.level, p.step) == ("error", "play")]


def looked_at(campaign: Campaign) -> Campaign:
    """The draft after a worker did what it was asked."""
    asked(campaign)
    for key in Inspection.objects.filter(state="waiting").values_list("pk", flat=True):
        inspect_template(key)
    return campaign


def test_a_play_that_networks_need_not_look_at_has_nothing_found() -> None:
    assert asked(a_campaign()) == []
    assert not Inspection.objects.exists()


def test_who_asks_first_rings_and_waits(
    commits: DjangoCaptureOnCommitCallbacks, rings: list[int]
) -> None:
    campaign = a_draft()
    with commits(execute=True):
        assert asked(campaign) is None
    assert rings == [Inspection.objects.get().pk]


def test_a_draft_is_not_published_before_a_worker_has_looked() -> None:
    campaign = a_draft()
    assert errors(campaign) == [WAITING]
    with pytest.raises(publishing.NotReady):
        publishing.publish(campaign, by=None)
    assert not campaign.releases.exists()


def test_a_template_that_shows_nobody_is_named_in_the_operators_language() -> None:
    campaign = looked_at(a_draft())
    assert errors(campaign) == ["template: No face is seen. Use a picture that shows one clearly."]
    with translation.override("zh-hans"):
        fields, faults = FaceFusion.Settings.base_fields, FaceFusion.faults
        assert errors(campaign) == [f"{fields['scene'].label}: {faults['no_face']}"]
    with pytest.raises(publishing.NotReady):
        publishing.publish(campaign, by=None)


@needs_photos
def test_a_sound_template_is_published_once_it_was_looked_at() -> None:
    campaign = looked_at(of_person(WOMAN))
    assert errors(campaign) == []
    assert publishing.publish(campaign, by=None).number == 1


@needs_photos
def test_a_face_that_looks_away_is_named() -> None:
    assert "turned away" in errors(looked_at(of_person(PROFILE)))[0]


def test_a_draft_whose_template_did_not_change_is_looked_at_once() -> None:
    campaign = looked_at(a_draft())
    campaign.settings |= {"strength": 40, "countdown": 5}
    campaign.rules = "Other rules."
    campaign.save()
    assert asked(campaign)
    assert Inspection.objects.count() == 1


def test_another_face_of_the_template_is_looked_at_anew() -> None:
    campaign = looked_at(a_draft())
    campaign.settings["face"] = "2"
    assert asked(campaign) is None
    assert Inspection.objects.count() == 2


def test_the_same_picture_of_another_brand_is_known_already() -> None:
    first = looked_at(a_draft())
    twin = a_brand()
    picture = first.brand.assets.get()
    picture.pk, picture.brand = None, twin
    picture.save()
    assert asked(a_draft(twin, picture.pk)) == asked(first) != []
    assert Inspection.objects.count() == 1


def test_a_lost_bell_is_rung_again_after_a_while_and_by_one(
    commits: DjangoCaptureOnCommitCallbacks, rings: list[int]
) -> None:
    campaign = a_draft()
    with commits(execute=True):
        asked(campaign)
        asked(campaign)
    assert len(rings) == 1
    Inspection.objects.update(rung_at=timezone.now() - inspecting.RING_AGAIN - timedelta(seconds=1))
    with commits(execute=True):
        asked(campaign)
        asked(campaign)
    assert len(rings) == 2


def test_a_fault_of_ours_is_logged_and_the_draft_waits(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(*_: Any, **__: Any) -> Any:
        raise inference.ModelUnavailable("face_near")

    monkeypatch.setattr(inference, "fusion_template", gone)
    brand = a_brand()
    unseen = an_asset(brand)
    campaign = looked_at(a_draft(brand, unseen.pk))
    assert asked(campaign) is None
    assert "make models" in caplog.text
    monkeypatch.undo()
    inspect_template(Inspection.objects.get().pk)
    assert asked(campaign)


def test_a_code_that_has_no_words_is_still_said() -> None:
    campaign = looked_at(a_draft())
    Inspection.objects.update(faults={"scene": "of_an_earlier_day"})
    assert asked(campaign) == ["template: This cannot be used here."]


def test_a_bell_for_what_is_done_or_gone_is_nothing() -> None:
    looked_at(a_draft())
    row = Inspection.objects.get()
    Inspection.objects.update(faults={})
    inspect_template(row.pk)
    row.refresh_from_db()
    assert row.faults == {}
    row.delete()
    inspect_template(row.pk or 0)


def jpegs(campaign: Campaign) -> dict[str, Image.Image]:
    snapshot = freeze(campaign)
    seen = {name: inspecting.sight(snapshot, name) for name in inspecting.sights(snapshot)}
    return {name: Image.open(io.BytesIO(data)) for name, data in seen.items()}


@needs_photos
def test_what_the_worker_saw_is_kept_for_the_operator() -> None:
    campaign = of_person(WOMAN)
    # A face that no other test names: what was seen is kept by content.
    campaign.settings |= {"face": "1"}
    assert jpegs(campaign) == {}
    shown = jpegs(looked_at(campaign))
    assert list(shown) == ["scene", "scene_tried"]
    assert all(max(picture.size) == 720 for picture in shown.values())
    assert b"compositeWithTrainedAlgorithmicMedia" in inspecting.sight(
        freeze(campaign), "scene_tried"
    )


def grown_old() -> None:
    """All that was looked at until now was looked at a month ago."""
    long_ago = timezone.now() - inspecting.KEPT - timedelta(minutes=1)
    Inspection.objects.update(created_at=long_ago)


@needs_photos
def test_what_the_worker_saw_is_deleted_in_time_and_seen_anew_by_who_asks_later() -> None:
    campaign = of_person(WOMAN)
    campaign.settings |= {"face": "1"}
    looked_at(campaign)
    digest = Inspection.objects.get().sha256
    files = [f"inspections/face_fusion/{digest}-{name}.jpg" for name in ("scene", "scene_tried")]
    assert all(default_storage.exists(file) for file in files)
    assert inspecting.forget_old(timezone.now()) == 0, "nothing is old yet"
    grown_old()
    forget_inspections()
    assert jpegs(campaign) == {}
    assert not any(default_storage.exists(file) for file in files)
    assert asked(campaign) is None, "a worker is rung for"
    assert list(jpegs(looked_at(campaign))) == ["scene", "scene_tried"]
    # Other tests look at the same content.
    grown_old()
    forget_inspections()


def test_what_storage_will_not_delete_now_is_deleted_later(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looked_at(a_draft())
    grown_old()

    def away(name: str) -> None:
        raise OSError(f"{name}: storage is away")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", away)
        assert inspecting.forget_old(timezone.now()) == 0
    assert "not forgotten yet" in caplog.text
    assert inspecting.forget_old(timezone.now()) == 1
    assert not Inspection.objects.exists()


def test_what_a_play_of_earlier_days_saw_is_forgotten_too() -> None:
    looked_at(a_draft())
    Inspection.objects.update(play="gone")
    grown_old()
    assert inspecting.forget_old(timezone.now()) == 1


def test_of_a_template_with_faults_nothing_is_shown() -> None:
    campaign = looked_at(a_draft())
    assert jpegs(campaign) == {}
    for name in ("scene", "../scene", ""):
        with pytest.raises(NotFound):
            inspecting.sight(freeze(campaign), name)


def test_a_play_that_looks_at_nothing_shows_nothing() -> None:
    snapshot = freeze(a_campaign())
    assert inspecting.sights(snapshot) == []
    with pytest.raises(NotFound):
        inspecting.sight(snapshot, "scene")


@needs_photos
def test_a_command_that_cannot_wait_looks_at_once(rings: list[int]) -> None:
    campaign = of_person(WOMAN)
    for _ in range(2):
        inspecting.look_now(freeze(campaign))
    assert errors(campaign) == []
    assert rings == []
    inspecting.look_now(freeze(a_campaign()))
    assert Inspection.objects.count() == 1
