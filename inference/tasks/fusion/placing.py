"""Which scene, and which of its seats for whom."""

from collections.abc import Sequence
from itertools import permutations

from inference.tasks.fusion.player import Player, turn_between
from inference.tasks.fusion.values import FusionFace, FusionTemplate

# People keep the order in which they stand, unless another brings heads nearer to how their seats'
# are turned by so many degrees altogether: less is not seen.
_WORTH_MOVING = 10.0


def place(
    template: FusionTemplate, players: Sequence[Player]
) -> tuple[int, tuple[FusionFace, ...]]:
    """The number of the scene whose heads are turned most as the players' are, and of its first
    seats one for each player, in their order."""
    ways = [_seated(scene.seats_for(len(players)), players) for scene in template.scenes]
    number = min(range(len(ways)), key=lambda i: ways[i][0])
    return number, ways[number][1]


def _seated(
    faces: Sequence[FusionFace], players: Sequence[Player]
) -> tuple[float, tuple[FusionFace, ...]]:
    """Degrees between players' heads and their seats', added up, and the faces so ordered."""
    turns = [[turn_between(player, face) for face in faces] for player in players]

    def apart(order: Sequence[int]) -> float:
        return sum(row[seat] for row, seat in zip(turns, order, strict=True))

    standing = tuple(range(len(faces)))
    best = min(permutations(standing), key=apart)
    chosen = best if apart(standing) - apart(best) > _WORTH_MOVING else standing
    return apart(chosen), tuple(faces[seat] for seat in chosen)
