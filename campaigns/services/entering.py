"""Into a round: consent, start, and the one photo that is worked on at a time."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.models import Consent, Photo, PhotoJob, Placement, Player, Release, Round, Screen
from campaigns.plays.registry import PLAYS
from campaigns.services import (
    awarding,
    bell,
    judging,
    media,
    publishing,
    recording,
    standing,
)
from campaigns.services.errors import (
    BadUpload,
    Finished,
    Gone,
    NotFound,
    NotYours,
    Refusal,
    TooMany,
)
from campaigns.services.wording import consent_of, reason_words

# A mall shares one address, so the limit is the player's own; a screen has players without end.
ROUNDS_A_DAY = 30
PHOTOS_A_ROUND = 5
# The photo as it was sent waits for a worker so long at most.
UPLOAD_WAITS = timedelta(hours=1)


def start(
    release: Release,
    *,
    player: Player | None,
    placement_code: str,
    language: str,
    screen: Screen | None = None,
) -> Round:
    """Begin a round for the player, a new one where None; a screen's round has none yet.

    The code of a place that is not this campaign's is left out. Raises Closed, TooMany.
    """
    publishing.open_for_play(release, timezone.now())
    if player is not None and _rounds_today(release, player) >= ROUNDS_A_DAY:
        raise TooMany
    place = Placement.objects.filter(code=placement_code, campaign=release.campaign_id).first()
    with transaction.atomic():
        if player is None and screen is None:
            player = Player.objects.create()
        played = Round.objects.create(
            release=release,
            player=player,
            consent=_consent(release, player, language),
            placement=place,
            screen=screen,
            seed=secrets.token_bytes(32),
        )
        recording.record("start", played)
    return played


def seed_hash(played: Round) -> str:
    """Return what the player is told of the luck before it is known."""
    return awarding.seed_hash(bytes(played.seed))


def round_of(round_id: uuid.UUID, player: Player | None) -> Round:
    """Return the player's own round. Raises NotFound, NotYours."""
    played = Round.objects.select_related("consent").filter(pk=round_id).first()
    if played is None:
        raise NotFound
    if player is None or played.player_id != player.pk:
        raise NotYours(slug=played.release.campaign.slug)
    return played


def submit(
    played: Round,
    client_token: str,
    photo: bytes | None,
    figure: int | None = None,
    choice: int | None = None,
) -> PhotoJob:
    """Take in a photo, or the number of a drawn figure, and ring for a worker.

    choice: among what the play offers, counted from 1. A play of turns needs neither photo nor
    figure: it is judged by them, once they are over. The same client token is the same job. While
    a job of the round is open another photo is not taken and that job is returned: a double tap is
    one photo. Raises BadUpload, Finished, Gone, TooMany, NoTurn, and Refusal for an unknown choice.
    """
    known = _job_of(played, client_token)
    if known is not None:
        return known
    _check(played, photo, figure, choice)
    now = timezone.now()
    _may_submit(played)
    source = None
    if photo is not None:
        source = media.keep(played, Photo.Kind.UPLOAD, photo, _upload_until(played, now))
    try:
        job = _queue(played, client_token, source, figure, choice)
    except Refusal:
        if source is not None:
            media.forget(source)
        raise
    if source is not None and job.source_id != source.pk:
        media.forget(source)
    return job


def _check(played: Round, photo: bytes | None, figure: int | None, choice: int | None) -> None:
    """Refuse what cannot be judged, before anything of it is kept."""
    if choice is not None and not 1 <= choice <= _choices(played):
        raise Refusal(code="unknown_choice")
    if standing.live_play(played):
        if photo is not None or figure is not None:
            raise Refusal(code="turns_alone")
        standing.must_be_over(played)
    elif photo is not None:
        check_upload(photo)
    elif figure is None:
        raise _bad_upload(inference.Reason.EMPTY)


def _choices(played: Round) -> int:
    play = played.release.snapshot["play"]
    return PLAYS[play["name"]].choices(play["settings"])


def check_upload(photo: bytes) -> None:
    """Refuse what is plainly no photo, by size and first bytes; the worker looks closely."""
    if len(photo) > settings.PHOTO_MAX_BYTES:
        raise _bad_upload(inference.Reason.TOO_LARGE)
    try:
        inference.kind_of(photo)
    except inference.BadPhoto as error:
        raise _bad_upload(error.reason) from error


def _bad_upload(reason: inference.Reason) -> BadUpload:
    return BadUpload(reason, reason_words(reason))


def _job_of(played: Round, client_token: str) -> PhotoJob | None:
    return PhotoJob.objects.filter(round=played, client_token=client_token).first()


def _queue(
    played: Round,
    client_token: str,
    source: Photo | None,
    figure: int | None,
    choice: int | None,
) -> PhotoJob:
    """One photo after another: the round's row is the turnstile."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=played.pk)
        open_job = _job_of(played, client_token) or _open_job(played)
        if open_job is not None:
            return open_job
        _may_submit(played)
        job = PhotoJob.objects.create(
            round=played,
            client_token=client_token,
            source=source,
            figure=None if source else figure,
            choice=choice,
        )
        recording.record("photo", played)
        transaction.on_commit(partial(bell.ring, job.pk))
    return job


def _open_job(played: Round) -> PhotoJob | None:
    return PhotoJob.objects.filter(round=played, remake="", state__in=judging.OPEN).first()


def _may_submit(played: Round) -> None:
    state = judging.state_of(played).state
    if state == "erased":
        raise Gone(_("This round has been erased. Start another one to play again."))
    if state == "done":
        raise Finished
    # The frames of the turns are erased once they were judged: there is nothing to judge again.
    if state in {"retake", "failed"} and standing.live_play(played):
        raise standing.refusal(played, "anew")
    if PhotoJob.objects.filter(round=played, remake="").count() >= PHOTOS_A_ROUND:
        raise TooMany(_("That is enough photos for one round. Start another one to play again."))


def _upload_until(played: Round, now: datetime) -> datetime:
    hours = played.release.snapshot["campaign"]["photo_hours"]
    return now + min(UPLOAD_WAITS, timedelta(hours=hours))


def _rounds_today(release: Release, player: Player) -> int:
    since = timezone.now() - timedelta(days=1)
    return Round.objects.filter(
        player=player, release__campaign=release.campaign_id, started_at__gte=since
    ).count()


def _consent(release: Release, player: Player | None, language: str) -> Consent:
    told = release.snapshot["campaign"]
    with translation.override(language):
        words = f"{consent_of(release.snapshot)}\n{told['rules']}"
    return Consent.objects.create(
        player=player,
        campaign_id=release.campaign_id,
        text_sha256=hashlib.sha256(words.encode()).hexdigest(),
        language=language,
    )
