"""A game that is scored by its trace: dealt when it is opened, worked out when it is sent.

The page tells where the player was and when, never a score: the server deals the same game anew
from the round's seed and counts. What nobody can have done is refused, kindly, and played again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from campaigns.models import Round, Turn
from campaigns.plays.base import BadTrace, Trace
from campaigns.services import limits, standing, turning
from campaigns.services.turning import Sent

# One game a round.
_NUMBER = 1
# What a trace's turn has for a move.
_MOVE = "trace"
FRAMES_A_TRACE = 6
TRACE_MAX_BYTES = 400 * 1024


@dataclass(frozen=True)
class SentTrace:
    """A game as the player's page sends it. frames: JPEGs, `frames_at` ms after its start."""

    nonce: str
    by: str
    tracks: Any
    frames_at: Sequence[int] = ()
    frames: Sequence[bytes] = ()

    @property
    def trace(self) -> Trace:
        return Trace(self.by, self.tracks, list(self.frames_at))

    @property
    def sent(self) -> Sent:
        content = json.dumps([self.tracks, list(self.frames_at)], separators=(",", ":"))
        return Sent(_NUMBER, self.nonce, _MOVE, self.by, self.frames, [content])


@dataclass(frozen=True)
class Scored:
    """A counted game. best: today's best score in the campaign before it, None for the first."""

    points: int
    best: int | None


def send(played: Round, sent: SentTrace) -> Scored:
    """Count a game and keep it. The same once more gets the same answer, and changes nothing.

    Raises NotFound where the play has no traces, NoTrace, BadUpload.
    """
    play, settings = standing.trace_play_of(played), standing.settings_of(played)

    def decide(turn: Turn, arrived: datetime) -> Mapping[str, Any]:
        if arrived - turn.opened_at < play.lasts(settings):
            raise standing.refusal(played, "hasty")
        if len(set(sent.sent.kept)) != len(sent.frames_at):
            raise standing.refusal(played, "unproven")
        try:
            points = play.points(standing.deal_of(played, turn), sent.trace, settings)
        except BadTrace as bad:
            raise standing.refusal(played, bad.code) from bad
        kept = {"tracks": sent.tracks, "frames_at": list(sent.frames_at)}
        return {"answer": str(points), "trace": kept}

    turn = turning.take_in(played, sent.sent, decide)
    return Scored(int(turn.answer), best_today(played))


def best_today(played: Round) -> int | None:
    """Return the best confirmed score of the day in the round's campaign, its own left out."""
    morning = limits.morning(timezone.now())
    today = Round.objects.filter(
        release__campaign=played.release.campaign_id,
        release__trial=False,
        finished_at__gte=morning,
        finished_at__lt=morning + timedelta(days=1),
        score__isnull=False,
    )
    found: int | None = today.exclude(pk=played.pk).aggregate(best=Max("score"))["best"]
    return found
