"""Face scan: the mirror that guesses, a persona for everybody, and what to buy with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base import (
    CORNERS,
    AssetField,
    Assets,
    Clock,
    PictureSettings,
    Play,
    Scene,
    Shot,
    Verdict,
    art,
    code_corner,
    finish,
    rgb,
    selfie,
    told,
)

# Stand-ins for players without a photo, one a persona; the page shows the same files.
_FIGURES = Path(__file__).resolve().parents[2] / "static" / "plays" / "face_scan"
# Whoever may be younger than this is told no age, and no gender is made anything of.
_GROWN = 20
# The middle of the range from which on somebody counts as ripe.
_RIPE = 45
# Below this confidence the table is read as if no gender had been guessed.
_SURE = 0.9
# Degrees of a turned head from which on nothing is guessed.
_TURNED = 40.0
_PLACES = re.compile(r"\d+")


@dataclass(frozen=True)
class Persona:
    """Our words and look of a persona. moods: divided by commas."""

    name: Promise
    moods: Promise
    copy: Promise
    colour: str
    motif: str


PERSONAS = {
    1: Persona(
        _("Captain of Sunny Days"),
        _("warm, bold, first to laugh"),
        _(
            "Where you turn up, the weather improves. People carry umbrellas only out of habit by "
            "now."
        ),
        "#f2813c",
        "sun",
    ),
    2: Persona(
        _("Poet of the Night Bus"),
        _("calm, curious, good listener"),
        _(
            "You see the moon before anybody else does, and keep the window seat for a friend. "
            "Somebody should write that down. You, most likely."
        ),
        "#4f5dd3",
        "stars",
    ),
    3: Persona(
        _("Wizard of the Balcony"),
        _("patient, inventive, full of plans"),
        _(
            "Things grow around you: plants, plans, friendships. A little water, a little music, "
            "and tomorrow is in leaf."
        ),
        "#35975e",
        "leaves",
    ),
    4: Persona(
        _("Bubble Explorer"),
        _("playful, brave, never bored"),
        _(
            "Every puddle is an ocean and every box a spaceship. Adventure is calling, and there "
            "will be snacks."
        ),
        "#ea5f93",
        "bubbles",
    ),
    5: Persona(
        _("Comet of the City"),
        _("quick, bright, always on the way"),
        _("Lights turn green when you come along, and the best stories happen on your way home."),
        "#d2413f",
        "city",
    ),
    6: Persona(
        _("Keeper of the Tea House"),
        _("easy-going, generous, good company"),
        _(
            "Nobody is in a hurry at your table. One more cup, one more story, and the day has "
            "been a good one."
        ),
        "#24869b",
        "waves",
    ),
}
# The operator's table: which persona for what is guessed.
TABLE: dict[str, tuple[Promise, int]] = {
    "young": (_("looks young (below 20 or thereabouts; children too)"), 4),
    "grown_female": (_("20 to 45 or thereabouts, a woman's face"), 5),
    "grown_male": (_("20 to 45 or thereabouts, a man's face"), 1),
    "grown": (_("20 to 45 or thereabouts, no gender guessed"), 2),
    "ripe_female": (_("45 and older, a woman's face"), 3),
    "ripe_male": (_("45 and older, a man's face"), 6),
    "ripe": (_("45 and older, no gender guessed"), 6),
    "unknown": (_("nothing can be guessed"), 2),
}


def setting(number: int, part: str) -> str:
    """Return the name of the setting for a part of a persona."""
    return f"persona{number}_{part}"


class _Basics(PictureSettings):
    qr_corner = code_corner([corner for corner in CORNERS if corner[0].startswith("bottom")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(number, self._name(number)) for number in PERSONAS]
        for rule in TABLE:
            cast("forms.ChoiceField", self.fields[f"for_{rule}"]).choices = names

    def groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        table = [f"for_{rule}" for rule in TABLE]
        return [
            (gettext("Which persona for whom"), table),
            *(
                (f"{number} · {self._name(number)}", [setting(number, part) for part in _PARTS])
                for number in PERSONAS
            ),
        ]

    def _name(self, number: int) -> str:
        """As it stands in the form now, so that the table can be read."""
        name = setting(number, "name")
        return str((self.data or self.initial).get(name) or self.fields[name].initial)


_PARTS = ("name", "moods", "copy", "colour", "picture", "products")


def _fields(number: int, ours: Persona) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "name": forms.CharField(label=_("name"), initial=ours.name, max_length=40),
        "moods": forms.CharField(
            label=_("mood words"),
            initial=ours.moods,
            max_length=80,
            required=False,
            help_text=_("Three or so, divided by commas."),
        ),
        "copy": forms.CharField(
            label=_("what is said"),
            initial=ours.copy,
            max_length=240,
            widget=forms.Textarea(),
            required=False,
            help_text=_(
                "Empty or unchanged, our own words are shown in the player's language. Please keep "
                "it kind: nothing of health, origin, looks or faults."
            ),
        ),
        "colour": forms.RegexField(
            r"\A#[0-9a-fA-F]{6}\Z",
            label=_("colour"),
            initial=ours.colour,
            widget=forms.TextInput(attrs={"type": "color"}),
        ),
        "picture": AssetField(
            kind="picture",
            label=_("picture in the mirror"),
            required=False,
            help_text=_("Behind the player; without one the mirror shows a pattern."),
        ),
        "products": forms.RegexField(
            r"\A\s*(\d{1,2}\s*([,，、 ]\s*|\Z))*\Z",
            label=_("products"),
            initial="",
            required=False,
            help_text=_(
                "Their places in the campaign's list of products, such as 1, 3. Empty: all of them."
            ),
        ),
    }
    return {setting(number, part): field for part, field in fields.items()}


def _rule(words: Any, number: int) -> forms.TypedChoiceField:
    choices = [(each, str(each)) for each in PERSONAS]
    return forms.TypedChoiceField(label=words, choices=choices, coerce=int, initial=number)


_TABLE_FIELDS = {f"for_{rule}": _rule(words, number) for rule, (words, number) in TABLE.items()}
_PERSONA_FIELDS = {
    name: field
    for number, ours in PERSONAS.items()
    for name, field in _fields(number, ours).items()
}
Settings = cast(
    "type[PictureSettings]", type("Settings", (_Basics,), {**_TABLE_FIELDS, **_PERSONA_FIELDS})
)


class FaceScan(Play):
    name = "face_scan"
    label = _("Face scan")
    summary = _(
        "A mirror looks at the player, makes a light-hearted guess and shows a persona, with the "
        "products that go with it."
    )
    Settings = Settings
    one_photo = True
    tiers = {"persona": _("met their persona")}

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Guess, or take the persona that was chosen; a choice asks no network about age or
        gender."""
        clock = Clock()
        pixels = None if shot.photo is None else selfie(shot.photo)
        clock.lap("intake")
        guess = None
        chosen = shot.choice if pixels is not None else shot.figure
        if pixels is not None:
            inference.look_over(pixels, whole=True)
            guess = None if chosen else _guess(pixels)
        clock.lap("guess")
        number = settings[f"for_{row(guess)}"] if guess else _known(chosen)
        look = _look(number, settings, assets)
        with override(scene.language):
            words = _words(number, settings, guess)
        if pixels is None:
            made = inference.draw_card(look, words, figure=_drawn(number))
        else:
            cutout = inference.cut_out(pixels)
            clock.lap("cut_out")
            made = inference.draw_card(look, words, pixels, cutout)
        clock.lap("draw")
        facts = {"persona": number, "guessed": guess is not None, "figure": shot.figure}
        done = finish(made, settings, assets, scene, made_with_ai=self.made_with_ai(facts))
        clock.lap("finish")
        return Verdict(done.picture, done.width, done.height, facts, clock.laps)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "persona"

    def choices(self, settings: Mapping[str, Any]) -> int:
        return len(PERSONAS)

    def picks(self, facts: Mapping[str, Any], settings: Mapping[str, Any]) -> Sequence[int]:
        places = settings.get(setting(_known(facts.get("persona")), "products")) or ""
        return [int(place) for place in _PLACES.findall(places)]

    def words_for(
        self, facts: Mapping[str, Any], settings: Mapping[str, Any]
    ) -> Sequence[tuple[str, str]]:
        """The persona and what is said of it; for a guess, that it was nothing more."""
        if "persona" not in facts:
            return ()
        number = _known(facts["persona"])
        said = (_said(settings, number, "name"), _said(settings, number, "copy"))
        if not facts.get("guessed"):
            return (said,)
        doubt = gettext(
            "The mirror has only guessed, for fun, and it is often wrong. You know best who you "
            "are: play again and choose for yourself!"
        )
        return (said, ("", doubt))

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        personas = [
            {
                "name": _said(settings, number, "name"),
                "colour": settings[setting(number, "colour")],
            }
            for number in PERSONAS
        ]
        return {"countdown": settings["countdown"], "personas": personas}


def _guess(pixels: inference.Pixels) -> inference.Attributes:
    """Raises BadPhoto: what `the_sitter` raises, covered."""
    face = inference.the_sitter(pixels)
    # An animal's face is one to the first of these networks only.
    surfaces = inference.mesh(pixels, face), inference.mesh(pixels, face, irises=True)
    pose = inference.head_pose(surfaces[0])
    if max(abs(pose.yaw), abs(pose.pitch)) > _TURNED:
        return inference.Attributes(None, 0.0, None, 0.0)
    for surface in surfaces:
        if inference.Reason.COVERED in inference.face_quality(pixels, face, surface).reasons:
            raise inference.BadPhoto(inference.Reason.COVERED, "no face is seen clearly")
    return inference.attributes(pixels, face)


def row(guess: inference.Attributes) -> str:
    """Return the row of TABLE for a guess.

    Without an age nobody is known to be grown up, and then, as for the young, gender has no part in
    it.
    """
    if guess.age is None:
        return "unknown"
    if guess.age[0] < _GROWN:
        return "young"
    band = "ripe" if sum(guess.age) / 2 >= _RIPE else "grown"
    told_apart = guess.gender is not None and guess.gender_confidence >= _SURE
    return f"{band}_{guess.gender}" if told_apart else band


def _known(number: int | None) -> int:
    return number if number in PERSONAS else 1


def _said(settings: Mapping[str, Any], number: int, part: str) -> str:
    return told(Settings, settings, setting(number, part))


def _words(
    number: int, settings: Mapping[str, Any], guess: inference.Attributes | None
) -> inference.CardWords:
    moods = re.split(r"[,，、]", _said(settings, number, "moods"))
    return inference.CardWords(
        kicker=gettext("My mirror says") if guess else gettext("My mirror and I"),
        title=_said(settings, number, "name"),
        chips=tuple(mood.strip() for mood in moods[:4] if mood.strip()),
        foot=remark(guess),
    )


def remark(guess: inference.Attributes | None) -> str:
    """Return the line on the card: a guess, worded as one; no age of who may be a child."""
    if guess is None:
        return gettext("chosen by myself")
    if guess.age is None:
        return gettext("My age? The mirror is too polite to guess.")
    if guess.age[0] < _GROWN:
        return gettext("The mirror guesses: young at heart")
    start, end = guess.age
    return gettext("The mirror guesses %(start)d to %(end)d, and is often wrong") % {
        "start": start,
        "end": end,
    }


def _look(number: int, settings: Mapping[str, Any], assets: Assets) -> inference.CardLook:
    picture = settings.get(setting(number, "picture"))
    return inference.CardLook(
        colour=rgb(settings[setting(number, "colour")]),
        motif=PERSONAS[number].motif,
        backdrop=art(assets(picture)) if picture else None,
    )


def _drawn(number: int) -> inference.Rgba:
    return art((_FIGURES / f"figure-{number}.webp").read_bytes())
