"""A job's way to its one end, whatever happens in between."""

import io
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import cv2
import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

import inference
from campaigns.models import Coupon, Draw, Photo, PhotoJob, Placement, Round
from campaigns.services import awarding, bell, entering, erasing, judging, media, qr
from tests.cast import a_jpeg, a_round
from tests.services.plain import Plain, a_plain_release

pytestmark = pytest.mark.django_db
LATER = judging.LEASE + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def rings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The jobs that the sweep rang for."""
    rung: list[object] = []

    def ring(job_id: object) -> bool:
        rung.append(job_id)
        return True

    monkeypatch.setattr(bell, "ring", ring)
    return rung


def sent(photo: bytes | None = None, **fields: Any) -> PhotoJob:
    """A job that waits, of a round of its own."""
    return entering.submit(a_round(a_plain_release(), **fields), "one", photo or a_jpeg())


def raising(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def age(job: PhotoJob, by: timedelta) -> None:
    """Let time pass for the job."""
    row = PhotoJob.objects.get(pk=job.pk)
    lease = row.lease_until and row.lease_until - by
    PhotoJob.objects.filter(pk=job.pk).update(queued_at=row.queued_at - by, lease_until=lease)


def test_a_job_ends_with_picture_tier_and_prize(plain: Plain) -> None:
    job = sent()
    judging.judge(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == ("done", 1, None)
    assert job.finished_at is not None
    assert job.milliseconds == {"intake": 1.0}
    assert job.result is not None
    assert (job.result.width, job.result.height) == (640, 480)
    assert Image.open(io.BytesIO(media.content(job.result))).size == (640, 480)
    assert job.round.tier == "photo"
    assert job.round.draw.coupon is not None
    assert judging.state_of(job.round).state == "done"
    assert judging.picture_of(job.round) == job.result


def test_the_picture_is_kept_as_long_as_the_campaign_says(plain: Plain) -> None:
    job = entering.submit(a_round(a_plain_release(photo_hours=5)), "one", a_jpeg())
    judging.judge(job.pk)
    result = Photo.objects.get(kind="result")
    assert abs(result.erase_at - timezone.now() - timedelta(hours=5)) < timedelta(minutes=1)


def test_what_was_sent_is_erased_as_soon_as_the_picture_is_made(plain: Plain) -> None:
    job = sent()
    assert job.source is not None
    file = job.source.file
    assert default_storage.exists(file)
    judging.judge(job.pk)
    job.source.refresh_from_db()
    assert not default_storage.exists(file)
    assert (job.source.file, job.source.erased_at is None) == ("", False)


def test_location_and_camera_are_not_in_the_picture(plain: Plain) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera maker"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    Image.new("RGB", (200, 200)).save(file, "JPEG", exif=exif)
    job = sent(file.getvalue())
    judging.judge(job.pk)
    job.refresh_from_db()
    assert job.result is not None
    kept = media.content(job.result)
    assert b"camera maker" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_a_job_rung_twice_is_done_once(plain: Plain) -> None:
    job = sent()
    for _ in range(3):
        judging.judge(job.pk)
    assert (Photo.objects.filter(kind="result").count(), Draw.objects.count()) == (1, 1)
    assert len(plain.scenes) == 1


def test_a_bell_for_a_job_that_is_not_there_is_nothing(plain: Plain) -> None:
    judging.judge(uuid4())
    assert plain.scenes == []


def test_a_second_worker_leaves_a_running_job_alone(plain: Plain) -> None:
    job = sent()
    plain.meanwhile = lambda: judging.judge(job.pk)
    judging.judge(job.pk)
    assert len(plain.scenes) == 1


def test_a_bad_photo_asks_for_another_one_and_is_erased(plain: Plain) -> None:
    job = sent()
    plain.meanwhile = raising(inference.BadPhoto(inference.Reason.NOBODY))
    judging.judge(job.pk)
    state = judging.state_of(job.round)
    assert (state.state, state.reason) == ("retake", "nobody")
    assert "Step in front of the camera" in state.words
    assert job.source is not None
    assert not default_storage.exists(job.source.file)
    assert not Draw.objects.exists()


def test_after_a_retake_the_next_photo_wins(plain: Plain) -> None:
    job = sent(a_jpeg(20, 20))
    judging.judge(job.pk)
    assert judging.state_of(job.round).reason == "too_small"
    second = entering.submit(job.round, "two", a_jpeg())
    assert judging.state_of(job.round).state == "waiting"
    judging.judge(second.pk)
    assert judging.state_of(job.round).state == "done"


def test_a_failure_is_tried_again_after_a_pause_then_given_up_with_words(
    plain: Plain, rings: list[object]
) -> None:
    job = sent()
    assert job.source is not None
    file = job.source.file
    plain.meanwhile = raising(inference.ModelUnavailable("selfie"))
    for attempt in (1, 2):
        judging.judge(job.pk)
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("queued", attempt)
        judging.judge(job.pk)
        assert len(plain.scenes) == attempt, "the pause is kept"
        age(job, timedelta(seconds=11))
    judging.judge(job.pk)
    state = judging.state_of(job.round)
    assert (state.state, state.reason) == ("failed", "failed")
    assert "our fault" in state.words
    assert not default_storage.exists(file)


def test_a_failure_that_passes_ends_well(plain: Plain) -> None:
    job = sent()
    plain.meanwhile = raising(OSError("disk"))
    judging.judge(job.pk)
    age(job, timedelta(seconds=3))
    plain.meanwhile = lambda: None
    judging.judge(job.pk)
    assert judging.state_of(job.round).state == "done"
    assert Draw.objects.count() == 1


def test_a_template_without_a_place_is_not_tried_again(plain: Plain) -> None:
    job = sent()
    plain.meanwhile = raising(inference.BadTemplate("no_place"))
    judging.judge(job.pk)
    assert judging.state_of(job.round).state == "failed"


def test_an_award_that_fails_takes_the_picture_with_it_and_both_come_later(
    plain: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = sent()
    with monkeypatch.context() as patch:
        patch.setattr(awarding, "award", lambda _: raising(OSError("away"))())
        judging.judge(job.pk)
    assert judging.state_of(job.round).state == "waiting"
    assert not Round.objects.get(pk=job.round_id).tier
    age(job, timedelta(seconds=3))
    judging.judge(job.pk)
    assert judging.state_of(job.round).state == "done"
    assert Coupon.objects.filter(player=job.round.player).count() == 1


def test_the_sweep_rings_again_for_what_waits(plain: Plain, rings: list[object]) -> None:
    fresh, old = sent(), sent()
    age(old, judging.RING_AFTER)
    assert judging.sweep(timezone.now()) == 1
    assert rings == [old.pk]
    assert fresh.pk not in rings


def test_the_sweep_takes_a_dead_workers_job_back(plain: Plain, rings: list[object]) -> None:
    job = sent()
    PhotoJob.objects.filter(pk=job.pk).update(
        state="running", attempts=1, lease_until=timezone.now() + judging.LEASE
    )
    judging.sweep(timezone.now())
    assert judging.state_of(job.round).state == "waiting"
    judging.judge(job.pk)
    assert plain.scenes == []
    age(job, LATER)
    assert judging.sweep(timezone.now()) == 1, "taken back and rung for at once"
    assert rings == [job.pk]
    judging.judge(job.pk)
    assert judging.state_of(job.round).state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_long_at_a_job_keeps_it(
    plain: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "LEASE", timedelta(seconds=2))
    monkeypatch.setattr(judging, "_SAYS_SO", timedelta(seconds=0.1))
    job = sent()
    leases: list[datetime] = []

    def for_longer_than_a_lease() -> None:
        began = timezone.now()
        while timezone.now() < began + timedelta(seconds=2.5):
            judging.sweep(timezone.now())
            found = PhotoJob.objects.get(pk=job.pk)
            assert found.state == "running", "it was taken away"
            leases.append(found.lease_until or began)
            time.sleep(0.2)

    plain.meanwhile = for_longer_than_a_lease
    judging.judge(job.pk)
    assert leases == sorted(leases)
    assert leases[-1] > leases[0] + timedelta(seconds=1)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == ("done", 1, None)


def test_a_photo_that_kills_every_worker_is_given_up(plain: Plain, rings: list[object]) -> None:
    job = sent()
    for attempt in (1, 2, 3):
        PhotoJob.objects.filter(pk=job.pk).update(
            state="running", attempts=attempt, lease_until=timezone.now() - LATER
        )
        judging.sweep(timezone.now())
    assert judging.state_of(job.round).state == "failed"
    assert job.source is not None
    assert not default_storage.exists(job.source.file)


def test_a_worker_thought_dead_that_comes_back_changes_nothing(plain: Plain) -> None:
    job = sent()
    plain.meanwhile = lambda: _take_over(job, plain)
    judging.judge(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    assert job.result is not None
    assert media.content(job.result)
    left = Photo.objects.filter(kind="result", erased_at=None)
    assert [photo.pk for photo in left] == [job.result_id]
    assert Draw.objects.count() == 1


def _take_over(job: PhotoJob, plain: Plain) -> None:
    """The first worker hangs here so long that a second one does the whole job."""
    plain.meanwhile = lambda: None
    age(job, LATER)
    judging.sweep(timezone.now())
    age(job, LATER)
    judging.judge(job.pk)


def test_a_picture_erased_while_it_is_made_never_appears(plain: Plain) -> None:
    job = sent()
    plain.meanwhile = lambda: erasing.erase_round(job.round)
    judging.judge(job.pk)
    assert judging.state_of(job.round).state == "erased"
    assert not Photo.objects.filter(erased_at=None).exists()
    assert not Draw.objects.exists()


def test_a_photo_that_waited_too_long_was_erased_and_the_player_hears_of_it(plain: Plain) -> None:
    job = sent()
    erasing.erase_due(timezone.now() + entering.UPLOAD_WAITS)
    judging.judge(job.pk)
    state = judging.state_of(job.round)
    assert (state.state, state.reason) == ("failed", "late")
    assert "take a new one" in state.words


def test_a_screens_picture_waits_for_its_phone_before_anything_is_drawn(plain: Plain) -> None:
    played = a_round(a_plain_release(), screen=None)
    assert played.player is None
    judging.judge(entering.submit(played, "one", a_jpeg()).pk)
    assert judging.state_of(played).state == "done"
    assert not Draw.objects.exists()


def test_the_player_reads_the_picture_in_their_own_language(plain: Plain) -> None:
    release = a_plain_release(language="en")
    played = entering.start(release, player=None, placement_code="", language="zh-hans")
    judging.judge(entering.submit(played, "one", a_jpeg()).pk)
    assert [scene.language for scene in plain.scenes] == ["zh-hans"]


def test_a_round_knows_how_many_pictures_come_before_its_own(plain: Plain) -> None:
    first, second = sent(), sent()
    assert judging.state_of(first.round).ahead == 0
    assert judging.state_of(second.round).ahead == 1
    judging.judge(first.pk)
    assert judging.state_of(second.round).ahead == 0


def test_a_round_without_a_photo_is_open() -> None:
    assert judging.state_of(a_round()).state == "open"


def scanned(code: bytes | None) -> str:
    """What a code of one pixel a module says, enlarged as `finish` does."""
    assert code is not None
    small = Image.open(io.BytesIO(code)).convert("RGB")
    large = small.resize((small.width * 6, small.height * 6), Image.Resampling.NEAREST)
    return str(cv2.QRCodeDetector().detectAndDecode(np.asarray(large))[0])


def test_the_scenes_code_leads_to_the_campaign(plain: Plain, settings: Any) -> None:
    job = sent()
    judging.judge(job.pk)
    slug = job.round.release.snapshot["campaign"]["slug"]
    assert scanned(plain.scenes[0].qr) == f"{settings.BASE_URL}/c/{slug}"


def test_a_round_from_a_place_has_the_code_of_that_place(plain: Plain, settings: Any) -> None:
    release = a_plain_release()
    place = Placement.objects.create(campaign=release.campaign, name="Entrance")
    job = entering.submit(a_round(release, placement=place), "one", a_jpeg())
    judging.judge(job.pk)
    assert scanned(plain.scenes[0].qr) == f"{settings.BASE_URL}/q/{place.code}"


def test_a_code_that_cannot_be_proven_costs_nobody_their_picture(
    plain: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_asked: object) -> bytes:
        raise qr.Unreadable

    monkeypatch.setattr(qr, "png", unreadable)
    job = sent()
    judging.judge(job.pk)
    assert plain.scenes[0].qr is None
    assert judging.state_of(job.round).state == "done"
