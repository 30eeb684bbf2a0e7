"""After a round: the seed, and that what was left to luck followed from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.models import PhotoJob, Round, Turn
from campaigns.plays.base import BadTrace, Fall, TracePlay, TurnPlay
from campaigns.services import awarding, standing
from campaigns.services.errors import Gone, NotFound


@dataclass(frozen=True)
class Proof:
    """What anybody can check a round by. seed: hexadecimal.

    falls: the star's moves in a play of moves, or what else fell. deal: what a game was dealt from,
    hexadecimal, and opening: of which of its openings that was.
    """

    seed: str
    seed_hash: str
    falls: Sequence[Fall] = ()
    deal: str = ""
    opening: int = 0


def proof(played: Round) -> Proof:
    """Return the seed and what followed from it.

    Raises NotFound where nothing was left to luck, NoTurn as long as a round of turns goes on.
    """
    falls = _falls(played)
    play = standing.live_play(played)
    if play is None and not falls:
        raise NotFound
    if played.finished_at is None:
        raise standing.refusal(played, "not_over")
    seed, turns = bytes(played.seed), standing.answered(played)
    told = awarding.seed_hash(seed)
    if play is None or isinstance(play, TurnPlay):
        return Proof(seed.hex(), told, falls)
    deal = standing.deal_of(played, turns[0]).hex()
    return Proof(seed.hex(), told, deal=deal, opening=turns[0].opening)


def is_provable(played: Round) -> bool:
    """Tell whether the round's play leaves anything to luck that a player can check."""
    return standing.live_play(played) is not None or bool(_falls(played))


def _falls(played: Round) -> Sequence[Fall]:
    """What fell, as it was shown: in turns, or in the picture."""
    play, settings = standing.play(played), standing.settings_of(played)
    if isinstance(play, TurnPlay):
        odds, turns = play.odds(settings), standing.answered(played)
        return [Fall(f"star/{turn.number}", odds, turn.answer) for turn in turns]
    done = played.jobs.filter(remake="", state=PhotoJob.State.DONE).first()
    return play.falls(done.facts, settings) if play and done else ()


def verify_turns(played: Round) -> bool:
    """Work the round out again: its turns in order and in time, the star's moves or the game's
    points as the seed says, over with the last turn and not before it."""
    turns = standing.answered(played)
    times = [(turn.opened_at, turn.answered_at, turn.closes_at) for turn in turns]
    overs = [standing.is_over(played, turns[:end]) for end in range(len(turns) + 1)]
    return (
        [turn.number for turn in turns] == list(range(1, len(turns) + 1))
        and all(turn.answer == _answer(played, turn) for turn in turns)
        and all(at is not None and opened <= at <= closes for opened, at, closes in times)
        and overs == [False] * len(turns) + [True]
    )


def _answer(played: Round, turn: Turn) -> str:
    play, settings = standing.live_play(played), standing.settings_of(played)
    if isinstance(play, TracePlay):
        try:
            trace = standing.trace_of(turn)
            return str(play.points(standing.deal_of(played, turn), trace, settings))
        except (BadTrace, Gone):
            return ""
    return standing.play_of(played).answer(bytes(played.seed), turn.number, settings)
