"""How a duel stands: its play, its turns as they were answered, and whether it is over."""

from collections.abc import Sequence
from typing import Any

from campaigns.models import Frame, Round, Turn
from campaigns.plays.base import Tally, TurnPlay, TurnSeen
from campaigns.plays.registry import PLAYS
from campaigns.services import media
from campaigns.services.errors import NotFound, NoTurn


def turn_play(played: Round) -> TurnPlay | None:
    """Return the round's play if it goes by turns."""
    play = PLAYS.get(played.release.snapshot["play"]["name"])
    return play if isinstance(play, TurnPlay) else None


def play_of(played: Round) -> TurnPlay:
    """Return the round's play. Raises NotFound where it does not go by turns."""
    play = turn_play(played)
    if play is None:
        raise NotFound
    return play


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


def must_be_over(played: Round) -> None:
    """Raise NoTurn("not_over") unless the last turn has been played."""
    if not tally(played, answered(played)).over:
        raise NoTurn("not_over")


def seen(played: Round) -> list[TurnSeen]:
    """Return the turns with their frames, for the worker. Raises Gone once those are erased."""
    turns = answered(played)
    shown: dict[int, list[bytes]] = {turn.pk: [] for turn in turns}
    frames = Frame.objects.filter(turn__in=turns).select_related("photo").order_by("place")
    for frame in frames:
        shown[frame.turn_id].append(media.content(frame.photo))
    return [TurnSeen(turn.move, turn.answer, turn.by, shown[turn.pk]) for turn in turns]
