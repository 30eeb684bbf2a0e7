"""A duel's job: made from its turns, its frames erased with it, and played anew where it fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage

import inference
from campaigns.models import Photo, PhotoJob, Round
from campaigns.plays.base import Shot
from campaigns.plays.gesture_duel import GestureDuel
from campaigns.services import entering, erasing, judging, media
from campaigns.services.errors import BadUpload, NoTurn, Refusal
from tests.cast import a_jpeg, a_round
from tests.services.duels import a_duel, a_frame, play_through, throw, winning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_bell")]


def judged(played: Round) -> judging.RoundState:
    judging.judge(entering.submit(played, "one", None).pk)
    return judging.state_of(played)


def frames(played: Round) -> list[str]:
    names = Photo.objects.filter(round=played, kind="frame").values_list("file", flat=True)
    return [name for name in names if name and default_storage.exists(name)]


@pytest.mark.parametrize(("win", "tier"), [(True, "flawless"), (False, "lose")])
def test_a_duel_by_touch_ends_with_card_tier_and_prize(win: bool, tier: str) -> None:
    played = play_through(a_duel(), win=win)
    assert judged(played).state == "done"
    played.refresh_from_db()
    assert played.tier == tier
    assert played.draw.coupon is not None
    picture = judging.picture_of(played)
    assert picture is not None
    assert (picture.width, picture.height) == (1080, 1350)


def test_where_no_hand_was_seen_the_duel_is_played_anew() -> None:
    played = play_through(a_duel(), film=True)
    assert len(frames(played)) == 2
    state = judged(played)
    assert (state.state, state.reason) == ("retake", "no_hand")
    assert "hand" in state.words
    assert frames(played) == []
    with pytest.raises(NoTurn) as no:
        entering.submit(played, "two", None)
    assert no.value.code == "anew"
    assert PhotoJob.objects.count() == 1
    other = play_through(a_duel(played.release, player=played.player))
    assert judged(other).state == "done"


def test_frames_are_erased_as_soon_as_the_card_is_made() -> None:
    played = a_duel()
    throw(played, winning(played, 1), a_frame(), a_frame())
    play_through(played)
    assert len(frames(played)) == 2
    judged(played)
    assert frames(played) == []
    assert not Photo.objects.filter(kind="frame", erased_at=None).exists()


def test_frames_wait_for_another_attempt_where_a_worker_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played = play_through(a_duel(), film=True)
    monkeypatch.setattr(GestureDuel, "judge", broken())
    assert judged(played).state == "waiting"
    assert len(frames(played)) == 2


def broken() -> Callable[..., Any]:
    def judge(self: GestureDuel, shot: Shot, *rest: Any) -> Any:
        raise inference.ModelUnavailable("hand_landmark_lite")

    return judge


def test_a_duel_whose_frames_were_erased_meanwhile_ends_late() -> None:
    played = play_through(a_duel(), film=True)
    job = entering.submit(played, "one", None)
    for photo in Photo.objects.filter(kind="frame"):
        media.erase(photo)
    judging.judge(job.pk)
    assert judging.state_of(played).reason == "late"


def test_erasing_the_round_calls_off_its_job_and_erases_its_frames() -> None:
    played = play_through(a_duel(), film=True)
    job = entering.submit(played, "one", None)
    erasing.erase_round(played)
    judging.judge(job.pk)
    assert frames(played) == []
    assert judging.state_of(played).state == "erased"


def test_a_duel_is_judged_by_its_turns_alone() -> None:
    played = play_through(a_duel())
    for photo, figure in ((a_jpeg(), None), (None, 1)):
        with pytest.raises(Refusal):
            entering.submit(played, "one", photo, figure)
    assert not PhotoJob.objects.exists()
    assert not Photo.objects.exists()


def test_any_other_play_needs_a_photo_or_a_figure() -> None:
    with pytest.raises(BadUpload):
        entering.submit(a_round(), "one", None)


def test_a_double_tap_on_the_last_button_is_one_job() -> None:
    played = play_through(a_duel())
    jobs = {entering.submit(played, token, None).pk for token in ("a", "a", "b")}
    assert len(jobs) == 1
