"""Face reading: the proportions of a face drawn over a portrait, and kind words about them."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base import (
    CORNERS,
    Assets,
    Clock,
    PictureSettings,
    Play,
    PlaySettings,
    Scene,
    Shot,
    Verdict,
    code_corner,
    finish,
    selfie,
    told,
)

# Each feature's classes as inference names them, each by the name that players read and by the
# words that an operator may replace.
FEATURES: dict[str, dict[str, tuple[Promise, Promise]]] = {
    "face": {
        "round": (
            _("Round face"),
            _(
                "A round face is everybody's soft landing: rooms grow warmer when you walk in, "
                "and so do the jokes."
            ),
        ),
        "oval": (
            _("Oval face"),
            _(
                "An oval as if drawn in one stroke. Hats, haircuts, odd camera angles: all of them "
                "give in and suit you."
            ),
        ),
        "long": (
            _("Long face"),
            _(
                "Long, elegant lines: you look as if a good film were about to begin, and "
                "everybody has a seat."
            ),
        ),
    },
    "courts": {
        "upper": (
            _("Upper court leads"),
            _(
                "Above your brows there is plenty of sky for ideas to land in. Leave the window "
                "open today!"
            ),
        ),
        "middle": (
            _("Middle court leads"),
            _(
                "The middle of your face takes the stage, right where the light falls: first row "
                "for everybody."
            ),
        ),
        "lower": (
            _("Lower court leads"),
            _("Laughter finds the most room here. It would be a pity to leave it empty today."),
        ),
    },
    "spacing": {
        "close": (
            _("Close-set eyes"),
            _("Your eyes stand close, like two friends who share one good secret."),
        ),
        "even": (
            _("Even-set eyes"),
            _(
                "The space between your eyes is just as painters like it. Sit still: somebody is "
                "reaching for a brush."
            ),
        ),
        "wide": (
            _("Wide-set eyes"),
            _("Panorama as standard: you would spot the last piece of cake from across the room."),
        ),
    },
    "brows": {
        "straight": (
            _("Straight brows"),
            _("Brows as calm as the horizon. Even a Monday stands up straight before them."),
        ),
        "curved": (
            _("New-moon brows"),
            _("Brows like a new moon: they say hello before you do."),
        ),
        "arched": (
            _("Arched brows"),
            _("Like a curtain that has just gone up: whatever you say next, we are listening."),
        ),
    },
    "eyes": {
        "long": (
            _("Long eyes"),
            _("Long eyes with a smile in them: they give the punch line away a second early."),
        ),
        "almond": (
            _("Almond eyes"),
            _("Almond eyes, and no almond has ever looked this good."),
        ),
        "round": (
            _("Round eyes"),
            _("Round eyes with all the lights on: puppies would take lessons from you."),
        ),
    },
    "nose": {
        "short": (
            _("Small nose"),
            _("A small nose with great timing: the first to know that the bread is ready."),
        ),
        "even": (
            _("Balanced nose"),
            _("A nose of perfect tact: it lets the eyes shine and keeps the glasses in place."),
        ),
        "long": (
            _("Long nose"),
            _("A nose with presence: statues would ask the sculptor for one like it."),
        ),
    },
    "mouth": {
        "small": (
            _("Small mouth"),
            _("Like the seal on a painting: small, and exactly where it belongs."),
        ),
        "even": (
            _("Balanced mouth"),
            _("Good for whistling, better still for good news."),
        ),
        "wide": (
            _("Wide smile"),
            _("A smile that reaches the last row without a microphone."),
        ),
    },
}
_OPENING = _("We took a ruler and a good mood, and this is what your face has to say.")
_CLOSING = _(
    "So much for the ruler. The finest line of all is one that it cannot measure: your smile."
)
# Which features stand in each line under the portrait.
_CAPTIONS = (("face", "courts", "spacing"), ("brows", "eyes"), ("nose", "mouth"))
# What the drawn faces are, in the order of FEATURES, for players without a photo; the page shows
# pictures of the same.
FIGURES: dict[int, tuple[str, ...]] = {
    1: ("round", "lower", "even", "curved", "round", "short", "wide"),
    2: ("oval", "middle", "wide", "straight", "almond", "even", "even"),
    3: ("long", "upper", "close", "arched", "long", "long", "small"),
}


def setting(feature: str, kind: str) -> str:
    """Return the name of the setting that holds the words for a class of a feature."""
    return f"{feature}_{kind}"


def _words(label: Any, initial: Promise, **more: Any) -> forms.CharField:
    area = forms.Textarea()
    return forms.CharField(
        label=label, initial=initial, max_length=240, required=False, widget=area, **more
    )


class _Basics(PictureSettings):
    # The reading itself stands at the bottom.
    qr_corner = code_corner([corner for corner in CORNERS if corner[0].startswith("top")])
    opening = _words(
        _("the reading begins"),
        _OPENING,
        help_text=_(
            "Empty or unchanged, our own words are shown in the player's language. Please keep it "
            "kind: nothing of health, origin, faults or fate."
        ),
    )


_TEXTS = {
    setting(feature, kind): _words(name, words)
    for feature, kinds in FEATURES.items()
    for kind, (name, words) in kinds.items()
}
# A text for each class of each feature, between the first words and the last.
Settings = cast(
    "type[PlaySettings]",
    type("Settings", (_Basics,), {**_TEXTS, "closing": _words(_("the reading ends"), _CLOSING)}),
)


class FaceReading(Play):
    name = "face_reading"
    label = _("Face reading")
    summary = _(
        "The proportions of the player's face, drawn over a portrait, and a kind reading of them, "
        "just for fun."
    )
    Settings = Settings
    one_photo = True
    tiers = {"reading": _("had their face read")}

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Measure the face and draw what was measured; a drawn one for who shows none."""
        clock = Clock()
        if shot.photo is None:
            pixels, reading = None, inference.drawn_face(_figure(shot.figure))
        else:
            pixels = selfie(shot.photo)
            clock.lap("intake")
            reading = inference.read_face(pixels)
        clock.lap("read")
        with override(scene.language):
            words = inference.ReadingWords(_title(), _captions(reading.classes))
        made = inference.draw_reading(pixels, reading, words)
        clock.lap("draw")
        facts = {"classes": dict(reading.classes), "figure": shot.figure}
        ai = self.made_with_ai(facts)
        finished = finish(made, settings, assets, scene, made_with_ai=ai)
        clock.lap("finish")
        return Verdict(finished.picture, finished.width, finished.height, facts, clock.laps)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "reading"

    def words_for(
        self, facts: Mapping[str, Any], settings: Mapping[str, Any]
    ) -> Sequence[tuple[str, str]]:
        """The opening, a sentence for each feature, and the closing: the same classes, the same
        words."""
        classes = facts.get("classes")
        if not classes:
            return ()
        read = [
            (
                str(kinds[classes[feature]][0]),
                told(Settings, settings, setting(feature, classes[feature])),
            )
            for feature, kinds in FEATURES.items()
        ]
        opening, closing = (told(Settings, settings, name) for name in ("opening", "closing"))
        return ((_title(), opening), *read, ("", closing))

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"countdown": settings["countdown"]}


def _figure(number: int | None) -> dict[str, str]:
    chosen = FIGURES.get(number or 1, FIGURES[1])
    return dict(zip(FEATURES, chosen, strict=True))


def _title() -> str:
    return gettext("Face reading · just for fun")


def _captions(classes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        " · ".join(str(FEATURES[feature][classes[feature]][0]) for feature in line)
        for line in _CAPTIONS
    )
