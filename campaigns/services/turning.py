"""Turn by turn against the star, fair on both sides.

The star's moves follow from the round's seed, whose SHA-256 the player was told at the start. A
turn is opened (its nonce), and sent once: only when the player's move and frames are stored is the
star's move worked out and told. Everything of a round happens in the order of its locked row.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.models import Frame, Photo, Round, Turn
from campaigns.plays.base import Tally, TurnPlay
from campaigns.services import media, standing
from campaigns.services.errors import BadUpload, NoTurn, Refusal, TooMany
from campaigns.services.wording import reason_words

FRAMES_A_TURN = 3
FRAME_MAX_BYTES = 200 * 1024
# A bad network may open one turn again and again; nobody needs to do so for ever.
OPENINGS_A_TURN = 12
# Frames wait for the judging, and that for the last turn; then they are erased as photos are.
FRAME_WAITS = timedelta(hours=1)


@dataclass(frozen=True)
class Sent:
    """A move as the player's page sends it; frames: JPEGs, none of a turn by touch."""

    number: int
    nonce: str
    move: str
    by: str
    frames: Sequence[bytes] = ()

    @property
    def kept(self) -> dict[str, bytes]:
        """The frames that count, by their SHA-256, in order; a camera may see the same twice."""
        used = self.frames if self.by == Turn.By.CAMERA else ()
        return {hashlib.sha256(frame).hexdigest(): frame for frame in used}

    @property
    def sha256(self) -> str:
        return hashlib.sha256("/".join([self.move, self.by, *self.kept]).encode()).hexdigest()


@dataclass(frozen=True)
class Answered:
    """A turn that is decided, and how the duel stands after it."""

    turn: Turn
    tally: Tally

    @property
    def result(self) -> str:
        return self.tally.results[-1]


@transaction.atomic
def open_turn(played: Round, number: int) -> Turn:
    """Open a turn. Opening it again before it was sent makes the earlier nonce void.

    Raises NotFound where the play has no turns, NoTurn, TooMany.
    """
    play = standing.play_of(played)
    _lock(played)
    told = standing.answered(played)
    if standing.tally(played, told).over:
        raise NoTurn("over")
    if number != len(told) + 1:
        raise NoTurn("out_of_order")
    openings = Turn.objects.filter(round=played, number=number)
    if openings.count() >= OPENINGS_A_TURN:
        raise TooMany(_("That is enough for one turn. Start another duel to play again."))
    openings.update(void=True)
    now = timezone.now()
    closes_at = now + play.window(standing.settings_of(played))
    return Turn.objects.create(round=played, number=number, opened_at=now, closes_at=closes_at)


def send(played: Round, sent: Sent) -> Answered:
    """Store the player's move and frames, then answer with the star's move.

    The same once more (a network's retry) gets the same answer, and changes nothing.
    Raises NotFound where the play has no turns, NoTurn, BadUpload.
    """
    arrived, play = timezone.now(), standing.play_of(played)
    turn = Turn.objects.filter(round=played, nonce=sent.nonce, number=sent.number).first()
    if turn is None:
        raise NoTurn("stale")
    if turn.answer:
        return _told(played, turn, sent)
    if sent.move not in play.moves:
        raise NoTurn("unknown_move")
    _check(sent)
    _may_be_sent(turn, arrived)
    until = _erase_at(played, arrived)
    photos = [media.keep(played, Photo.Kind.FRAME, data, until) for data in sent.kept.values()]
    try:
        answered, ours = _settle(played, play, sent, photos, arrived)
    except Refusal:
        _forget(photos)
        raise
    if not ours:
        _forget(photos)
    return answered


def _lock(played: Round) -> None:
    """The round's row is the turnstile: one turn after another."""
    Round.objects.select_for_update(no_key=True).get(pk=played.pk)


def _check(sent: Sent) -> None:
    """By size and first bytes alone, as every upload; the worker looks closely."""
    if sent.by == Turn.By.CAMERA and not sent.frames:
        raise _bad(inference.Reason.EMPTY)
    for frame in sent.kept.values():
        if len(frame) > FRAME_MAX_BYTES:
            raise _bad(inference.Reason.TOO_LARGE)
        try:
            kind = inference.kind_of(frame)
        except inference.BadPhoto as error:
            raise _bad(error.reason) from error
        if kind.name != "jpeg":
            raise _bad(inference.Reason.UNSUPPORTED)


def _bad(reason: inference.Reason) -> BadUpload:
    return BadUpload(reason, reason_words(reason))


def _may_be_sent(turn: Turn, arrived: datetime) -> None:
    if turn.void:
        raise NoTurn("stale")
    if arrived > turn.closes_at:
        raise NoTurn("late")


def _settle(
    played: Round, play: TurnPlay, sent: Sent, photos: Sequence[Photo], arrived: datetime
) -> tuple[Answered, bool]:
    """The answer, and whether these are the frames it was given for: a twin may have been first."""
    with transaction.atomic():
        _lock(played)
        turn = Turn.objects.get(round=played, nonce=sent.nonce)
        if turn.answer:
            return _told(played, turn, sent), False
        _may_be_sent(turn, arrived)
        _store(turn, sent, photos, played)
        turn.move, turn.by, turn.content_sha256 = sent.move, sent.by, sent.sha256
        turn.answer = play.answer(bytes(played.seed), turn.number, standing.settings_of(played))
        turn.answered_at = arrived
        turn.save(update_fields=["move", "by", "content_sha256", "answer", "answered_at"])
        return _after(played, turn), True


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
        raise NoTurn("repeated") from error


def _told(played: Round, turn: Turn, sent: Sent) -> Answered:
    """What was answered before, to the very same content only."""
    if turn.content_sha256 != sent.sha256:
        raise NoTurn("replayed")
    return _after(played, turn)


def _after(played: Round, turn: Turn) -> Answered:
    """How it stood after this turn."""
    told = [each for each in standing.answered(played) if each.number <= turn.number]
    return Answered(turn, standing.tally(played, told))


def _erase_at(played: Round, now: datetime) -> datetime:
    hours = played.release.snapshot["campaign"]["photo_hours"]
    return now + min(FRAME_WAITS, timedelta(hours=hours))


def _forget(photos: Sequence[Photo]) -> None:
    for photo in photos:
        media.forget(photo)
