"""Gesture duel: rock, paper, scissors against a star, best of a few turns."""

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
    PlaySettings,
    Scene,
    Shot,
    Tally,
    TurnPlay,
    TurnSeen,
    Verdict,
    ai_label,
    art,
    card_colours,
    fall,
    sound_switch,
)

# Our own star and the emblems of the moves; the page shows the same files.
_ART = Path(__file__).resolve().parents[2] / "static" / "plays" / "gesture_duel"
MOVES = ("rock", "paper", "scissors")
# What there may be a picture of the star for.
POSES = (*MOVES, "idle", "wins", "loses")
# What each move beats.
_BEATS = {"rock": "scissors", "paper": "rock", "scissors": "paper"}
# Milliseconds from one count to the next.
_TEMPO = {"calm": 900, "steady": 700, "quick": 500}
_COUNTS = 3
# After the countdown: to show a hand, or to think and tap, and for a slow network.
_SLACK = timedelta(seconds=20)
# How near to the hand the card looks at the player's picture; 0 is its middle.
_NEAR = 0.65


def _star(label: Any, **more: Any) -> AssetField:
    return AssetField(kind="star", label=label, required=False, **more)


def _film(label: Any, **more: Any) -> AssetField:
    return AssetField(kind="film", label=label, required=False, **more)


def _weight(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, initial=1, min_value=0, max_value=100, **more)


def _words(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, initial="", max_length=40, required=False, **more)


class Settings(PlaySettings):
    star_name = forms.CharField(
        label=_("the star's name"),
        initial="",
        max_length=24,
        required=False,
        help_text=_("Leave empty for our own character."),
    )
    star_rock = _star(
        _("star: rock"),
        help_text=_("Give all three moves, or none: then our own character plays."),
    )
    star_paper = _star(_("star: paper"))
    star_scissors = _star(_("star: scissors"))
    star_idle = _star(_("star: waiting"), help_text=_("Empty: the star shows rock."))
    star_wins = _star(_("star: wins"), help_text=_("Empty: the star keeps its move."))
    star_loses = _star(_("star: loses"), help_text=_("Empty: the star keeps its move."))
    film_rock = _film(
        _("film: rock"),
        help_text=_(
            "A short MP4 film, without sound: it plays in the picture’s place, once. It must show "
            "the move from its first moment on. Players who want no motion see the picture."
        ),
    )
    film_paper = _film(_("film: paper"))
    film_scissors = _film(_("film: scissors"))
    film_idle = _film(_("film: waiting"), help_text=_("This one plays over and over."))
    film_wins = _film(_("film: wins"))
    film_loses = _film(_("film: loses"))
    rounds = forms.TypedChoiceField(
        label=_("best of"),
        coerce=int,
        choices=[(1, _("one turn")), (3, _("three turns")), (5, _("five turns"))],
        initial=3,
    )
    replays = forms.IntegerField(
        label=_("draws that are played again"),
        initial=4,
        min_value=0,
        max_value=6,
        help_text=_("After so many, a draw uses up a turn."),
    )
    odds_rock = _weight(
        _("how often the star shows rock"),
        help_text=_("Three numbers against each other: 1, 1, 1 is one in three each."),
    )
    odds_paper = _weight(_("how often the star shows paper"))
    odds_scissors = _weight(_("how often the star shows scissors"))
    tempo = forms.ChoiceField(
        label=_("countdown"),
        choices=[("calm", _("calm")), ("steady", _("steady")), ("quick", _("quick"))],
        initial="steady",
    )
    win_words = _words(
        _("words: won"), help_text=_("Leave empty for ours, in the player's language.")
    )
    lose_words = _words(_("words: lost"))
    draw_words = _words(_("words: a draw"))
    sound = sound_switch()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        pictures = [values.get(f"star_{move}") for move in MOVES]
        if any(pictures) and not all(pictures):
            missing = MOVES[pictures.index(None)]
            self.add_error(f"star_{missing}", _("Give a picture of each move, or of none."))
        for pose in POSES:
            if values.get(f"film_{pose}") and not values.get(f"star_{pose}"):
                self.add_error(f"film_{pose}", _("Give the picture of this film too."))
        weights = [values.get(f"odds_{move}") for move in MOVES]
        if weights == [0, 0, 0]:
            self.add_error("odds_rock", _("The star must show something: give one move a weight."))
        return values

    def groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        return [(gettext("Short films of the star"), [f"film_{pose}" for pose in POSES])]


class GestureDuel(TurnPlay):
    name = "gesture_duel"
    label = _("Star duel")
    summary = _("The player plays rock, paper, scissors against the star, with their own hand.")
    Settings = Settings
    tiers = {
        "flawless": _("won every turn"),
        "win": _("won the duel"),
        "draw": _("nobody won"),
        "lose": _("lost the duel"),
    }
    vision = ("hands",)
    moves = MOVES

    def answer(self, seed: bytes, number: int, settings: Mapping[str, Any]) -> str:
        return fall(seed, f"star/{number}", self.odds(settings))

    def odds(self, settings: Mapping[str, Any]) -> dict[str, int]:
        return {move: int(settings[f"odds_{move}"]) for move in MOVES}

    def tally(self, moves: Sequence[tuple[str, str]], settings: Mapping[str, Any]) -> Tally:
        """Over with a majority of the turns for one side, or when all were played, the draws that
        are played again included."""
        return _tally([_result(move, answer) for move, answer in moves], settings)

    def read(self, frames: Sequence[bytes]) -> str:
        """At the beat a raised hand is one of the three."""
        thrown = inference.read_throw(frames)
        return thrown if thrown in MOVES else ""

    def window(self, settings: Mapping[str, Any]) -> timedelta:
        return timedelta(milliseconds=_COUNTS * _TEMPO[settings["tempo"]]) + _SLACK

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Believe each turn as far as its frames allow, and make the card of how it ended.

        A claimed move that the frames deny makes the turn the star's.
        """
        clock = Clock()
        turns = [_looked_at(turn) for turn in shot.turns]
        clock.lap("look")
        if {turn.verdict for turn in turns if turn.seen.by == "camera"} == {"missing"}:
            raise inference.BadPhoto(inference.Reason.NO_HAND, "in none of the frames")
        label = ai_label(scene)
        card = _card(turns, settings, assets, scene, label)
        clock.lap("card")
        picture = inference.encode_jpeg(card, label=label)
        clock.lap("encode")
        height, width = card.shape[:2]
        facts = {"turns": [turn.told for turn in turns]}
        return Verdict(picture, width, height, facts, clock.laps)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        """By the turns as they count after the frames were looked at again."""
        return _outcome([turn["result"] for turn in verdict.facts["turns"]])

    def check(self, settings: Mapping[str, Any], assets: Assets) -> list[str]:
        """Two moves that look the same could not be told apart."""
        own = [settings[f"star_{move}"] for move in MOVES if settings[f"star_{move}"]]
        same = len(set(own)) < len(own)
        return [gettext("Two of the star's moves have the same picture.")] if same else []

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "name": settings["star_name"],
            "rounds": settings["rounds"],
            "beat": _TEMPO[settings["tempo"]],
            "sound": settings["sound"],
            "words": {end: settings[f"{end}_words"] for end in ("win", "lose", "draw")},
        }


def _result(move: str, answer: str) -> str:
    if move == answer:
        return "draw"
    return "win" if _BEATS[move] == answer else "lose"


def _tally(results: Sequence[str], settings: Mapping[str, Any]) -> Tally:
    ahead = max(results.count("win"), results.count("lose"))
    most = settings["rounds"] + settings["replays"]
    return Tally(results, over=ahead > settings["rounds"] // 2 or len(results) >= most)


def _outcome(results: Sequence[str]) -> str:
    you, star = results.count("win"), results.count("lose")
    if you == star:
        return "draw"
    if you < star:
        return "lose"
    return "flawless" if you == len(results) else "win"


@dataclass(frozen=True, eq=False)
class _Judged:
    """A turn and what its frames say: inference.Confirmation's verdict, or "touch"."""

    seen: TurnSeen
    verdict: str
    frame: inference.Pixels | None = None
    hand: tuple[float, float] = (0.5, 0.5)

    @property
    def result(self) -> str:
        denied = self.verdict == "denied"
        return "lose" if denied else _result(self.seen.move, self.seen.answer)

    @property
    def focus(self) -> tuple[float, float]:
        """Near the hand, and towards the middle, where the face is."""
        x, y = (_NEAR * part + (1 - _NEAR) / 2 for part in self.hand)
        return x, y

    @property
    def told(self) -> dict[str, str]:
        return {
            "move": self.seen.move,
            "answer": self.seen.answer,
            "result": self.result,
            "verdict": self.verdict,
        }


def _looked_at(turn: TurnSeen) -> _Judged:
    if turn.by != "camera":
        return _Judged(turn, "touch")
    found = inference.confirm_gesture(turn.frames, turn.move)
    return _Judged(turn, found.verdict, found.frame, found.hand)


def _card(
    turns: Sequence[_Judged],
    settings: Mapping[str, Any],
    assets: Assets,
    scene: Scene,
    label: inference.AiLabel,
) -> inference.Pixels:
    """The turn that decided, the player to the left and the star to the right."""
    results = [turn.result for turn in turns]
    wanted = {"flawless": "win"}.get(_outcome(results), _outcome(results))
    turn = next((turn for turn in reversed(turns) if turn.result == wanted), turns[-1])
    emblem = _hand(turn.seen.move)
    player = emblem if turn.frame is None else turn.frame
    star = _star_picture(turn.seen.answer, settings, assets)
    return inference.face_off(
        inference.FaceOffSide(player, emblem, turn.focus),
        inference.FaceOffSide(star, _hand(turn.seen.answer)),
        (results.count("win"), results.count("lose")),
        colours=card_colours(scene),
        logo=None if scene.logo is None else art(scene.logo),
        label=label,
    )


def _star_picture(move: str, settings: Mapping[str, Any], assets: Assets) -> inference.Rgba:
    own = settings[f"star_{move}"]
    return art(assets(own) if own else (_ART / f"star-{move}.webp").read_bytes())


def _hand(move: str) -> inference.Rgba:
    return art((_ART / f"hand-{move}.webp").read_bytes())
