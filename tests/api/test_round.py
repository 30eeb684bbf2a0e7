"""Asking how a round stands, and erasing it."""

from campaigns.models import Photo, PhotoJob, Release
from campaigns.services import judging
from tests.api.phone import Phone, said


def test_a_round_is_open_then_waiting_then_done(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    assert phone.state(played).json()["state"] == "open"
    job = phone.photo(played).json()["job"]
    waiting = phone.state(played).json()
    assert (waiting["state"], waiting["step"]) == ("waiting", "queued")
    assert waiting["message"]
    assert "result_url" not in waiting
    PhotoJob.objects.update(state=PhotoJob.State.RUNNING)
    assert phone.state(played).json()["step"] == "running"
    PhotoJob.objects.update(state=PhotoJob.State.QUEUED)
    judging.judge(job)
    done = phone.state(played).json()
    assert "step" not in done
    assert (done["state"], done["result_url"]) == ("done", f"/r/{played.pk}")


def test_an_answer_that_is_known_is_not_sent_again(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    first = phone.state(played)
    assert first["Cache-Control"] == "private, no-cache"
    again = phone.state(played, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    phone.photo(played)
    assert phone.state(played, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_only_the_player_may_ask(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    thief = Phone()
    assert said(thief.state(played), 403) == "not_yours"
    assert said(thief.erase(played), 403) == "not_yours"
    played.delete()
    assert said(phone.state(played.__class__(pk="00000000-0000-0000-0000-000000000000")), 404)


def test_the_round_of_another_brands_player_is_as_closed(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    other = Phone()
    other.started(release)
    assert said(other.state(played), 403) == "not_yours"


def test_erasing_takes_everything_away(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    judging.judge(phone.photo(played).json()["job"])
    for _ in range(2):
        response = phone.erase(played)
        assert (response.status_code, response.json()) == (200, {"state": "erased"})
    assert phone.state(played).json()["state"] == "erased"
    assert not Photo.objects.filter(erased_at=None).exists()


def test_erasing_while_it_waits_calls_the_job_off(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    job = phone.photo(played).json()["job"]
    phone.erase(played)
    judging.judge(job)
    assert phone.state(played).json()["state"] == "erased"
    assert PhotoJob.objects.get().result is None


def test_the_answer_speaks_the_players_language(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    played.consent.language = "en"
    played.consent.save()
    phone.photo(played)
    answer = phone.state(played, headers={"accept-language": "zh-hans"}).json()
    assert answer["message"] == "Your picture is being made …"


def test_a_wrong_method_is_refused_as_json(phone: Phone, release: Release) -> None:
    played = phone.started(release)
    response = phone.client.delete(f"/api/rounds/{played.pk}")
    assert said(response, 405) == "method_not_allowed"
