"""Pose catch: things fall, and the player catches them with hands, head or body, or a basket."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base import (
    AssetField,
    Assets,
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
    card_colours,
    sound_switch,
)
from campaigns.plays.games.shower import (
    HIGH,
    POINTS,
    WIDE,
    Rules,
    Score,
    Thing,
    count,
    course,
    most,
    read_tracks,
    score_of,
)

_ART = Path(__file__).resolve().parents[2] / "static" / "plays" / "pose_catch"
_SPEED = {"calm": 1300, "steady": 1700, "quick": 2300}
_EVERY = {"few": 950, "some": 700, "many": 500}
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
    sound = sound_switch()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(values.get(f"{thing}_share") for thing in _THINGS):
            self.add_error("coin_share", _("Something must fall: give one thing a share."))
        steps: list[int] = [values.get(step) or 0 for step in ("bronze", "silver", "gold")]
        if all(steps) and not steps[0] < steps[1] < steps[2]:
            self.add_error("gold", _("Gold needs more points than silver, silver than bronze."))
        return values


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
        """What `score_of` finds. Raises BadTrace as it does."""
        return score_of(deal, trace, rules_of(settings)).points

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
            colours=card_colours(scene),
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
        best = max(most(course(bytes([n]) * 32, rules), rules) for n in range(1, 9))
        if best >= settings["gold"]:
            return []
        told = gettext("Nobody can reach %(gold)d points: whoever catches all gets about %(most)d.")
        return [told % {"gold": settings["gold"], "most": best}]

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
    found = [_place(pose, points, pixels) for pose in poses for points in POINTS[rules.way]]
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
