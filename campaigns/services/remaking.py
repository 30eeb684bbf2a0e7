"""The same photo's picture made anew: with another brush, or in another way, while it is kept.

A wish is a PhotoJob like the first one, so that it waits, fails and is tried again as all of them;
but it wins nothing. One that was made already is not made again, and their number has an end.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Photo, PhotoJob, Round
from campaigns.plays.base import RemakePlay, Wish
from campaigns.plays.registry import PLAYS
from campaigns.services import bell, judging, media
from campaigns.services.errors import Gone, NotFound, Refusal, TooMany
from campaigns.services.wording import reason_words, state_words

State = PhotoJob.State
# Brushes nearer to each other than this are the same.
_DIGITS = 2
# A hand moves on while a few are made; a page that asks for more at once is no hand.
MOST_AT_ONCE = 8
_CALLED_OFF = "called_off"
_ERASED = _("Your photo has been erased, as promised: this picture can no longer be changed.")
_ENOUGH = _("That is as often as one picture can be changed. Play again to paint another one!")


@dataclass(frozen=True)
class Remade:
    """How a wish stands. state: waiting, done, failed or erased. picture: its address, once done.

    words: for the player.
    """

    state: str
    words: str
    picture: str = ""
    width: int = 0
    height: int = 0


def ask(played: Round, client_token: str, wish: Wish) -> PhotoJob:
    """Ring for a worker who makes the picture anew; the same client token is the same job.

    What was made already, or is being made, is not made again. Raises NotFound where the play knows
    no such thing, Gone once the photo is erased, TooMany, and Refusal for an unknown choice.
    """
    play = _play(played)
    if not 1 <= wish.choice <= play.choices(played.release.snapshot["play"]["settings"]):
        raise Refusal(code="unknown_choice")
    with transaction.atomic():
        # One wish after another: the round's row is the turnstile.
        Round.objects.select_for_update().get(pk=played.pk)
        known = PhotoJob.objects.filter(round=played, client_token=client_token).first()
        if known is not None and not known.remake:
            raise Refusal(code="used_token")
        if known is not None:
            return known
        _must_be_there(judging.kept_of(played))
        return _same(played, wish) or _queue(played, client_token, wish, play)


def state_of(played: Round, job_id: uuid.UUID) -> Remade:
    """Return how a wish of the round's stands. Raises NotFound."""
    wishes = PhotoJob.objects.exclude(remake="").select_related("result")
    job = wishes.filter(round=played, pk=job_id).first()
    if job is None:
        raise NotFound
    if job.state in judging.OPEN:
        return Remade("waiting", state_words("waiting"))
    erased = job.reason == "erased" or _is_gone(judging.kept_of(played))
    if erased or (job.result and _is_gone(job.result)):
        return Remade("erased", str(_ERASED))
    if job.state != State.DONE or job.result is None:
        return Remade("failed", reason_words("failed"))
    picture = job.result
    words = state_words("done")
    return Remade("done", words, media.link(picture), picture.width, picture.height)


def easel(played: Round) -> Mapping[str, Any] | None:
    """Return what the result page's script is told where the picture may be made anew: what the
    play says of it; None where it may not."""
    play = PLAYS.get(played.release.snapshot["play"]["name"])
    job = judging.shown_by(played)
    if not isinstance(play, RemakePlay) or job is None:
        return None
    try:
        _must_be_there(judging.kept_of(played))
    except Gone:
        return None
    return play.easel(job.facts, played.release.snapshot["play"]["settings"])


def _play(played: Round) -> RemakePlay:
    play = PLAYS.get(played.release.snapshot["play"]["name"])
    if not isinstance(play, RemakePlay):
        raise NotFound
    return play


def _must_be_there(kept: Photo) -> None:
    if _is_gone(kept):
        raise Gone(_ERASED)


def _is_gone(photo: Photo) -> bool:
    return media.is_gone(photo, timezone.now())


def _size(wish: Wish) -> PhotoJob.Remake:
    return PhotoJob.Remake.DRAFT if wish.draft else PhotoJob.Remake.FULL


def _same(played: Round, wish: Wish) -> PhotoJob | None:
    """The newest wish of that size, if it is this one and there is or will be something to see.

    Of drafts any will do; in full size it must be the round's picture, or about to be.
    """
    asked = PhotoJob.objects.filter(round=played, remake=_size(wish))
    asked = asked.select_related("result").order_by("-queued_at", "-pk")
    brush = round(wish.brush, _DIGITS)
    if wish.draft:
        asked = asked.filter(choice=wish.choice, brush=brush)
    job = asked.first()
    if job is None or (job.choice, job.brush) != (wish.choice, brush):
        return None
    there = job.state == State.DONE and job.result is not None and not _is_gone(job.result)
    return job if there or job.state in judging.OPEN else None


def _call_off(played: Round, choice: int) -> None:
    """Who has chosen something else looks at no draft of before: what nobody began is not made."""
    waiting = PhotoJob.objects.filter(round=played, remake=PhotoJob.Remake.DRAFT)
    waiting.filter(state=State.QUEUED).exclude(choice=choice).update(
        state=State.FAILED, reason=_CALLED_OFF, finished_at=timezone.now()
    )


def _queue(played: Round, client_token: str, wish: Wish, play: RemakePlay) -> PhotoJob:
    if wish.draft:
        _call_off(played, wish.choice)
    wishes = PhotoJob.objects.filter(round=played, remake=_size(wish)).exclude(reason=_CALLED_OFF)
    if wishes.count() >= (play.drafts if wish.draft else play.remakes):
        raise TooMany(_ENOUGH, code="enough_remakes")
    if wishes.filter(state__in=judging.OPEN).count() >= MOST_AT_ONCE:
        raise TooMany(_("One brush after the other, please: we are still painting."), code="busy")
    job = PhotoJob.objects.create(
        round=played,
        client_token=client_token,
        choice=wish.choice,
        brush=round(wish.brush, _DIGITS),
        remake=_size(wish),
    )
    transaction.on_commit(partial(bell.ring, job.pk))
    return job
