"""Turn by turn, fair on both sides.

The star's moves follow from the round's seed, whose SHA-256 the player was told at the start. A
turn is opened (its nonce), and sent once: only when the player's move and frames are stored is the
star's move worked out and told. A page that sees nothing sends its frames without a move; they are
stored, a worker reads them (reading.py), and then it goes on alike. Everything of a round happens
in the order of its locked row.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.models import Frame, Photo, Round, Turn
from campaigns.plays.base import Tally
from campaigns.services import media, reading, standing
from campaigns.services.errors import BadUpload, NotFound, Refusal, TooMany
from campaigns.services.wording import reason_words

FRAMES_A_TURN = 3
FRAME_MAX_BYTES = 200 * 1024
# Frames wait for the judging, and that for the last turn; then they are erased as photos are.
FRAME_WAITS = timedelta(hours=1)


@dataclass(frozen=True)
class Sent:
    """A move as the player's page sends it; frames: JPEGs, none of a turn by touch. A page that
    cannot read its frames leaves the move empty.

    more: what else makes it the same content if it is sent again.
    """

    number: int
    nonce: str
    move: str
    by: str
    frames: Sequence[bytes] = ()
    more: Sequence[str] = ()

    @property
    def kept(self) -> dict[str, bytes]:
        """The frames that count, by their SHA-256, in order; a camera may see the same twice."""
        used = self.frames if self.by == Turn.By.CAMERA else ()
        return {hashlib.sha256(frame).hexdigest(): frame for frame in used}

    @property
    def sha256(self) -> str:
        return hashlib.sha256(
            "/".join([self.move, self.by, *self.more, *self.kept]).encode()
        ).hexdigest()


@dataclass(frozen=True)
class Answered:
    """A turn that is decided, and how the duel stands after it."""

    turn: Turn
    tally: Tally

    @property
    def result(self) -> str:
        return self.tally.results[-1]


# What a turn is to hold, by its fields, none where that is still to be found out; worked out from
# the turn as it was opened and the time at which it arrived. Raises a Refusal where it is not to
# be taken.
Deciding = Callable[[Turn, datetime], Mapping[str, Any]]


@transaction.atomic
def open_turn(played: Round, number: int) -> Turn:
    """Open a turn. Opening it again before it was sent makes the earlier nonce void.

    Raises NotFound where the play has no turns, NoTurn, TooMany.
    """
    play = standing.live_play(played)
    if play is None:
        raise NotFound
    _lock(played)
    told = standing.answered(played)
    if standing.is_over(played, told):
        raise standing.refusal(played, "over")
    if number != len(told) + 1:
        raise standing.refusal(played, "out_of_order")
    openings = Turn.objects.filter(round=played, number=number)
    earlier = openings.count()
    if earlier >= play.openings:
        raise TooMany(_("That is enough for one turn. Start another round to play again."))
    openings.update(void=True)
    now = timezone.now()
    return Turn.objects.create(
        round=played,
        number=number,
        opened_at=now,
        closes_at=now + play.window(standing.settings_of(played)),
        opening=earlier + 1,
    )


def send(played: Round, sent: Sent) -> Answered:
    """Store the player's move and frames, then answer with the star's move.

    The same once more (a network's retry) gets the same answer, and changes nothing.
    Raises NotFound where the play has no turns, NoTurn, BadUpload.
    """
    play, settings = standing.play_of(played), standing.settings_of(played)

    def decide(turn: Turn, _arrived: datetime) -> Mapping[str, Any]:
        if sent.move not in play.moves:
            raise standing.refusal(played, "unknown_move")
        _must_have_frames(sent)
        return {"answer": play.answer(bytes(played.seed), turn.number, settings)}

    return _after(played, take_in(played, sent, decide))


def film(played: Round, sent: Sent) -> Answered | None:
    """Store frames whose move a worker is to read; None: it has not yet.

    The same once more changes nothing. Raises NotFound where the play has no turns, NoTurn,
    BadUpload.
    """
    standing.play_of(played)

    def decide(_turn: Turn, _arrived: datetime) -> Mapping[str, Any]:
        _must_have_frames(sent)
        return {}

    take_in(played, sent, decide)
    return told(played, sent.nonce)


def told(played: Round, nonce: str) -> Answered | None:
    """Answer a page that waits for its frames to be read; None: it must wait on.

    Raises NotFound where the play has no turns, NoTurn.
    """
    standing.play_of(played)
    turn = Turn.objects.filter(round=played, nonce=nonce).exclude(content_sha256="").first()
    if turn is None:
        raise standing.refusal(played, "stale")
    if turn.void:
        raise standing.refusal(played, "unseen")
    if not turn.answer:
        reading.ring(turn)
        return None
    return _after(played, turn)


def take_in(played: Round, sent: Sent, decide: Deciding) -> Turn:
    """Store what was sent for an opened turn, with its frames and what is decided about it: once.

    The very same content again finds the turn as it is. Raises NoTurn, BadUpload, and what
    `decide` raises; then nothing is kept.
    """
    arrived = timezone.now()
    turn = Turn.objects.filter(round=played, nonce=sent.nonce, number=sent.number).first()
    if turn is None:
        raise standing.refusal(played, "stale")
    if turn.content_sha256:
        return _same(played, turn, sent)
    _may_be_sent(played, turn, arrived)
    decided = decide(turn, arrived)
    _check(sent)
    until = _erase_at(played, arrived)
    photos = [media.keep(played, Photo.Kind.FRAME, data, until) for data in sent.kept.values()]
    try:
        turn, ours = _settle(played, sent, photos, arrived, decided)
    except Refusal:
        _forget(photos)
        raise
    if not ours:
        _forget(photos)
    return turn


def _lock(played: Round) -> None:
    """The round's row is the turnstile: one turn after another."""
    Round.objects.select_for_update(no_key=True).get(pk=played.pk)


def _check(sent: Sent) -> None:
    """By size and first bytes alone, as every upload; the worker looks closely."""
    for frame in sent.kept.values():
        if len(frame) > FRAME_MAX_BYTES:
            raise _bad(inference.Reason.TOO_LARGE)
        try:
            kind = inference.kind_of(frame)
        except inference.BadPhoto as error:
            raise _bad(error.reason) from error
        if kind.name != "jpeg":
            raise _bad(inference.Reason.UNSUPPORTED)


def _must_have_frames(sent: Sent) -> None:
    if sent.by == Turn.By.CAMERA and not sent.frames:
        raise _bad(inference.Reason.EMPTY)


def _bad(reason: inference.Reason) -> BadUpload:
    return BadUpload(reason, reason_words(reason))


def _may_be_sent(played: Round, turn: Turn, arrived: datetime) -> None:
    if turn.void:
        raise standing.refusal(played, "stale")
    if arrived > turn.closes_at:
        raise standing.refusal(played, "late")


def _settle(
    played: Round,
    sent: Sent,
    photos: Sequence[Photo],
    arrived: datetime,
    decided: Mapping[str, Any],
) -> tuple[Turn, bool]:
    """The turn, and whether these are the frames it was given for: a twin may have been first."""
    with transaction.atomic():
        _lock(played)
        turn = Turn.objects.get(round=played, nonce=sent.nonce)
        if turn.content_sha256:
            return _same(played, turn, sent), False
        _may_be_sent(played, turn, arrived)
        _store(turn, sent, photos, played)
        kept = {"move": sent.move, "by": sent.by, "content_sha256": sent.sha256, **decided}
        if decided:
            kept["answered_at"] = arrived
        for name, value in kept.items():
            setattr(turn, name, value)
        turn.save(update_fields=[*kept])
        return turn, True


def _store(turn: Turn, sent: Sent, photos: Sequence[Photo], played: Round) -> None:
    campaign_id = played.release.campaign_id
    frames = [
        Frame(turn=turn, campaign_id=campaign_id, photo=photo, place=place, sha256=sha256)
        for place, (sha256, photo) in enumerate(zip(sent.kept, photos, strict=True))
    ]
    try:
        # In one order everywhere: two rounds with the same frames must not wait for each other.
        Frame.objects.bulk_create(sorted(frames, key=lambda frame: frame.sha256))
    except IntegrityError as error:
        raise standing.refusal(played, "repeated") from error


def _same(played: Round, turn: Turn, sent: Sent) -> Turn:
    """What was answered before, to the very same content only."""
    if turn.content_sha256 != sent.sha256:
        raise standing.refusal(played, "replayed")
    return turn


def _after(played: Round, turn: Turn) -> Answered:
    """How it stood after this turn."""
    turns = [each for each in standing.answered(played) if each.number <= turn.number]
    return Answered(turn, standing.tally(played, turns))


def _erase_at(played: Round, now: datetime) -> datetime:
    hours = played.release.snapshot["campaign"]["photo_hours"]
    return now + min(FRAME_WAITS, timedelta(hours=hours))


def _forget(photos: Sequence[Photo]) -> None:
    for photo in photos:
        media.forget(photo)
