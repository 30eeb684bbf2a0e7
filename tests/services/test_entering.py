"""Starting a round and sending a photo, however often and in whatever order."""

import hashlib
import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from campaigns.models import Consent, Event, Photo, PhotoJob, Player, Round
from campaigns.services import bell, entering, erasing, judging, publishing
from campaigns.services.errors import (
    BadUpload,
    Closed,
    Finished,
    Gone,
    NotFound,
    NotYours,
    TooMany,
)
from tests.cast import (
    a_campaign,
    a_jpeg,
    a_placement,
    a_player,
)
from tests.services.plain import Plain, a_plain_release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain", "rings")]


@pytest.fixture
def rings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The jobs that were rung for; no broker is needed to tell."""
    rung: list[object] = []
    monkeypatch.setattr(bell, "ring", rung.append)
    return rung


def begun(**fields: object) -> Round:
    release = a_plain_release()
    defaults: dict[str, Any] = {"player": None, "placement_code": "", "language": "en"}
    return entering.start(release, **defaults | fields)


def incoming() -> set[str]:
    if not default_storage.exists("incoming"):
        return set()
    return {f"incoming/{name}" for name in default_storage.listdir("incoming")[1]}


def test_a_new_player_gets_a_round_with_consent_and_hidden_luck() -> None:
    played = begun()
    assert played.player is not None
    assert len(played.seed) == 32
    assert entering.seed_hash(played) == hashlib.sha256(played.seed).hexdigest()
    assert played.consent.player == played.player
    assert len(played.consent.text_sha256) == 64


def test_a_known_player_stays_who_they_are() -> None:
    player = a_player()
    assert begun(player=player).player == player
    assert Player.objects.count() == 1


def test_consent_keeps_the_hash_of_the_words_in_their_language() -> None:
    release = a_plain_release()
    for language in ("en", "zh-hans", "en"):
        entering.start(release, player=None, placement_code="", language=language)
    hashes = Consent.objects.order_by("pk").values_list("text_sha256", "language")
    assert hashes[0] == hashes[2]
    assert {language for _, language in hashes} == {"en", "zh-hans"}


def test_the_place_counts_only_where_it_is_the_campaigns_own() -> None:
    release = a_plain_release()
    own, foreign = a_placement(release.campaign), a_placement(a_campaign())
    for code, place in ((own.code, own), (foreign.code, None), ("nonsense", None), ("", None)):
        played = entering.start(release, player=None, placement_code=code, language="en")
        assert played.placement == place


def test_a_start_is_counted_once_with_its_place() -> None:
    played = begun()
    assert Event.objects.get(name="start").visitor == played.player_id


def test_a_closed_campaign_starts_no_round() -> None:
    release = a_plain_release()
    publishing.pause(release.campaign)
    with pytest.raises(Closed, match="paused"):
        entering.start(release, player=None, placement_code="", language="en")
    assert (Round.objects.count(), Player.objects.count()) == (0, 0)


def test_a_player_has_thirty_rounds_a_day_in_a_campaign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "ROUNDS_A_DAY", 2)
    release, other, player = a_plain_release(), a_plain_release(), a_player()
    where: dict[str, Any] = {"player": player, "placement_code": "", "language": "en"}
    for _ in range(2):
        entering.start(release, **where)
    with pytest.raises(TooMany):
        entering.start(release, **where)
    entering.start(other, **where)
    Round.objects.update(started_at=timezone.now() - timedelta(days=1, seconds=1))
    entering.start(release, **where)


def test_a_round_is_found_by_its_own_player_only() -> None:
    played = begun()
    assert entering.round_of(played.pk, played.player) == played
    for stranger in (None, a_player()):
        with pytest.raises(NotYours):
            entering.round_of(played.pk, stranger)
    with pytest.raises(NotFound):
        entering.round_of(uuid4(), played.player)


def test_a_photo_is_stored_and_rung_for_once_it_is_committed(
    rings: list[object], django_capture_on_commit_callbacks: Any
) -> None:
    played = begun()
    with django_capture_on_commit_callbacks(execute=True):
        job = entering.submit(played, "one", a_jpeg())
        assert rings == []
    assert rings == [job.pk]
    assert job.source is not None
    assert job.source.file in incoming()
    assert Event.objects.filter(name="photo").count() == 1


def test_the_same_token_is_the_same_job_whatever_comes_with_it() -> None:
    played = begun()
    before = incoming()
    job = entering.submit(played, "one", a_jpeg())
    assert entering.submit(played, "one", a_jpeg()) == job
    assert entering.submit(played, "one", b"damaged on its second way") == job
    assert len(incoming() - before) == 1
    assert Photo.objects.count() == 1


def test_a_second_photo_while_one_is_waiting_is_the_waiting_job_and_is_not_kept() -> None:
    played = begun()
    before = incoming()
    job = entering.submit(played, "one", a_jpeg())
    assert entering.submit(played, "two", a_jpeg()) == job
    assert len(incoming() - before) == 1
    assert Photo.objects.count() == 1


def test_the_photo_waits_for_an_hour_at_most() -> None:
    job = entering.submit(begun(), "one", a_jpeg())
    assert job.source is not None
    assert job.source.erase_at <= timezone.now() + timedelta(hours=1)


@pytest.mark.parametrize(
    ("photo", "reason"),
    [(b"", "empty"), (None, "empty"), (b"<html>no photo</html>", "unsupported"), (b"GIF89a", None)],
)
def test_what_is_plainly_no_photo_is_refused_with_words(
    photo: bytes | None, reason: str | None
) -> None:
    played = begun()
    with pytest.raises(BadUpload) as refused:
        entering.submit(played, "one", photo)
    assert refused.value.code == (reason or "unsupported")
    assert (PhotoJob.objects.count(), Photo.objects.count()) == (0, 0)


def test_a_photo_beyond_the_limit_is_refused_as_too_large(settings: Any) -> None:
    settings.PHOTO_MAX_BYTES = 100
    with pytest.raises(BadUpload) as refused:
        entering.submit(begun(), "one", a_jpeg())
    assert (refused.value.code, refused.value.status) == ("too_large", 413)


def test_a_drawn_figure_takes_the_place_of_a_photo() -> None:
    job = entering.submit(begun(), "one", None, figure=2)
    assert (job.figure, job.source) == (2, None)


def test_a_finished_round_takes_no_more_photos_but_knows_its_own() -> None:
    played = begun()
    job = entering.submit(played, "one", a_jpeg())
    judging.judge(job.pk)
    with pytest.raises(Finished):
        entering.submit(played, "two", a_jpeg())
    assert entering.submit(played, "one", a_jpeg()) == job
    assert Photo.objects.filter(kind="upload").count() == 1


def test_an_erased_round_takes_no_more_photos() -> None:
    played = begun()
    judging.judge(entering.submit(played, "one", a_jpeg()).pk)
    erasing.erase_round(played)
    with pytest.raises(Gone):
        entering.submit(played, "two", a_jpeg())


def test_a_round_has_five_photos() -> None:
    played = begun()
    before = incoming()
    for number in range(5):
        judging.judge(entering.submit(played, str(number), a_jpeg(20, 20)).pk)
    with pytest.raises(TooMany):
        entering.submit(played, "one more", a_jpeg())
    assert incoming() == before


def test_a_job_that_failed_may_be_tried_again(plain: Plain) -> None:
    played = begun()
    job = entering.submit(played, "one", a_jpeg())
    PhotoJob.objects.filter(pk=job.pk).update(state="failed", reason="failed")
    assert entering.submit(played, "two", a_jpeg()) != job


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_at_the_very_same_moment_is_one_job() -> None:
    played = begun()
    jobs: list[PhotoJob] = []
    barrier = threading.Barrier(4)

    def tap(token: str) -> None:
        barrier.wait()
        try:
            jobs.append(entering.submit(Round.objects.get(pk=played.pk), token, a_jpeg()))
        finally:
            connection.close()

    taps = [threading.Thread(target=tap, args=(token,)) for token in ("a", "a", "b", "b")]
    for thread in taps:
        thread.start()
    for thread in taps:
        thread.join()
    assert len(jobs) == 4
    assert len({job.pk for job in jobs}) == 1
    assert (PhotoJob.objects.count(), Photo.objects.count()) == (1, 1)
