"""How a round of turns stands: its play, its turns as they were answered, whether it is over."""

from collections.abc import Sequence
from typing import Any

from campaigns.models import Frame, Round, Turn
from campaigns.plays.base import LivePlay, Play, Tally, Trace, TracePlay, TurnPlay, TurnSeen
from campaigns.plays.registry import PLAYS
from campaigns.services import media
from campaigns.services.errors import Gone, NotFound, NoTrace, NoTurn


def play(played: Round) -> Play | None:
    """Return the round's play; None where this program has no such play any more."""
    return PLAYS.get(played.release.snapshot["play"]["name"])


def live_play(played: Round) -> LivePlay | None:
    """Return the round's play if it goes by turns, or by the one turn of a trace."""
    found = play(played)
    return found if isinstance(found, LivePlay) else None


def play_of(played: Round) -> TurnPlay:
    """Return the round's play. Raises NotFound where it does not go by moves and answers."""
    play = live_play(played)
    if not isinstance(play, TurnPlay):
        raise NotFound
    return play


def trace_play_of(played: Round) -> TracePlay:
    """Return the round's play. Raises NotFound where it is not scored by a trace."""
    play = live_play(played)
    if not isinstance(play, TracePlay):
        raise NotFound
    return play


def refusal(played: Round, code: str) -> NoTurn:
    """Return why a turn is not taken, in the words of its kind of play."""
    return (NoTrace if isinstance(live_play(played), TracePlay) else NoTurn)(code)


def settings_of(played: Round) -> dict[str, Any]:
    """Return the play's settings as the round's release froze them."""
    found: dict[str, Any] = played.release.snapshot["play"]["settings"]
    return found


def answered(played: Round) -> list[Turn]:
    """Return the turns that were played, in order."""
    return list(Turn.objects.filter(round=played).exclude(answer="").order_by("number"))


def tally(played: Round, turns: Sequence[Turn]) -> Tally:
    """Return how it stands after these turns."""
    pairs = [(turn.move, turn.answer) for turn in turns]
    return play_of(played).tally(pairs, settings_of(played))


def is_over(played: Round, turns: Sequence[Turn]) -> bool:
    """Tell whether no turn is left after these. Raises NotFound where the play has none."""
    play = live_play(played)
    if play is None:
        raise NotFound
    return bool(turns) if isinstance(play, TracePlay) else tally(played, turns).over


def must_be_over(played: Round) -> None:
    """Raise NoTurn("not_over") unless the last turn has been played."""
    if not is_over(played, answered(played)):
        raise refusal(played, "not_over")


def deal_of(played: Round, turn: Turn) -> bytes:
    """Return what the game of a turn was dealt from. Raises NotFound where nothing is dealt."""
    return trace_play_of(played).deal(bytes(played.seed), turn.opening)


def seen(played: Round) -> list[TurnSeen]:
    """Return the turns with their frames, for the worker. Raises Gone once those are erased."""
    turns = answered(played)
    shown: dict[int, list[bytes]] = {turn.pk: [] for turn in turns}
    frames = Frame.objects.filter(turn__in=turns).select_related("photo").order_by("place")
    for frame in frames:
        shown[frame.turn_id].append(media.content(frame.photo))
    return [_seen(played, turn, shown[turn.pk]) for turn in turns]


def _seen(played: Round, turn: Turn, frames: Sequence[bytes]) -> TurnSeen:
    if not isinstance(live_play(played), TracePlay):
        return TurnSeen(turn.move, turn.answer, turn.by, frames)
    trace, deal = trace_of(turn), deal_of(played, turn)
    return TurnSeen(turn.move, turn.answer, turn.by, frames, trace, deal)


def trace_of(turn: Turn) -> Trace:
    """Return the trace that a turn keeps. Raises Gone once it is erased."""
    if turn.trace is None:
        raise Gone
    return Trace(turn.by, turn.trace["tracks"], turn.trace["frames_at"])
