"""Erased means erased: the files, whoever asks, and what is still on its way."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from campaigns.models import Photo, PhotoJob
from campaigns.services import entering, erasing, judging, media
from campaigns.services.errors import Gone
from tests.cast import a_jpeg, a_round
from tests.services.plain import a_plain_release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain", "no_bell")]


def sent() -> PhotoJob:
    return entering.submit(a_round(a_plain_release()), "one", a_jpeg())


def made() -> Photo:
    job = sent()
    judging.judge(job.pk)
    picture = judging.picture_of(job.round)
    assert picture is not None
    return picture


def test_on_demand_the_picture_is_gone_at_once_and_the_prize_stays() -> None:
    photo = made()
    erasing.erase_round(photo.round)
    assert not default_storage.exists(photo.file)
    assert judging.state_of(photo.round).state == "erased"
    assert not Photo.objects.exclude(file="").exists()
    assert photo.round.draw.coupon is not None
    with pytest.raises(Gone):
        media.content(Photo.objects.get(pk=photo.pk))


def test_erasing_twice_changes_nothing() -> None:
    photo = made()
    erasing.erase_round(photo.round)
    when = Photo.objects.get(pk=photo.pk).erased_at
    erasing.erase_round(photo.round)
    assert Photo.objects.get(pk=photo.pk).erased_at == when


def test_a_photo_that_waits_is_erased_and_its_job_called_off() -> None:
    job = sent()
    assert job.source is not None
    erasing.erase_round(job.round)
    assert not default_storage.exists(job.source.file)
    judging.judge(job.pk)
    assert judging.state_of(job.round).state == "erased"
    assert not Photo.objects.filter(kind="result").exists()


def test_a_round_without_a_photo_can_be_erased_too() -> None:
    played = a_round()
    erasing.erase_round(played)
    assert judging.state_of(played).state == "open"


def test_a_picture_is_erased_when_its_time_is_up_and_not_before() -> None:
    photo = made()
    assert erasing.erase_due(timezone.now() + timedelta(hours=23)) == 0
    assert default_storage.exists(photo.file)
    assert erasing.erase_due(timezone.now() + timedelta(hours=24, minutes=1)) == 1
    assert not default_storage.exists(photo.file)
    assert judging.state_of(photo.round).state == "erased"
    assert erasing.erase_due(timezone.now() + timedelta(hours=25)) == 0


def test_a_file_that_a_killed_worker_left_behind_is_erased_in_time() -> None:
    played = a_round()
    soon = timezone.now() + timedelta(hours=1)
    lost = media.keep(played, Photo.Kind.RESULT, a_jpeg(), soon)
    erasing.erase_due(soon)
    assert not default_storage.exists(lost.file)


def test_a_row_whose_file_was_never_written_is_erased_too() -> None:
    due = timezone.now()
    photo = Photo.objects.create(
        round=a_round(), kind="result", file="results/never-written", erase_at=due
    )
    erasing.erase_due(due)
    photo.refresh_from_db()
    assert (photo.file, photo.erased_at is None) == ("", False)


def test_while_storage_is_away_nobody_sees_the_picture_and_it_goes_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = made()

    def away(name: str) -> None:
        raise OSError(f"{name}: storage is away")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", away)
        erasing.erase_round(photo.round)
    assert default_storage.exists(photo.file)
    assert judging.state_of(photo.round).state == "erased"
    with pytest.raises(Gone):
        media.open_link(media.link(photo).rpartition("/")[2])
    erasing.erase_due(timezone.now())
    assert not default_storage.exists(photo.file)
