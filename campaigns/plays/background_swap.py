"""Background swap: the player, cut out live, in one of the operator's scenes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base import (
    AssetField,
    Assets,
    Clock,
    PictureSettings,
    Play,
    Scene,
    Shot,
    Verdict,
    art,
    finish,
)

# Stand-ins for players without a camera; the page shows the same files.
_FIGURES = Path(__file__).resolve().parents[2] / "static" / "plays" / "background_swap"
FIGURES = (1, 2, 3)
SCENES = 5
# Where a figure, and whoever is on a photo that the play's own camera did not take, stands: in
# fractions of the scene. The page draws the figure there too.
PLACE = inference.Place(x=0.5, y=1.0, head=0.2, height=0.78)
# By how much the sides' ratio of a photo of the play's own camera may miss the scene's.
_SAME_SHAPE = 0.015
# What is set of each scene, in this order.
_PARTS = ("scene", "foreground", "film", "name")
_FRONT = _("scene {number}: foreground layer")
_FILM = _("scene {number}: film")
_HIDDEN = _(
    "What stands in front hides the player. Use a foreground or a frame that leaves them room."
)
_TOO_SMALL = _("The scene is too small for a picture: use one of 720 × 960 or more.")


def _scene(number: int, **more: Any) -> AssetField:
    label = format_lazy(_("scene {number}"), number=number)
    return AssetField(kind="scene", label=label, **more)


def _front(number: int) -> AssetField:
    label = format_lazy(_FRONT, number=number)
    return AssetField(kind="foreground", label=label, required=False)


def _film(number: int, **more: Any) -> AssetField:
    label = format_lazy(_FILM, number=number)
    return AssetField(kind="film", label=label, required=False, **more)


def _name(number: int) -> forms.CharField:
    label = format_lazy(_("scene {number}: name"), number=number)
    return forms.CharField(label=label, initial="", max_length=24, required=False)


class Settings(PictureSettings):
    scene_1 = _scene(1, help_text=_("The background; the picture takes its size."))
    foreground_1 = AssetField(
        kind="foreground",
        label=format_lazy(_FRONT, number=1),
        required=False,
        help_text=_("Stands in front of the player."),
    )
    film_1 = _film(
        1,
        help_text=_(
            "A short MP4 film, without sound: it plays in the picture’s place. The photo is made "
            "with the picture, and players who want no motion see the picture."
        ),
    )
    name_1 = _name(1)
    scene_2 = _scene(2, required=False, help_text=_("Scissors held up lead to the next scene."))
    foreground_2 = _front(2)
    film_2 = _film(2)
    name_2 = _name(2)
    scene_3 = _scene(3, required=False)
    foreground_3 = _front(3)
    film_3 = _film(3)
    name_3 = _name(3)
    scene_4 = _scene(4, required=False)
    foreground_4 = _front(4)
    film_4 = _film(4)
    name_4 = _name(4)
    scene_5 = _scene(5, required=False)
    foreground_5 = _front(5)
    film_5 = _film(5)
    name_5 = _name(5)
    motion = forms.BooleanField(
        label=_("the scenes move gently"),
        required=False,
        initial=True,
        help_text=_("They stand still for the picture, and for players who want no motion."),
    )
    clip = forms.IntegerField(
        label=_("clip: seconds at most"),
        min_value=0,
        max_value=8,
        initial=8,
        help_text=_("0: pictures only. A clip stays on the player's phone and is never sent."),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, SCENES + 1):
            for layer in (f"foreground_{number}", f"film_{number}"):
                if values.get(layer) and not values.get(f"scene_{number}"):
                    self.add_error(layer, _("Choose the scene behind it too."))
        return values

    def groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Each scene after the first is folded away under the name it has now."""
        return [
            (self._title(number), [f"{part}_{number}" for part in _PARTS])
            for number in range(2, SCENES + 1)
        ]

    def _title(self, number: int) -> str:
        label, name = self.fields[f"scene_{number}"].label, self[f"name_{number}"].value()
        return " · ".join(part for part in (capfirst(str(label)), name) if part)


@dataclass(frozen=True)
class _Backdrop:
    """One of the scenes that are set: its picture and its foreground layer, by their ids."""

    scene: int
    foreground: int | None


class BackgroundSwap(Play):
    name = "background_swap"
    label = _("Step into the scene")
    summary = _("The player sees themself live in your scenes, and takes a picture or a clip home.")
    Settings = Settings
    tiers = {"photo": _("made a photo")}
    vision = ("portrait", "hands")
    paintable = True

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Make the live picture again, finely: the player where and as large as they saw themself.

        A photo of the scene's own shape is what the play's camera saw; who is on any other one, and
        a drawn figure, is put at `PLACE`.
        """
        clock = Clock()
        choice = shot.choice or 1
        chosen = _backdrops(settings)[choice - 1]
        backdrop = art(assets(chosen.scene))
        front = art(assets(chosen.foreground)) if chosen.foreground else None
        clock.lap("scene")
        made = _made(shot, backdrop, front, clock)
        facts = {"coverage": round(made.coverage, 3), "figure": shot.figure, "choice": choice}
        made_with_ai = self.made_with_ai(facts)
        done = finish(made.image, settings, assets, scene, made_with_ai=made_with_ai)
        clock.lap("finish")
        return Verdict(done.picture, done.width, done.height, facts, clock.laps)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "photo"

    def check(self, settings: Mapping[str, Any], assets: Assets) -> list[str]:
        """Put a drawn figure into each scene: what works for it has a place for a player."""
        for backdrop in _backdrops(settings):
            front = art(assets(backdrop.foreground)) if backdrop.foreground else None
            try:
                _made(Shot(None, FIGURES[0]), art(assets(backdrop.scene)), front, Clock())
            except inference.BadTemplate as fault:
                return [str(_HIDDEN if fault.code == "hidden" else _TOO_SMALL)]
        return []

    def choices(self, settings: Mapping[str, Any]) -> int:
        return len(_backdrops(settings))

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "countdown": settings["countdown"],
            "clip": settings["clip"],
            "motion": settings["motion"],
            "place": {"x": PLACE.x, "y": PLACE.y, "height": PLACE.height},
        }


def _backdrops(settings: Mapping[str, Any]) -> list[_Backdrop]:
    """The scenes that are set, in their order: the player's choice counts them from 1."""
    return [
        _Backdrop(settings[f"scene_{number}"], settings.get(f"foreground_{number}"))
        for number in range(1, SCENES + 1)
        if settings.get(f"scene_{number}")
    ]


def _made(
    shot: Shot, backdrop: inference.Rgba, front: inference.Rgba | None, clock: Clock
) -> inference.Composite:
    if shot.photo is None:
        figure = shot.figure if shot.figure in FIGURES else FIGURES[0]
        made = inference.place_figure(_drawn(figure), backdrop, PLACE, foreground=front)
    else:
        pixels = inference.read_photo(shot.photo)
        seen_live = _same_shape(pixels, backdrop)
        if not seen_live:
            pixels = inference.upright(pixels)
            inference.look_over(pixels, whole=True)
        clock.lap("intake")
        cutout = inference.cut_out(pixels)
        clock.lap("cut_out")
        if seen_live:
            made = inference.swap_background(pixels, backdrop, cutout, foreground=front)
        else:
            template = inference.Template(backdrop, PLACE, foreground=front)
            made = inference.compose(template, pixels, cutout)
    clock.lap("compose")
    return made


def _same_shape(pixels: inference.Pixels, backdrop: inference.Rgba) -> bool:
    own, wanted = (float(each.shape[1] / each.shape[0]) for each in (pixels, backdrop))
    return abs(own / wanted - 1) < _SAME_SHAPE


def _drawn(figure: int) -> inference.Rgba:
    return art((_FIGURES / f"figure-{figure}.webp").read_bytes())
