"""Fortune sign: the player's head on a New-Year doll that holds the sign they drew."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base import (
    CORNERS,
    Assets,
    Clock,
    Fall,
    PictureSettings,
    Play,
    PlaySettings,
    Scene,
    Shot,
    Verdict,
    art,
    code_corner,
    fall,
    finish,
    rgb,
    selfie,
    sound_switch,
    told,
)

# The dolls, the ground and the sign in layers, and the drawn heads; the page shows the same ones.
_ART = Path(__file__).resolve().parents[2] / "static" / "plays" / "fortune_sign"
FIGURES = (1, 2, 3)
# Each doll, by the lower edge of its hat and half the hat's width on the poster.
BODIES: dict[str, tuple[float, float] | None] = {
    "tiger": (438.0, 192.0),
    "lion": (438.0, 206.0),
    "cat": None,
}
# What a sign's rim is painted in, by its rarity.
_RIMS = {"supreme": "#b82622", "great": "#c4581c", "good": "#2f7d5b", "fair": "#2b6ca3"}
# For what the seed is asked.
_RARITY, _TEXT = "sign/rarity", "sign/text"
_COLON = ("：", ":")
_LONGEST = 90


class Sign(NamedTuple):
    """One sign: number counts through all of a campaign's, from 1."""

    number: int
    name: str
    text: str


# Each rarity: its name on the sign, how often it is drawn, and our signs.
RARITIES: dict[str, tuple[Promise, int, tuple[Promise, ...]]] = {
    "supreme": (
        _("Best of all"),
        1,
        (
            _("Spring in your step: All roads are in flower, and every letter brings good news."),
            _("The dragon dances: What you have practised in quiet, the whole square applauds."),
            _("A carp leaps: One bold jump, and the river is behind you."),
            _("Full moon, full house: Everybody you love sits at one table."),
        ),
    ),
    "great": (
        _("Great luck"),
        3,
        (
            _("Doors open: Before you knock, somebody is already holding the door."),
            _("Ten thousand sails: The wind has turned, and it blows your way."),
            _("Gold in the pocket: An old coat, a new note, and a snack for two."),
            _("Magpies at the window: A guest is coming whom you have long wished to see."),
        ),
    ),
    "good": (
        _("Good luck"),
        4,
        (
            _("Bamboo grows: Joint by joint, and one morning it looks over the roof."),
            _("Warm tea, warm friends: Ask them round; the rest comes by itself."),
            _("A lucky shortcut: Take the side street today: it has the better bakery."),
            _("The second cup: What went cold once is poured again, and hot."),
        ),
    ),
    "fair": (
        _("A little luck"),
        4,
        (
            _("A slow stream: No hurry. What is good for you is on its way."),
            _("First snow, soft step: Rest early: tomorrow has kept its best for you."),
            _("Seeds in the pot: Water them with a little patience and one good joke."),
            _("Lantern in the mist: A small light is enough for the next step."),
        ),
    ),
}


def odds_of(rarity: str) -> str:
    """Return the name of the setting that holds how often a rarity is drawn."""
    return f"odds_{rarity}"


def signs_of(rarity: str) -> str:
    """Return the name of the setting that holds a rarity's signs."""
    return f"signs_{rarity}"


def name_of(rarity: str) -> str:
    """Return the name of the setting that holds what a rarity is called."""
    return f"name_{rarity}"


class _Basics(PictureSettings):
    body = forms.ChoiceField(
        label=_("doll"),
        choices=[
            ("", _("the player chooses")),
            ("tiger", _("in a tiger hat")),
            ("lion", _("in a dancing lion")),
            ("cat", _("with a lucky cat's paw")),
        ],
        initial="",
        required=False,
    )
    colour = forms.CharField(
        label=_("main colour"),
        initial="#d7352b",
        widget=forms.TextInput(attrs={"type": "color"}),
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")],
        help_text=_("Of the picture's ground and of the doll's clothes. Letters on it are cream."),
    )
    headline = forms.CharField(
        label=_("words over the doll"),
        initial="",
        max_length=28,
        required=False,
        help_text=_("Leave empty for ours, in the player's language."),
    )
    invitation = forms.CharField(
        label=_("words beside the QR code"), initial="", max_length=28, required=False
    )
    sound = sound_switch()
    logo_corner = forms.ChoiceField(
        label=_("corner of the logo"), choices=CORNERS, initial="top-left"
    )
    # The doll stands on the green below: only there is room for a code.
    qr_corner = code_corner([corner for corner in CORNERS if corner[0].startswith("bottom")])

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        weights = [values.get(odds_of(rarity)) for rarity in RARITIES]
        if not any(weights) and None not in weights:
            first = odds_of(next(iter(RARITIES)))
            self.add_error(first, _("Something must be drawn: give one rarity a weight."))
        for rarity, weight in zip(RARITIES, weights, strict=True):
            lines = _lines(str(values.get(signs_of(rarity)) or ""))
            if any(len(line) > _LONGEST for line in lines):
                self.add_error(signs_of(rarity), _("A sign has room for 90 characters a line."))
            elif weight and not lines:
                self.add_error(signs_of(rarity), _("Write at least one sign, or set 0 above."))
        return values


_Basics.base_fields["qr_corner"].initial = "bottom-right"


def _rarity_fields(rarity: str) -> dict[str, forms.Field]:
    name, weight, signs = RARITIES[rarity]
    return {
        name_of(rarity): forms.CharField(
            label=format_lazy("{}: {}", name, _("its name")),
            initial="",
            max_length=16,
            required=False,
            help_text=_("Leave empty for ours, in the player's language."),
        ),
        odds_of(rarity): forms.IntegerField(
            label=format_lazy("{}: {}", name, _("how often")),
            initial=weight,
            min_value=0,
            max_value=1000,
            help_text=_("The four numbers against each other: 1, 3, 4, 4 is one in twelve first."),
        ),
        signs_of(rarity): forms.CharField(
            label=format_lazy("{}: {}", name, _("its signs")),
            initial=format_lazy("\n".join(["{}"] * len(signs)), *signs),
            required=False,
            max_length=4000,
            widget=forms.Textarea(),
            help_text=_("One a line, its name first: “Full moon: Everybody sits at one table.”"),
        ),
    }


Settings = cast(
    "type[PlaySettings]",
    type(
        "Settings",
        (_Basics,),
        {name: field for rarity in RARITIES for name, field in _rarity_fields(rarity).items()},
    ),
)


class FortuneSign(Play):
    name = "fortune_sign"
    label = _("Fortune sign")
    summary = _(
        "The player shakes a sign out of the cup, and a New-Year doll with their face holds it up."
    )
    Settings = Settings
    one_photo = True
    tiers = {rarity: name for rarity, (name, _odds, _signs) in RARITIES.items()}

    def draw(self, seed: bytes, settings: Mapping[str, Any]) -> tuple[str, int]:
        """Return the rarity that the seed draws, and which of its signs, from 0. Pure."""
        rarity = fall(seed, _RARITY, self.odds(settings))
        return rarity, int(fall(seed, _TEXT, _each(settings, rarity)))

    def falls(self, facts: Mapping[str, Any], settings: Mapping[str, Any]) -> Sequence[Fall]:
        """The rarity, by the operator's odds among those that have signs; and then one of its
        signs, each as likely as the others, counted from 0."""
        if "rarity" not in facts:
            return ()
        rarity, sign = str(facts["rarity"]), str(facts["sign"])
        return (
            Fall(_RARITY, self.odds(settings), rarity),
            Fall(_TEXT, _each(settings, rarity), sign),
        )

    def odds(self, settings: Mapping[str, Any]) -> dict[str, int]:
        """Return the weight of each rarity that has signs, in their order."""
        weights = {rarity: int(settings[odds_of(rarity)]) for rarity in RARITIES}
        return {rarity: weight for rarity, weight in weights.items() if _signs(settings, rarity)}

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Draw by the round's seed, and paint the doll that holds what was drawn."""
        clock = Clock()
        rarity, which = self.draw(shot.seed, settings)
        body = self.body(shot.choice, settings)
        if shot.photo is None:
            head = inference.drawn_head(_layer(f"head-{_figure(shot.figure)}"))
        else:
            pixels = selfie(shot.photo)
            clock.lap("intake")
            head = inference.doll_head(pixels)
        clock.lap("head")
        colours = inference.DollColours(rgb(settings["colour"]), rgb(_RIMS[rarity]))
        with override(scene.language):
            words = _words(settings, rarity, which, scene)
        made = inference.draw_doll(head, _doll(body), words, colours)
        clock.lap("draw")
        facts = {"rarity": rarity, "sign": which, "body": body, "figure": shot.figure}
        ai = self.made_with_ai(facts)
        finished = finish(made, settings, assets, scene, made_with_ai=ai)
        clock.lap("finish")
        return Verdict(finished.picture, finished.width, finished.height, facts, clock.laps)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return str(verdict.facts["rarity"])

    def choices(self, settings: Mapping[str, Any]) -> int:
        """One a doll, where the operator leaves it to the player."""
        return 0 if settings["body"] else len(BODIES)

    def body(self, choice: int | None, settings: Mapping[str, Any]) -> str:
        """Return the doll that the operator wants, or that the player chose, or the first."""
        own = [str(settings["body"])] if settings["body"] else list(BODIES)
        return own[(choice or 1) - 1] if 1 <= (choice or 1) <= len(own) else own[0]

    def words_for(
        self, facts: Mapping[str, Any], settings: Mapping[str, Any]
    ) -> Sequence[tuple[str, str]]:
        """The sign: its rarity and its text."""
        if "rarity" not in facts:
            return ()
        sign = _sign(settings, facts["rarity"], facts["sign"])
        title = f"{_name(settings, facts['rarity'])} · {sign.name}"
        return ((title, sign.text),) if sign.text else (("", title),)

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"countdown": settings["countdown"], "sound": settings["sound"]}


def _each(settings: Mapping[str, Any], rarity: str) -> dict[str, int]:
    """The same weight for each of a rarity's signs."""
    return {str(number): 1 for number in range(len(_signs(settings, rarity)))}


def _signs(settings: Mapping[str, Any], rarity: str) -> list[str]:
    """A rarity's signs, line by line: the operator's, or ours in the active language as long as
    they were left as they are."""
    name = signs_of(rarity)
    # Unlike other words, signs that were taken away are none: ours do not come back.
    return _lines(told(Settings, settings, name)) if _lines(str(settings.get(name) or "")) else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _sign(settings: Mapping[str, Any], rarity: str, which: int) -> Sign:
    before = 0
    for each in RARITIES:
        if each == rarity:
            break
        before += len(_signs(settings, each))
    line = _signs(settings, rarity)[which]
    at = min((place for mark in _COLON if (place := line.find(mark)) >= 0), default=-1)
    name, text = (line, "") if at < 0 else (line[:at].strip(), line[at + 1 :].strip())
    return Sign(before + which + 1, name, text)


def _name(settings: Mapping[str, Any], rarity: str) -> str:
    return str(settings[name_of(rarity)] or RARITIES[rarity][0])


def _words(
    settings: Mapping[str, Any], rarity: str, which: int, scene: Scene
) -> inference.SignWords:
    sign = _sign(settings, rarity, which)
    foot = ""
    if scene.qr and settings["qr_corner"]:
        foot = str(settings["invitation"] or gettext("Scan and draw yours"))
    return inference.SignWords(
        number=gettext("No. %(number)d") % {"number": sign.number},
        rarity=_name(settings, rarity),
        name=sign.name,
        text=sign.text,
        title=str(settings["headline"] or gettext("A sign for the New Year")),
        brand=scene.brand_name,
        foot=foot,
    )


def _figure(number: int | None) -> int:
    return number if number in FIGURES else FIGURES[0]


def _doll(body: str) -> inference.DollArt:
    return inference.DollArt(
        ground=_layer("ground"),
        back=_layer(f"{body}-back"),
        front=_layer(f"{body}-front"),
        sign=_layer("sign"),
        brim=BODIES[body],
    )


def _layer(name: str) -> inference.Rgba:
    return art(_file(name))


@cache
def _file(name: str) -> bytes:
    return (_ART / f"{name}.webp").read_bytes()
