"""After a duel: the seed, and that everything followed from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.models import Round
from campaigns.services import awarding, standing
from campaigns.services.errors import NoTurn


@dataclass(frozen=True)
class Proof:
    """What anybody can check the star's moves by. seed: hexadecimal. odds: a weight a move."""

    seed: str
    seed_hash: str
    moves: Sequence[str]
    odds: Mapping[str, int]


def proof(played: Round) -> Proof:
    """Return the seed and what followed from it.

    Raises NotFound where the play has no turns, NoTurn as long as the round goes on.
    """
    odds = standing.play_of(played).odds(standing.settings_of(played))
    if played.finished_at is None:
        raise NoTurn("not_over")
    seed = bytes(played.seed)
    moves = [turn.answer for turn in standing.answered(played)]
    return Proof(seed.hex(), awarding.seed_hash(seed), moves, odds)


def verify_turns(played: Round) -> bool:
    """Work the duel out again: its turns in order and in time, the star's moves as the seed says,
    over with the last turn and not before it."""
    play, settings = standing.play_of(played), standing.settings_of(played)
    turns, seed = standing.answered(played), bytes(played.seed)
    pairs = [(turn.move, turn.answer) for turn in turns]
    overs = [play.tally(pairs[:end], settings).over for end in range(len(pairs) + 1)]
    times = [(turn.opened_at, turn.answered_at, turn.closes_at) for turn in turns]
    return (
        [turn.number for turn in turns] == list(range(1, len(turns) + 1))
        and all(turn.answer == play.answer(seed, turn.number, settings) for turn in turns)
        and all(at is not None and opened <= at <= closes for opened, at, closes in times)
        and overs == [False] * len(pairs) + [True]
    )
