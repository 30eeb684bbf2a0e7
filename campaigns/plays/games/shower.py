"""The rules of a shower: things fall, and are caught by hands, head, body or basket.

Everything is in whole numbers, so that a script and the server count the same: the court is 3000
wide and 4000 high, times are milliseconds, speeds are lengths of the court a second.
static/plays/pose_catch/game.js plays by the same rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from campaigns.plays.base import BadTrace, Dice, Trace

WIDE, HIGH = 3000, 4000
# How large the things are, and how far around what catches them they are caught.
RADIUS = 200
REACH = {"hands": 300, "head": 400, "body": 620, "touch": 400}
# Of a hand: wrist, little finger and index finger; of the body: the shoulders (inference.Pose).
POINTS: Mapping[str, Sequence[Sequence[int]]] = {
    "hands": ((15, 17, 19), (16, 18, 20)),
    "head": ((0,),),
    "body": ((11, 12),),
}
# The height that a basket is moved along.
BASKET = 3500
# A hand in a game covers three widths a second, a page's basket less than two.
FASTEST = {"camera": 16_000, "touch": 6000}
# Whole numbers of a slow movement round up to a faster one.
_ROUNDING = 3
# Where nothing was seen for longer, nobody knows where the hand was.
LONGEST_STEP = 600
TICK = 20
# The first thing comes so late, and the pace grows by so much up to the end.
_FIRST, _FASTER = 400, 2
# So many catches in a row count once more, up to so many times.
_STREAK, _MOST = 5, 3
# The pictures that prove a game by camera: when they are taken the deal says.
PROOFS, _PROOF_LATE = 4, 1000


@dataclass(frozen=True)
class Rules:
    """What settings mean for a game. kinds: (points, share) of what falls; a bomb's are negative.

    way: what catches, "hands", "head" or "body"; by touch it is a basket.
    """

    ms: int
    players: int
    way: str
    speed: int
    every: int
    kinds: Sequence[tuple[int, int]]

    @property
    def told(self) -> dict[str, Any]:
        """The same for the page's script."""
        return {
            "ms": self.ms,
            "players": self.players,
            "way": self.way,
            "speed": self.speed,
            "every": self.every,
            "kinds": [list(kind) for kind in self.kinds],
        }

    def tracks(self, by: str) -> int:
        """How many points are followed: those of the first player first."""
        return self.players * (len(POINTS[self.way]) if by == "camera" else 1)

    def reach(self, by: str) -> int:
        return RADIUS + REACH[self.way if by == "camera" else "touch"]


@dataclass(frozen=True)
class Thing:
    """Falls from `born` on, at `speed`, its middle at `x`. kind: its place in Rules.kinds."""

    born: int
    kind: int
    x: int
    speed: int

    def y(self, at: int) -> int:
        """Return how far down its middle is."""
        return self.speed * (at - self.born) // 1000 - RADIUS


@dataclass(frozen=True)
class Catch:
    """A thing that was caught by a track, where and for how much."""

    thing: int
    at: int
    track: int
    x: int
    y: int
    points: int


@dataclass(frozen=True)
class Score:
    points: int
    streak: int
    catches: Sequence[Catch]


def course(deal: bytes, rules: Rules) -> list[Thing]:
    """Return what falls, in order, thrown with the first half of the deal.

    Four throws for each thing: when (60 … 140 % of `every` after the one before), which by the
    shares, where, and how fast (85 … 115 %, and up to half as fast again at the end). It ends with
    the first thing that would still be falling when time is up.
    """
    dice, born = Dice(deal[:16]), _FIRST
    shares = [share for _points, share in rules.kinds]
    found: list[Thing] = []
    while True:
        born += rules.every * (60 + dice.below(81)) // 100
        kind = _which(dice.below(sum(shares)), shares)
        x = RADIUS + dice.below(WIDE - 2 * RADIUS + 1)
        speed = rules.speed * (85 + dice.below(31)) // 100
        speed += speed * born // (_FASTER * rules.ms)
        if born + (HIGH + 2 * RADIUS) * 1000 // speed >= rules.ms:
            return found
        found.append(Thing(born, kind, x, speed))


def _which(mark: int, shares: Iterable[int]) -> int:
    for kind, share in enumerate(shares):
        mark -= share
        if mark < 0:
            return kind
    raise ValueError("Nothing falls.")


@dataclass
class Track:
    """Where one point was: rows (ms, x, y), or (ms,) from where on it was lost. Walked once."""

    rows: Sequence[tuple[int, ...]]
    _next: int = field(default=0)

    def place(self, at: int) -> tuple[int, int] | None:
        """Return where it was at a moment not before the last one asked for: between two rows on
        the straight line, rounded down."""
        rows = self.rows
        while self._next < len(rows) and rows[self._next][0] <= at:
            self._next += 1
        before = rows[self._next - 1] if self._next else ()
        if len(before) < 3:
            return None
        if before[0] == at:
            return before[1], before[2]
        after = rows[self._next] if self._next < len(rows) else ()
        if len(after) < 3:
            return None
        whole, part = after[0] - before[0], at - before[0]
        x, y = (before[k] * (whole - part) + after[k] * part for k in (1, 2))
        return x // whole, y // whole


def score_of(deal: bytes, trace: Trace, rules: Rules) -> Score:
    """Return what `count` finds in a trace. Raises BadTrace: malformed, unordered, outside,
    too_fast, too_long, and unproven where the frames are not those that the deal asks for."""
    tracks = read_tracks(trace, rules)
    wanted = proofs(deal, tracks, rules) if trace.by == "camera" else []
    if list(trace.frames_at) != wanted:
        raise BadTrace("unproven")
    return count(course(deal, rules), tracks, rules, trace.by)


def count(
    things: Sequence[Thing],
    tracks: Sequence[Sequence[tuple[int, ...]]],
    rules: Rules,
    by: str,
) -> Score:
    """Return what was caught: looked at every 20 ms, each thing in order, each track in order.

    A thing is caught within `Rules.reach` of a track. Five in a row count double from there on,
    ten three times; a bomb, or a good thing on the ground, ends the row. Never less than nothing.
    """
    reach = rules.reach(by) ** 2
    walked = [Track(rows) for rows in tracks]
    falling: list[int] = []
    first = points = streak = longest = 0
    catches: list[Catch] = []
    for at in range(0, rules.ms + 1, TICK):
        while first < len(things) and things[first].born <= at:
            falling.append(first)
            first += 1
        places = [track.place(at) for track in walked]
        for number in list(falling):
            thing = things[number]
            y, value = thing.y(at), rules.kinds[thing.kind][0]
            good = thing.kind < len(rules.kinds) - 1
            if y > HIGH + RADIUS:
                falling.remove(number)
                streak = 0 if good else streak
                continue
            track = _catching(places, thing.x, y, reach)
            if track is None:
                continue
            falling.remove(number)
            streak = streak + 1 if good else 0
            longest = max(longest, streak)
            gained = value * min(1 + streak // _STREAK, _MOST) if good else max(value, -points)
            points += gained
            catches.append(Catch(number, at, track, thing.x, y, gained))
    return Score(points, longest, catches)


def _catching(places: Sequence[tuple[int, int] | None], x: int, y: int, reach: int) -> int | None:
    for track, place in enumerate(places):
        if place and (place[0] - x) ** 2 + (place[1] - y) ** 2 <= reach:
            return track
    return None


def read_tracks(trace: Trace, rules: Rules) -> list[list[tuple[int, ...]]]:
    """Return the tracks of a trace that somebody can have left. Raises BadTrace."""
    tracks = trace.tracks
    if not isinstance(tracks, list) or len(tracks) != rules.tracks(trace.by):
        raise BadTrace("malformed")
    return [_checked(track, trace.by, rules) for track in tracks]


def _checked(track: Any, by: str, rules: Rules) -> list[tuple[int, ...]]:
    # One row each 10 ms: no screen shows and no camera sees more often.
    if not isinstance(track, list) or len(track) > rules.ms // 10 + 2:
        raise BadTrace("malformed")
    rows = [_row(row) for row in track]
    if any(a[0] >= b[0] for a, b in pairwise(rows)):
        raise BadTrace("unordered")
    if rows and rows[-1][0] > rules.ms:
        raise BadTrace("too_long")
    for _at, *place in rows:
        if place and not _inside(place[0], place[1], by):
            raise BadTrace("outside")
    # Between two places nobody is faster, lost meanwhile or not: to be lost is no way to leap.
    seen = [row for row in rows if len(row) == 3]
    unbroken = all(b[0] - a[0] <= LONGEST_STEP for a, b in pairwise(rows) if len(a) == len(b) == 3)
    if not unbroken or not all(_reached(a, b, FASTEST[by]) for a, b in pairwise(seen)):
        raise BadTrace("too_fast")
    return rows


def _row(row: Any) -> tuple[int, ...]:
    if not isinstance(row, list) or len(row) not in {1, 3}:
        raise BadTrace("malformed")
    # True and 1.0 are no whole numbers here.
    if any(type(number) is not int or not 0 <= number <= 600_000 for number in row):
        raise BadTrace("outside" if all(type(number) is int for number in row) else "malformed")
    return tuple(row)


def _inside(x: int, y: int, by: str) -> bool:
    return 0 <= x <= WIDE and (0 <= y <= HIGH if by == "camera" else y == BASKET)


def _reached(a: Sequence[int], b: Sequence[int], fastest: int) -> bool:
    furthest = fastest * (b[0] - a[0]) // 1000 + _ROUNDING
    return (b[1] - a[1]) ** 2 + (b[2] - a[2]) ** 2 <= furthest**2


def moments(deal: bytes, rules: Rules) -> list[int]:
    """Return from when on pictures are wanted, one in each quarter, thrown with the second half of
    the deal: a fifth of the quarter and up to three fifths more."""
    dice, quarter = Dice(deal[16:]), rules.ms // PROOFS
    return [n * quarter + quarter // 5 + dice.below(quarter * 3 // 5) for n in range(PROOFS)]


def proofs(deal: bytes, tracks: Sequence[Sequence[tuple[int, ...]]], rules: Rules) -> list[int]:
    """Return the times of the pictures that prove a game: of each moment the first row with a
    place in any track, within a second of it; none serves for two."""
    seen = sorted({row[0] for track in tracks for row in track if len(row) == 3})
    found: list[int] = []
    for moment in moments(deal, rules):
        last = found[-1] if found else -1
        at = next((at for at in seen if at >= moment and at > last), None)
        if at is not None and at <= moment + _PROOF_LATE:
            found.append(at)
    return found


def most(things: Sequence[Thing], rules: Rules) -> int:
    """Return what whoever catches every good thing gets."""
    good = [rules.kinds[thing.kind][0] for thing in things if thing.kind < len(rules.kinds) - 1]
    return sum(value * min(1 + n // _STREAK, _MOST) for n, value in enumerate(good, 1))
