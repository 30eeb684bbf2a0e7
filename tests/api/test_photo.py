"""Sending a photo, and everything that a network, a thumb or a stranger can do to it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaigns.models import Photo, PhotoJob, Release
from campaigns.services import erasing, judging
from tests.api.phone import Phone, said
from tests.cast import a_jpeg


def test_a_photo_is_taken_in_and_its_state_can_be_asked(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    response = phone.photo(played)
    assert response.status_code == 202
    assert response.json()["status_url"] == reverse("api-round", args=[played.pk])
    assert response.json()["job"] == str(PhotoJob.objects.get().pk)


def test_a_retry_and_a_double_tap_are_one_job(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    jobs = {phone.photo(played, token).json()["job"] for token in ("one", "one", "two")}
    assert len(jobs) == 1
    assert Photo.objects.count() == 1


def test_a_figure_is_enough(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    assert phone.form(played, client_token="one", figure="3").status_code == 202
    assert PhotoJob.objects.get().figure == 3


def test_a_strangers_round_takes_no_photo(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    thief = Phone()
    assert said(thief.photo(played), 403) == "not_yours"
    thief.started(release)
    assert said(thief.photo(played), 403) == "not_yours"
    assert not Photo.objects.exists()


def test_a_round_that_is_not_there_is_not_found(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    played.delete()
    played.pk = "00000000-0000-0000-0000-000000000000"
    assert said(phone.photo(played), 404) == "not_found"


@pytest.mark.parametrize(
    ("photo", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported"),
        (b"GIF89a" + bytes(100), "unsupported"),
    ],
)
def test_what_is_no_photo_is_refused_with_words(
    phone: Phone, release: Release, photo: bytes, code: str
) -> None:
    assert said(phone.photo(phone.started(release), photo=photo), 400) == code


def test_a_photo_with_a_good_start_and_nothing_behind_it_asks_for_another(
    phone: Phone, release: Release
) -> None:
    played = phone.started(release)
    job = phone.photo(played, photo=a_jpeg()[:60]).json()["job"]
    judging.judge(job)
    answer = phone.state(played).json()
    assert (answer["state"], answer["reason"]) == ("retake", "damaged")
    assert answer["message"]


def test_an_upload_beyond_the_limit_is_refused_and_not_kept(
    phone: Phone, release: Release, settings: Any
) -> None:
    settings.PHOTO_MAX_BYTES = 1000
    played = phone.started(release)
    response = phone.photo(played, photo=a_jpeg() + bytes(30_000))
    assert said(response, 413) == "too_large"
    # Near the limit the form still fits, but the photo in it does not.
    assert said(phone.photo(played, photo=a_jpeg()), 413) == "too_large"
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "invalid"),
        ({"photo": "not a file"}, "invalid"),
        ({"client_token": "", "figure": "1"}, "invalid"),
        ({"client_token": "x" * 65, "figure": "1"}, "invalid"),
        ({"client_token": "\x00", "figure": "1"}, "invalid"),
        ({"client_token": "one", "figure": "-1"}, "invalid"),
        ({"client_token": "one", "figure": "100"}, "invalid"),
        ({"client_token": "one", "figure": "1e5"}, "invalid"),
        ({"client_token": "one"}, "empty"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(
    phone: Phone, release: Release, fields: dict[str, Any], code: str
) -> None:
    assert said(phone.form(phone.started(release), **fields), 400) == code


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{}", 415),
        ("multipart/form-data", b"no boundary", 400),
        ("multipart/form-data; boundary=x", b"cut off", 400),
        ("multipart/form-data; boundary=\xff", b"x", 400),
        ("", b"x", 415),
    ],
)
def test_wrong_content_is_refused(
    phone: Phone, release: Release, kind: str, body: bytes, status: int
) -> None:
    url = reverse("api-photo", args=[phone.started(release).pk])
    said(phone.client.post(url, body, content_type=kind), status)


def test_a_file_name_of_a_strangers_making_does_no_harm(phone: Phone, release: Release) -> None:
    file = SimpleUploadedFile("x", a_jpeg(), "text/html")
    file.name = "../../" + "x" * 200 + "\x00.php"
    response = phone.form(phone.started(release), client_token="one", photo=file)
    assert response.status_code in {202, 400}
    assert not any(".php" in photo.file for photo in Photo.objects.all())


def test_a_finished_round_says_so(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    judging.judge(phone.photo(played).json()["job"])
    assert said(phone.photo(played, "two"), 409) == "finished"
    assert phone.photo(played, "one").status_code == 202, "a late retry of the same upload"


def test_an_erased_round_says_so(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    phone.photo(played)
    erasing.erase_round(played)
    assert said(phone.photo(played, "two"), 410) == "erased"


def test_a_sixth_photo_is_one_too_many(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    for number in range(5):
        judging.judge(phone.photo(played, str(number), a_jpeg(30, 30)).json()["job"])
    assert said(phone.photo(played, "six"), 429) == "too_many"


def test_a_choice_that_the_play_does_not_offer_is_refused(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    assert said(phone.form(played, client_token="one", figure=1, choice=1), 400) == "unknown_choice"
    assert said(phone.form(played, client_token="one", figure=1, choice="blue"), 400)
    assert not PhotoJob.objects.exists()
