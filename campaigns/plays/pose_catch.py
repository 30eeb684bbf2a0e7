"""Pose catch: things fall, and the player catches them with hands, head or body, or a basket.

Everything is in whole numbers, so that a script and the server count the same: the court is 3000
wide and 4000 high, times are milliseconds, speeds are lengths of the court a second.
static/plays/pose_catch/game.js plays by the same rules.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base import (
    AssetField,
    Assets,
    BadTrace,
    Clock,
    Dice,
    PlaySettings,
    Scene,
    Shot,
    Trace,
    TracePlay,
    TurnSeen,
    Verdict,
    ai_label,
    art,
    rgb,
)

_ART = Path(__file__).resolve().parents[2] / "static" / "plays" / "pose_catch"
WIDE, HIGH = 3000, 4000
# How large the things are, and how far around what catches them they are caught.
RADIUS = 200
REACH = {"hands": 300, "head": 400, "body": 620, "touch": 400}
# Of a hand: wrist, little finger and index finger; of the body: the shoulders (inference.Pose).
_POINTS: Mapping[str, Sequence[Sequence[int]]] = {
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
_SPEED = {"calm": 1300, "steady": 1700, "quick": 2300}
_EVERY = {"few": 950, "some": 700, "many": 500}
# So many catches in a row count once more, up to so many times.
_STREAK, _MOST = 5, 3
# The pictures that prove a game by camera: when they are taken the deal says.
PROOFS, _PROOF_LATE = 4, 1000
# How far from its place in the trace a hand may be found when a picture is looked at again.
_NEAR = 450
_COUNTDOWN = 3
# For a bad network, and to find one's place before the camera.
_SLACK = timedelta(seconds=60)
_THINGS = ("coin", "packet", "ingot")
_LONGEST = 640
# How many of the things caught the picture shows.
_SHOWN = 16
# How much of the picture's stage a player takes, and a basket.
_PLAYER_TALL, _BASKET_TALL = 0.92, 0.36


def _thing(label: Any, **more: Any) -> AssetField:
    return AssetField(kind="star", label=label, required=False, **more)


def _count(label: Any, initial: int, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, initial=initial, min_value=least, max_value=most, **more)


class Settings(PlaySettings):
    catch_with = forms.ChoiceField(
        label=_("caught with"),
        choices=[("hands", _("both hands")), ("head", _("the head")), ("body", _("the body"))],
        initial="hands",
    )
    players = forms.TypedChoiceField(
        label=_("players"),
        coerce=int,
        choices=[(1, _("one")), (2, _("two, side by side, who score together"))],
        initial=1,
    )
    seconds = _count(_("seconds"), 25, 5, 60)
    speed = forms.ChoiceField(
        label=_("they fall"),
        choices=[("calm", _("slowly")), ("steady", _("steadily")), ("quick", _("fast"))],
        initial="steady",
        help_text=_("A little faster towards the end, always."),
    )
    amount = forms.ChoiceField(
        label=_("how many fall"),
        choices=[("few", _("few")), ("some", _("some")), ("many", _("many"))],
        initial="some",
    )
    coin = _thing(_("first thing: picture"), help_text=_("Empty: a gold coin."))
    coin_value = _count(_("first thing: points"), 10, 1, 100)
    coin_share = _count(
        _("first thing: how often"),
        6,
        0,
        100,
        help_text=_("Four numbers against each other, the bomb's among them."),
    )
    packet = _thing(_("second thing: picture"), help_text=_("Empty: a red packet."))
    packet_value = _count(_("second thing: points"), 20, 1, 100)
    packet_share = _count(_("second thing: how often"), 3, 0, 100)
    ingot = _thing(_("third thing: picture"), help_text=_("Empty: a gold ingot."))
    ingot_value = _count(_("third thing: points"), 50, 1, 100)
    ingot_share = _count(_("third thing: how often"), 1, 0, 100)
    bomb = _thing(_("what to avoid: picture"), help_text=_("Empty: a bomb."))
    bomb_value = _count(_("what to avoid: points lost"), 30, 0, 100)
    bomb_share = _count(_("what to avoid: how often"), 2, 0, 100)
    gold = _count(_("points for gold"), 600, 1, 100_000)
    silver = _count(_("points for silver"), 350, 1, 100_000)
    bronze = _count(_("points for bronze"), 120, 1, 100_000)
    sound = forms.BooleanField(
        label=_("sound is on at first"),
        required=False,
        initial=False,
        help_text=_("The player can always turn it on and off."),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(values.get(f"{thing}_share") for thing in _THINGS):
            self.add_error("coin_share", _("Something must fall: give one thing a share."))
        steps: list[int] = [values.get(step) or 0 for step in ("bronze", "silver", "gold")]
        if all(steps) and not steps[0] < steps[1] < steps[2]:
            self.add_error("gold", _("Gold needs more points than silver, silver than bronze."))
        return values


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
        return self.players * (len(_POINTS[self.way]) if by == "camera" else 1)

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


class PoseCatch(TracePlay):
    name = "pose_catch"
    label = _("Catch")
    summary = _("Coins and red packets fall; the player catches them with hands, head or body.")
    Settings = Settings
    tiers = {
        "gold": _("gold"),
        "silver": _("silver"),
        "bronze": _("bronze"),
        "played": _("played along"),
    }
    vision = ("pose",)

    def window(self, settings: Mapping[str, Any]) -> timedelta:
        return self.lasts(settings) + timedelta(seconds=_COUNTDOWN) + _SLACK

    def lasts(self, settings: Mapping[str, Any]) -> timedelta:
        return timedelta(seconds=settings["seconds"])

    def points(self, deal: bytes, trace: Trace, settings: Mapping[str, Any]) -> int:
        """What `count` finds. Raises BadTrace: malformed, unordered, outside, too_fast, too_long,
        and unproven where the frames are not those that the deal asks for."""
        rules = rules_of(settings)
        tracks = read_tracks(trace, rules)
        wanted = proofs(deal, tracks, rules) if trace.by == "camera" else []
        if list(trace.frames_at) != wanted:
            raise BadTrace("unproven")
        return count(course(deal, rules), tracks, rules, trace.by).points

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Look for the body in the frames, where the trace says that it was, and make the picture.

        Where most frames show it elsewhere, nothing of the game counts.
        """
        clock = Clock()
        turn, rules = shot.turns[0], rules_of(settings)
        assert turn.trace is not None
        looks = _look(turn, turn.trace, rules)
        clock.lap("look")
        if turn.by == "camera" and not any(look.bodies for look in looks):
            raise inference.BadPhoto(inference.Reason.NOBODY, "in none of the frames")
        believed = 2 * sum(look.near for look in looks) >= len(looks)
        things = course(turn.deal, rules)
        score = count(things, read_tracks(turn.trace, rules), rules, turn.by)
        player = _player([look for look in looks if look.near] or looks)
        clock.lap("cut")
        label = None if player is None else ai_label(scene)
        pictures = [_picture(settings, assets, name) for name in (*_THINGS, "bomb")]
        card = inference.shower(
            art((_ART / "basket.webp").read_bytes()) if player is None else player,
            _shower(score, things, pictures, turn.deal),
            str(score.points if believed else 0),
            tall=_BASKET_TALL if player is None else _PLAYER_TALL,
            colours=_colours(scene.theme),
            logo=None if scene.logo is None else art(scene.logo),
            label=label,
        )
        clock.lap("card")
        picture = inference.encode_jpeg(card, label=label)
        clock.lap("encode")
        height, width = card.shape[:2]
        caught = Counter(things[catch.thing].kind for catch in score.catches)
        facts = {
            "points": score.points if believed else 0,
            "believed": believed,
            "streak": score.streak,
            "caught": [caught[kind] for kind in range(len(_THINGS))],
            "bombs": caught[len(_THINGS)],
            "by": turn.by,
        }
        return Verdict(picture, width, height, facts, clock.laps)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        """By the points that the worker believes."""
        points = verdict.facts["points"]
        reached = (tier for tier in ("gold", "silver", "bronze") if points >= settings[tier])
        return next(reached, "played")

    def score(self, facts: Mapping[str, Any]) -> int | None:
        return int(facts["points"])

    def made_with_ai(self, facts: Mapping[str, Any]) -> bool:
        """By camera the player is cut out; a basket is drawn."""
        return bool(facts["by"] == "camera")

    def words_for(
        self, facts: Mapping[str, Any], settings: Mapping[str, Any]
    ) -> Sequence[tuple[str, str]]:
        if not facts["believed"]:
            why = gettext("We could not find you in the pictures of the game: it did not count.")
            return [("", why)]
        things, streak = sum(facts["caught"]), facts["streak"]
        told = gettext("%(things)d caught, %(streak)d of them in a row.")
        nothing = gettext("Nothing caught this time. The next shower comes for sure!")
        said = told % {"things": things, "streak": streak} if things else nothing
        return [(gettext("%(points)d points") % {"points": facts["points"]}, said)]

    def check(self, settings: Mapping[str, Any], assets: Assets) -> list[str]:
        """Gold that nobody can reach is a promise that cannot be kept."""
        rules = rules_of(settings)
        most = max(_most(course(bytes([n]) * 32, rules), rules) for n in range(1, 9))
        if most >= settings["gold"]:
            return []
        told = gettext("Nobody can reach %(gold)d points: whoever catches all gets about %(most)d.")
        return [told % {"gold": settings["gold"], "most": most}]

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"rules": rules_of(settings).told, "sound": settings["sound"]}


def rules_of(settings: Mapping[str, Any]) -> Rules:
    """Return what settings mean for a game."""
    kinds = [(settings[f"{thing}_value"], settings[f"{thing}_share"]) for thing in _THINGS]
    return Rules(
        ms=settings["seconds"] * 1000,
        players=settings["players"],
        way=settings["catch_with"],
        speed=_SPEED[settings["speed"]],
        every=_EVERY[settings["amount"]],
        kinds=[*kinds, (-settings["bomb_value"], settings["bomb_share"])],
    )


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
    for a, b in pairwise(rows):
        if len(a) == len(b) == 3 and not _possible(a, b, FASTEST[by]):
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


def _possible(a: Sequence[int], b: Sequence[int], fastest: int) -> bool:
    lasted = b[0] - a[0]
    furthest = fastest * lasted // 1000 + _ROUNDING
    return lasted <= LONGEST_STEP and (b[1] - a[1]) ** 2 + (b[2] - a[2]) ** 2 <= furthest**2


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


def _most(things: Sequence[Thing], rules: Rules) -> int:
    """What whoever catches every good thing gets."""
    good = [rules.kinds[thing.kind][0] for thing in things if thing.kind < len(rules.kinds) - 1]
    return sum(value * min(1 + n // _STREAK, _MOST) for n, value in enumerate(good, 1))


@dataclass(frozen=True, eq=False)
class _Look:
    """A frame looked at again: who is in it, and whether they are where the trace says."""

    pixels: inference.Pixels
    bodies: int
    near: bool


def _look(turn: TurnSeen, trace: Trace, rules: Rules) -> list[_Look]:
    tracks = read_tracks(trace, rules)
    return [
        look
        for at, frame in zip(trace.frames_at, turn.frames, strict=True)
        if (look := _looked_at(frame, at, tracks, rules))
    ]


def _looked_at(
    frame: bytes, at: int, tracks: Sequence[Sequence[tuple[int, ...]]], rules: Rules
) -> _Look | None:
    try:
        pixels = inference.read_photo(frame, longest=_LONGEST)
    except inference.BadPhoto:
        return None
    poses = inference.find_poses(pixels, at_most=rules.players)
    found = [_place(pose, points, pixels) for pose in poses for points in _POINTS[rules.way]]
    told = [(row[1], row[2]) for rows in tracks for row in rows if row[0] == at and len(row) == 3]
    close = sum(any(_apart(a, b) <= _NEAR**2 for b in found) for a in told)
    return _Look(pixels, len(poses), near=bool(told) and 2 * close >= len(told))


def _place(
    pose: inference.Pose, points: Sequence[int], pixels: inference.Pixels
) -> tuple[float, float]:
    """The middle of a body's points on the court, which shows the player as in a mirror."""
    height, width = pixels.shape[:2]
    x, y = pose.points[list(points), :2].mean(axis=0)
    return WIDE * (1 - float(x) / width), HIGH * float(y) / height


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _player(looks: Sequence[_Look]) -> inference.Rgba | None:
    """Whoever played, cut out of the last picture that shows them."""
    if not looks:
        return None
    pixels = looks[-1].pixels
    cutout = inference.cut_out(pixels)
    return inference.shower_figure(cutout)


def _shower(
    score: Score,
    things: Sequence[Thing],
    pictures: Sequence[inference.Rgba],
    deal: bytes,
) -> list[inference.Drop]:
    """Some of what was caught, thrown around the player, again and again the same."""
    dice = Dice(deal[:16])
    caught = [things[catch.thing].kind for catch in score.catches][-_SHOWN:]
    return [
        inference.Drop(
            pictures[kind], (dice.below(1000) / 1000, dice.below(1000) / 1000), dice.below(61) - 30
        )
        for kind in caught
    ]


def _picture(settings: Mapping[str, Any], assets: Assets, name: str) -> inference.Rgba:
    own = settings[name]
    return art(assets(own) if own else (_ART / f"{name}.webp").read_bytes())


def _colours(theme: Mapping[str, str]) -> inference.FaceOffColours:
    """The page's own colours; ours for roles that it leaves out."""
    roles = {"paper": "paper", "ink": "ink", "left": "accent", "right": "glow"}
    return inference.FaceOffColours(
        **{side: rgb(theme[role]) for side, role in roles.items() if role in theme}
    )
