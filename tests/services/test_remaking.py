"""The picture made anew: as often as is sensible, from the same photo, and nothing won by it."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import inference
from campaigns.models import Coupon, Draw, Photo, PhotoJob, Round
from campaigns.plays.registry import PLAYS
from campaigns.services import bell, entering, erasing, judging, media, remaking
from campaigns.services.errors import Finished, Gone, NotFound, Refusal, TooMany
from tests.cast import a_jpeg, a_round
from tests.services.easels import Tinted, a_picture, a_tinted_release, a_wish, remade, tint
from tests.services.plain import Plain, a_plain_release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_bell")]


@pytest.fixture(autouse=True)
def tinted(monkeypatch: pytest.MonkeyPatch) -> Tinted:
    play = Tinted()
    monkeypatch.setitem(PLAYS, play.name, play)
    return play


def shown(played: Round) -> tuple[int, int]:
    """Brush and choice of the round's picture."""
    picture = judging.picture_of(played)
    assert picture is not None
    return tint(media.content(picture))


def test_the_first_picture_keeps_what_others_are_made_of_and_erases_what_was_sent() -> None:
    played = a_picture()
    job = played.jobs.get()
    assert job.source is not None
    assert job.kept is not None
    assert job.result is not None
    assert job.source.erased_at is not None
    assert job.kept.erase_at == job.result.erase_at
    assert media.content(job.kept)


def test_a_draft_is_made_and_the_rounds_picture_stays() -> None:
    played = a_picture()
    job = remade(played, "one", a_wish(0.2, choice=2))
    now = remaking.state_of(played, job.pk)
    assert (now.state, now.width, now.height) == ("done", 96, 96)
    assert now.picture.startswith("/media/")
    assert job.result is not None
    assert tint(media.content(job.result)) == (20, 2)
    assert shown(played) == (50, 1)


def test_in_full_size_it_takes_the_pictures_place_and_that_one_is_erased() -> None:
    played = a_picture()
    before = judging.picture_of(played)
    assert before is not None
    remade(played, "one", a_wish(0.8, choice=3, draft=False))
    assert shown(played) == (80, 3)
    assert judging.state_of(played).state == "done"
    before.refresh_from_db()
    assert before.erased_at is not None


def test_drafts_live_on_when_the_picture_is_replaced() -> None:
    played = a_picture()
    draft = remade(played, "one", a_wish(0.1))
    remade(played, "two", a_wish(0.8, draft=False))
    assert remaking.state_of(played, draft.pk).state == "done"


def test_nothing_is_won_again() -> None:
    played = a_picture()
    played.refresh_from_db()
    finished = played.finished_at
    remade(played, "one", a_wish(0.8, draft=False))
    remade(played, "two", a_wish(0.3))
    played.refresh_from_db()
    assert played.finished_at == finished
    assert (Draw.objects.count(), Coupon.objects.filter(state="claimed").count()) == (1, 1)


def test_the_same_token_is_the_same_wish(tinted: Tinted) -> None:
    played = a_picture()
    job = remade(played, "one", a_wish(0.2))
    assert remaking.ask(played, "one", a_wish(0.9)) == job
    assert len(tinted.wishes) == 1


def test_what_was_made_already_is_not_made_again(tinted: Tinted) -> None:
    played = a_picture()
    job = remade(played, "one", a_wish(0.2))
    remade(played, "other", a_wish(0.7))
    assert remaking.ask(played, "two", a_wish(0.2)) == job
    assert remaking.ask(played, "three", a_wish(0.2, choice=2)) != job
    assert len(tinted.wishes) == 2


def test_a_brush_that_nobody_could_tell_from_another_is_the_same() -> None:
    played = a_picture()
    job = remade(played, "one", a_wish(0.2))
    assert remaking.ask(played, "two", a_wish(0.2004)) == job


def test_an_earlier_picture_in_full_size_is_made_again_where_another_took_its_place() -> None:
    played = a_picture()
    remade(played, "one", a_wish(0.2, draft=False))
    remade(played, "two", a_wish(0.9, draft=False))
    assert shown(played) == (90, 1)
    remade(played, "three", a_wish(0.2, draft=False))
    assert shown(played) == (20, 1)
    kept = Photo.objects.filter(kind="result").exclude(file="")
    assert kept.count() == 1


def test_a_worker_that_comes_late_replaces_nothing_newer(tinted: Tinted) -> None:
    played = a_picture()
    older = remaking.ask(played, "one", a_wish(0.2, draft=False))
    newer = remaking.ask(played, "two", a_wish(0.9, draft=False))
    judging.judge(newer.pk)
    judging.judge(older.pk)
    assert shown(played) == (90, 1)
    assert Photo.objects.filter(kind="result").exclude(file="").count() == 1


@pytest.mark.parametrize(("draft", "most"), [(True, Tinted.drafts), (False, Tinted.remakes)])
def test_a_round_has_so_many_and_then_a_friendly_no(*, draft: bool, most: int) -> None:
    played = a_picture()
    for number in range(most):
        remade(played, f"t{number}", a_wish(number / 10, draft=draft))
    with pytest.raises(TooMany) as no:
        remaking.ask(played, "one-more", a_wish(0.99, draft=draft))
    assert no.value.code == "enough_remakes"
    assert "Play again" in str(no.value.words)
    # What is there already can still be looked at.
    assert remaking.ask(played, "again", a_wish((most - 1) / 10, draft=draft))


def test_only_so_many_are_waited_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remaking, "MOST_AT_ONCE", 2)
    played = a_picture()
    for number in range(2):
        remaking.ask(played, f"t{number}", a_wish(number / 10))
    with pytest.raises(TooMany) as no:
        remaking.ask(played, "t2", a_wish(0.9))
    assert no.value.code == "busy"


def test_another_choice_calls_off_the_drafts_that_nobody_began(tinted: Tinted) -> None:
    played = a_picture()
    done = remade(played, "done", a_wish(0.1))
    waiting = [remaking.ask(played, f"t{number}", a_wish(0.2 * number)) for number in (1, 2)]
    full = remaking.ask(played, "full", a_wish(0.9, draft=False))
    other = remaking.ask(played, "other", a_wish(0.2, choice=2))
    for job in (*waiting, full, other):
        judging.judge(job.pk)
    states = [remaking.state_of(played, job.pk).state for job in (done, *waiting, full, other)]
    assert states == ["done", "failed", "failed", "done", "done"]
    # They count for nothing, and are made when they are wanted after all.
    for number in (1, 2):
        assert remade(played, f"again{number}", a_wish(0.2 * number)).state == "done"


def stands(played: Round, job: PhotoJob) -> str:
    return remaking.state_of(played, job.pk).state


def test_a_draft_is_made_while_a_full_painting_is_still_under_way(tinted: Tinted) -> None:
    played, other = a_picture(), a_picture()
    full = remaking.ask(played, "full", a_wish(0.9, draft=False))
    asked: list[PhotoJob] = []

    def somebody_moves_the_brush() -> None:
        tinted.meanwhile = look
        asked.append(remaking.ask(other, "draft", a_wish(0.3)))

    def look() -> None:
        assert PhotoJob.objects.get(pk=full.pk).state == "running"

    tinted.meanwhile = somebody_moves_the_brush
    judging.judge(full.pk)
    assert [stands(other, asked[0]), stands(played, full)] == ["done", "done"]
    assert [wish.brush for wish in tinted.wishes] == [0.9, 0.3]
    assert shown(played) == (90, 1)
    # The bell that was rung for it comes late and finds it done.
    judging.judge(asked[0].pk)
    assert len(tinted.wishes) == 2


def test_waiting_drafts_come_before_a_picture_of_any_size_the_newest_first(tinted: Tinted) -> None:
    played = a_picture()
    full = remaking.ask(played, "full", a_wish(0.9, draft=False))
    for number in (1, 2):
        remaking.ask(played, f"t{number}", a_wish(number / 10))
    judging.judge(full.pk)
    assert [wish.brush for wish in tinted.wishes] == [0.2, 0.1, 0.9]


def test_nobody_is_put_off_for_ever_by_drafts(
    tinted: Tinted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "GIVES_WAY_TO", 2)
    played = a_picture()
    full = remaking.ask(played, "full", a_wish(0.9, draft=False))
    drafts = [remaking.ask(played, f"t{number}", a_wish(number / 10)) for number in range(4)]
    judging.judge(full.pk)
    assert stands(played, full) == "done"
    assert [stands(played, job) for job in drafts] == ["waiting", "waiting", "done", "done"]


def test_one_draft_does_not_give_way_to_another(tinted: Tinted) -> None:
    played = a_picture()
    first, second = (remaking.ask(played, f"t{n}", a_wish(n / 10)) for n in (1, 2))
    judging.judge(first.pk)
    assert [stands(played, job) for job in (first, second)] == ["done", "waiting"]


def test_a_draft_that_fails_in_between_spoils_no_other_picture(tinted: Tinted) -> None:
    played = a_picture()
    full = remaking.ask(played, "full", a_wish(0.9, draft=False))
    draft = remaking.ask(played, "draft", a_wish(0.3))

    def fail_as_a_draft() -> None:
        if tinted.wishes[-1].draft:
            raise inference.ModelUnavailable("style")

    tinted.meanwhile = fail_as_a_draft
    judging.judge(full.pk)
    assert [stands(played, job) for job in (full, draft)] == ["done", "waiting"]
    draft.refresh_from_db()
    assert draft.attempts == 1, "its pause is not over: it is not tried again at once"


@pytest.mark.parametrize("choice", [0, 4, 99])
def test_a_choice_that_is_not_offered_is_refused(choice: int) -> None:
    with pytest.raises(Refusal) as no:
        remaking.ask(a_picture(), "one", a_wish(choice=choice))
    assert no.value.code == "unknown_choice"


def test_before_there_is_a_picture_there_is_nothing_to_make_anew() -> None:
    played = a_round(a_tinted_release())
    with pytest.raises(Gone):
        remaking.ask(played, "one", a_wish())
    entering.submit(played, "first", a_jpeg())
    with pytest.raises(Gone):
        remaking.ask(played, "one", a_wish())


def test_a_token_of_the_first_picture_is_no_wish() -> None:
    with pytest.raises(Refusal) as no:
        remaking.ask(a_picture(), "first", a_wish())
    assert no.value.code == "used_token"


def test_a_play_that_makes_one_picture_knows_no_remake(plain: Plain) -> None:
    played = a_round(a_plain_release())
    judging.judge(entering.submit(played, "first", a_jpeg()).pk)
    with pytest.raises(NotFound):
        remaking.ask(played, "one", a_wish())
    assert remaking.easel(played) is None
    assert not Photo.objects.filter(kind="kept").exists()


def test_once_the_photo_is_erased_nothing_is_made_of_it() -> None:
    played = a_picture()
    draft = remade(played, "one", a_wish())
    waiting = remaking.ask(played, "two", a_wish(0.9))
    erasing.erase_round(played)
    with pytest.raises(Gone) as no:
        remaking.ask(played, "three", a_wish(0.4))
    assert "erased" in str(no.value.words)
    judging.judge(waiting.pk)
    assert remaking.state_of(played, draft.pk).state == "erased"
    assert remaking.state_of(played, waiting.pk).state == "erased"
    assert remaking.easel(played) is None
    assert not Photo.objects.exclude(file="").exists()


def test_what_is_erased_in_the_middle_of_a_remake_stays_erased(tinted: Tinted) -> None:
    played = a_picture()
    job = remaking.ask(played, "one", a_wish(0.9, draft=False))
    tinted.meanwhile = lambda: erasing.erase_round(played)
    judging.judge(job.pk)
    assert judging.state_of(played).state == "erased"
    assert not Photo.objects.exclude(file="").exists()


def test_when_its_time_is_up_photo_picture_and_drafts_go_together() -> None:
    played = a_picture(a_round(a_tinted_release(photo_hours=2)))
    draft = remade(played, "one", a_wish())
    times = set(Photo.objects.filter(erased_at=None).values_list("erase_at", flat=True))
    assert len(times) == 1, "a draft is kept no longer than what it was made of"
    later = timezone.now() + timedelta(hours=2, minutes=1)
    Photo.objects.update(erase_at=F("erase_at") - timedelta(hours=2, minutes=1))
    assert remaking.state_of(played, draft.pk).state == "erased"
    with pytest.raises(Gone):
        remaking.ask(played, "two", a_wish(0.5))
    erasing.erase_due(later)
    assert not Photo.objects.exclude(file="").exists()


def test_a_worker_that_dies_loses_no_wish(tinted: Tinted) -> None:
    played = a_picture()
    job = remaking.ask(played, "one", a_wish(0.3))
    PhotoJob.objects.filter(pk=job.pk).update(
        state="running", attempts=1, lease_until=timezone.now() - timedelta(seconds=1)
    )
    judging.sweep(timezone.now())
    PhotoJob.objects.filter(pk=job.pk).update(lease_until=None)
    judging.judge(job.pk)
    assert remaking.state_of(played, job.pk).state == "done"


def test_a_worker_that_was_taken_for_dead_leaves_no_picture_behind(tinted: Tinted) -> None:
    played = a_picture()
    job = remaking.ask(played, "one", a_wish(0.3))

    def another_takes_over() -> None:
        PhotoJob.objects.filter(pk=job.pk).update(attempts=F("attempts") + 1)

    tinted.meanwhile = another_takes_over
    judging.judge(job.pk)
    assert remaking.state_of(played, job.pk).state == "waiting"
    assert Photo.objects.filter(kind="result").exclude(file="").count() == 1


def test_what_cannot_be_painted_is_tried_again_and_then_told(tinted: Tinted) -> None:
    played = a_picture()
    job = remaking.ask(played, "one", a_wish(0.3))

    def fail() -> None:
        raise inference.ModelUnavailable("style")

    tinted.meanwhile = fail
    for _ in range(judging.ATTEMPTS):
        PhotoJob.objects.filter(pk=job.pk).update(lease_until=None)
        judging.judge(job.pk)
    now = remaking.state_of(played, job.pk)
    assert (now.state, bool(now.words), now.picture) == ("failed", True, "")
    assert shown(played) == (50, 1)
    # Another try is another wish.
    tinted.meanwhile = lambda: None
    assert remade(played, "two", a_wish(0.3)).state == "done"


def test_a_wish_of_somebody_elses_round_is_not_there() -> None:
    mine, other = a_picture(), a_picture()
    job = remade(other, "one", a_wish())
    with pytest.raises(NotFound):
        remaking.state_of(mine, job.pk)
    with pytest.raises(NotFound):
        remaking.state_of(mine, mine.jobs.get().pk)


def test_a_finished_round_takes_no_other_photo_whatever_was_remade() -> None:
    played = a_picture()
    remade(played, "one", a_wish(0.8, draft=False))
    with pytest.raises(Finished):
        entering.submit(played, "two", a_jpeg())


def test_an_open_wish_is_no_answer_to_another_photo() -> None:
    played = a_picture()
    remaking.ask(played, "one", a_wish())
    assert judging.state_of(played).state == "done"
    with pytest.raises(Finished):
        entering.submit(played, "two", a_jpeg())


def test_the_bell_is_rung_for_the_wish_once_it_is_stored(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: type
) -> None:
    rung: list[object] = []
    monkeypatch.setattr(bell, "ring", rung.append)
    played = a_picture()
    with django_capture_on_commit_callbacks(execute=True):
        job = remaking.ask(played, "one", a_wish())
        assert rung == []
    assert rung == [job.pk]


def test_the_result_page_is_told_of_the_picture_that_is_there() -> None:
    played = a_picture()
    assert remaking.easel(played) == {"choice": 1, "brush": 0.5}
    remade(played, "one", a_wish(0.8, choice=2, draft=False))
    remade(played, "two", a_wish(0.1, choice=3))
    assert remaking.easel(played) == {"choice": 2, "brush": 0.8}


def test_a_picture_that_is_remade_on_the_phone_is_the_one_that_is_offered() -> None:
    played = a_picture()
    remade(played, "one", a_wish(0.8, draft=False))
    picture = judging.picture_of(played)
    assert picture is not None
    assert default_storage.exists(picture.file)


def test_asking_how_it_stands_costs_few_queries() -> None:
    played = a_picture()
    job = remade(played, "one", a_wish())
    with CaptureQueriesContext(connection) as asked:
        remaking.state_of(played, job.pk)
    assert len(asked) <= 2
