"""A job from its claim to its end. The row is the truth; whoever changes it first has it.

Each claim counts `attempts` up, and a worker may end only the attempt that it claimed: a worker
that was thought dead and comes back changes nothing.
"""

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

import inference
from campaigns.models import Photo, PhotoJob, Round
from campaigns.plays.base import RemakePlay, Scene, Shot, Verdict, Wish
from campaigns.plays.registry import PLAYS
from campaigns.services import assets, awarding, bell, leasing, media, qr, standing
from campaigns.services.errors import Gone
from campaigns.services.wording import reason_words, state_words

State = PhotoJob.State
OPEN = (State.QUEUED, State.RUNNING)
ATTEMPTS = 3
# A worker that is silent for so long is taken for dead; a living one says four times within it that
# it is still at the job.
LEASE = timedelta(seconds=12)
_SAYS_SO = LEASE / 4
PAUSES = (timedelta(seconds=2), timedelta(seconds=10))
# Drafts that a picture lets pass while it is made: a second, and then it is not put off any more.
GIVES_WAY_TO = 3
# A queued job that nobody took in this time has lost its bell.
RING_AFTER = timedelta(seconds=3)
_AT_ONCE = 200
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class RoundState:
    """state: open, waiting, retake, done, failed or erased. words: for the player, with what next.

    ahead: how many jobs will be made before the waiting one. step: where that is, "queued" or
    "running".
    """

    state: str
    reason: str = ""
    words: str = ""
    ahead: int = 0
    step: str = ""


def judge(job_id: uuid.UUID) -> None:
    """Do the job if it is there to be done. Rung twice, for a job done or taken: nothing."""
    job = _claim(job_id, timezone.now())
    if job is None:
        return
    try:
        with leasing.renewed(partial(_renew, job), _SAYS_SO.total_seconds()):
            _finish(job, _make(job))
    except inference.BadPhoto as error:
        _logger.info("job %s asks for another photo: %s", job.pk, error)
        _end(job, State.RETAKE, str(error.reason))
    except Gone:
        _end(job, State.FAILED, "late")
    # Whatever else a play raises is ours or the operator's to mend, and the player must hear of it.
    except Exception as error:
        _logger.exception("job %s failed in attempt %d", job.pk, job.attempts)
        _fail(job, again=not isinstance(error, inference.BadTemplate))


def sweep(now: datetime) -> int:
    """Ring again for what waits, take back what a dead worker held. Return how many were rung."""
    for job in PhotoJob.objects.filter(state=State.RUNNING, lease_until__lt=now)[:_AT_ONCE]:
        _logger.warning("job %s lost its worker in attempt %d", job.pk, job.attempts)
        # Whoever waits has waited long enough.
        _fail(job, again=True, ready_at=now)
    waiting = _ready(now).filter(queued_at__lt=now - RING_AFTER)
    rung = 0
    for job_id in waiting.order_by("queued_at").values_list("pk", flat=True)[:_AT_ONCE]:
        if not bell.ring(job_id):
            break
        rung += 1
    return rung


def state_of(played: Round) -> RoundState:
    """Return what the player may know of their round now."""
    job = played.jobs.filter(remake="").order_by("-queued_at", "-pk").first()
    if job is None:
        return RoundState("open")
    picture = picture_of(played)
    if job.reason == "erased" or (picture and media.is_gone(picture, timezone.now())):
        return RoundState("erased", "erased", reason_words("erased"))
    if job.state in OPEN:
        words = state_words("waiting")
        return RoundState("waiting", words=words, ahead=_ahead(job), step=str(job.state))
    if job.state == State.DONE:
        return RoundState("done", words=state_words("done"))
    return RoundState(str(job.state), job.reason, reason_words(job.reason))


def picture_of(played: Round) -> Photo | None:
    """Return the picture that counts for the round, erased or not; a lost attempt's never does.

    That is the newest one in full size.
    """
    job = shown_by(played)
    return job.result if job else None


def shown_by(played: Round) -> PhotoJob | None:
    """Return the job that made the picture which counts for the round."""
    full = played.jobs.select_related("result").filter(state=State.DONE)
    return full.exclude(remake=PhotoJob.Remake.DRAFT).order_by("-queued_at", "-pk").first()


def words_of(played: Round) -> Sequence[tuple[str, str]]:
    """Return what the play tells beside the round's picture, in the active language."""
    job = shown_by(played)
    play = played.release.snapshot["play"]
    return PLAYS[play["name"]].words_for(job.facts, play["settings"]) if job else ()


def picks_of(played: Round) -> Sequence[int]:
    """Return which of the campaign's products suit the round, by their place; () for none."""
    job = shown_by(played)
    play = played.release.snapshot["play"]
    return PLAYS[play["name"]].picks(job.facts, play["settings"]) if job else ()


def made_with_ai(played: Round) -> bool:
    """Return whether the round's picture was made or changed by AI."""
    job = shown_by(played)
    play = played.release.snapshot["play"]["name"]
    return job is not None and PLAYS[play].made_with_ai(job.facts)


def _renew(job: PhotoJob) -> bool:
    """Whether the job is still ours."""
    return bool(_mine(job).update(lease_until=timezone.now() + LEASE))


class _Passing:
    """Somebody waits for a draft with a finger on the brush, and it is painted soon: while another
    picture is made, so many may pass. The newest first: that is where a finger rests now."""

    def __init__(self, most: int) -> None:
        self._most = most

    def let_pass(self) -> None:
        while self._most and (job_id := self._next()):
            self._most -= 1
            judge(job_id)

    @staticmethod
    def _next() -> uuid.UUID | None:
        drafts = _ready(timezone.now()).filter(remake=PhotoJob.Remake.DRAFT)
        return drafts.order_by("-queued_at").values_list("pk", flat=True).first()


def _ready(now: datetime) -> QuerySet[PhotoJob]:
    """What waits, and not for its pause to be over."""
    ready = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    return PhotoJob.objects.filter(ready, state=State.QUEUED)


def _claim(job_id: uuid.UUID, now: datetime) -> PhotoJob | None:
    """The job with its new attempt, or None where another has it or its pause is not over."""
    jobs = PhotoJob.objects.select_related(
        "round__release", "round__consent", "round__placement", "source"
    )
    job = jobs.filter(pk=job_id).first()
    if job is None:
        return None
    mine = _ready(now).filter(pk=job.pk, attempts=job.attempts)
    if not mine.update(state=State.RUNNING, attempts=F("attempts") + 1, lease_until=now + LEASE):
        return None
    job.attempts += 1
    return job


def _make(job: PhotoJob) -> Verdict:
    release = job.round.release
    snapshot = release.snapshot
    reader = assets.read(release)
    logo = snapshot["brand"]["logo"]
    passing = _Passing(0 if job.remake == PhotoJob.Remake.DRAFT else GIVES_WAY_TO)
    passing.let_pass()
    scene = Scene(
        language=job.round.consent.language,
        brand_name=snapshot["brand"]["name"],
        logo=None if logo is None else reader(logo),
        theme=snapshot["theme"],
        qr=_code(job.round),
        give_way=passing.let_pass,
    )
    play, chosen = PLAYS[snapshot["play"]["name"]], snapshot["play"]["settings"]
    if job.remake:
        assert isinstance(play, RemakePlay)
        wish = Wish(job.choice or 1, job.brush or 0.0, draft=job.remake == PhotoJob.Remake.DRAFT)
        return play.remake(media.content(kept_of(job.round)), wish, chosen, reader, scene)
    turns = standing.seen(job.round) if standing.live_play(job.round) else ()
    photo = media.content(job.source) if job.source else None
    shot = Shot(photo, job.figure, turns, choice=job.choice, seed=bytes(job.round.seed))
    return play.judge(shot, chosen, reader, scene)


def kept_of(played: Round) -> Photo:
    """Return what the round's picture may be made anew of, erased or not. Raises Gone for none."""
    job = played.jobs.select_related("kept").filter(remake="", state=State.DONE).first()
    if job is None or job.kept is None:
        raise Gone
    return job.kept


def _code(played: Round) -> bytes | None:
    """The code that leads to the campaign, by the place where the round was begun if there was one.

    A picture without it is better than none: a code that cannot be proven is left out.
    """
    place = played.placement
    slug = played.release.snapshot["campaign"]["slug"]
    road = reverse("page", args=[slug]) if place is None else reverse("scan", args=[place.code])
    try:
        return qr.png(settings.BASE_URL + road, qr.QrStyle(), 0)
    except qr.Unreadable:
        _logger.exception("round %s goes without its code", played.pk)
        return None


def _finish(job: PhotoJob, verdict: Verdict) -> None:
    """Keep the picture; if this attempt still counts, it is the round's, with tier and prize."""
    hours = job.round.release.snapshot["campaign"]["photo_hours"]
    # What is made anew goes with what it is made of: no slider buys it more time.
    until = kept_of(job.round).erase_at if job.remake else timezone.now() + timedelta(hours=hours)
    size = {"width": verdict.width, "height": verdict.height}
    made = {"result": media.keep(job.round, Photo.Kind.RESULT, verdict.picture, until, **size)}
    if verdict.kept is not None:
        made["kept"] = media.keep(job.round, Photo.Kind.KEPT, verdict.kept, until)
    if not _settle(job, verdict, made):
        for photo in made.values():
            media.erase(photo)
    elif job.remake == PhotoJob.Remake.FULL:
        _erase_replaced(job.round)
    elif not job.remake:
        _erase_sent(job)


@transaction.atomic
def _settle(job: PhotoJob, verdict: Verdict, made: Mapping[str, Photo]) -> bool:
    """Picture, tier and prize: all of them, once, or none. False where the job is not ours now."""
    facts, milliseconds = dict(verdict.facts), dict(verdict.milliseconds)
    if not _close(job, State.DONE, facts=facts, milliseconds=milliseconds, **made):
        return False
    # Nothing is won by looking at it differently.
    if job.remake:
        return True
    played = job.round
    play = played.release.snapshot["play"]
    played.tier = PLAYS[play["name"]].outcome(verdict, play["settings"])
    played.finished_at = timezone.now()
    played.score = PLAYS[play["name"]].score(verdict.facts)
    played.save(update_fields=["tier", "finished_at", "score"])
    # A screen's picture waits for the phone that takes it, and so does its prize.
    if played.player_id is not None:
        awarding.award(played)
    return True


def _erase_replaced(played: Round) -> None:
    """One picture in full size is the round's: those before it are not needed any more."""
    full = played.jobs.filter(state=State.DONE).exclude(remake=PhotoJob.Remake.DRAFT)
    counts = picture_of(played)
    for photo in Photo.objects.filter(pk__in=full.values("result"), erased_at=None):
        if photo != counts:
            media.erase(photo)


def _end(job: PhotoJob, state: State, reason: str) -> None:
    if _close(job, state, reason=reason):
        _erase_sent(job)


def _fail(job: PhotoJob, *, again: bool, ready_at: datetime | None = None) -> None:
    """Back into the queue, until then or for a pause, or the end where that would not help."""
    if again and job.attempts < ATTEMPTS:
        ready_at = ready_at or timezone.now() + PAUSES[job.attempts - 1]
        _mine(job).update(state=State.QUEUED, lease_until=ready_at)
    else:
        _end(job, State.FAILED, "failed")


def _close(job: PhotoJob, state: State, **found: Any) -> bool:
    """Bring the job to its end; what was sent may be erased from here on, whatever happens."""
    now = timezone.now()
    if not _mine(job).update(state=state, lease_until=None, finished_at=now, **found):
        return False
    _sent(job).filter(erase_at__gt=now).update(erase_at=now)
    return True


def _mine(job: PhotoJob) -> QuerySet[PhotoJob]:
    """The job as long as it is being made in this very attempt; else no row."""
    return PhotoJob.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


def _sent(job: PhotoJob) -> QuerySet[Photo]:
    """What the player sent for this job: a photo, or the frames of the turns."""
    frames = Q(round=job.round_id, kind=Photo.Kind.FRAME)
    return Photo.objects.filter(frames | Q(pk=job.source_id))


def _erase_sent(job: PhotoJob) -> None:
    for photo in _sent(job).filter(erased_at=None):
        media.erase(photo)


def _ahead(job: PhotoJob) -> int:
    return PhotoJob.objects.filter(state=State.QUEUED, queued_at__lt=job.queued_at).count()
