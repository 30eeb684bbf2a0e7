"""Star photo: the player's selfie, cut out and composed beside the star."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django import forms
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
    selfie,
)

# Stand-ins for players without a camera; the page shows the same files.
_FIGURES = Path(__file__).resolve().parents[2] / "static" / "plays" / "star_photo"
FIGURES = (1, 2, 3)
# Degrees on the picture from which the light falls.
_ANGLES = {"left": 120.0, "above": 90.0, "right": 60.0}
_FAULTS = {
    "no_place": _(
        "There is no place for the player in this scene: move them into the picture and give them "
        "more height."
    ),
    "hidden": _(
        "What stands in front hides the player. Use a foreground or a frame that leaves them room."
    ),
    "small_scene": _("The scene is too small for a picture: use one of 720 × 960 or more."),
}


def _percent(label: Any, initial: int, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, initial=initial, min_value=least, max_value=most, **more)


class Settings(PictureSettings):
    scene = AssetField(
        kind="scene", label=_("scene"), help_text=_("The background; the picture takes its size.")
    )
    star = AssetField(
        kind="star",
        label=_("star"),
        required=False,
        help_text=_("Cut out, transparent. Leave empty where the star is part of the scene."),
    )
    foreground = AssetField(
        kind="foreground",
        label=_("foreground layer"),
        required=False,
        help_text=_("Stands in front of the player."),
    )
    star_x = _percent(_("star: from the left (%)"), 30, 0, 100)
    star_bottom = _percent(_("star: feet from the top (%)"), 100, 10, 120)
    star_height = _percent(_("star: height (%)"), 80, 10, 120)
    player_x = _percent(_("player: from the left (%)"), 70, 0, 100)
    player_bottom = _percent(_("player: feet from the top (%)"), 100, 10, 120)
    player_height = _percent(_("player: height (%)"), 75, 10, 120)
    player_head = forms.IntegerField(
        label=_("player: height of the head (%)"),
        min_value=3,
        max_value=60,
        required=False,
        help_text=_("As high as the star’s head, so that both look equally near."),
    )
    light = forms.ChoiceField(
        label=_("the light comes from"),
        choices=[("left", _("the left")), ("above", _("above")), ("right", _("the right"))],
        initial="above",
    )


class StarPhoto(Play):
    name = "star_photo"
    label = _("Star photo")
    summary = _("The player takes a selfie and sees themself beside the star.")
    Settings = Settings
    one_photo = True
    paintable = True
    tiers = {"photo": _("made a photo")}

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        clock = Clock()
        template = _template(settings, assets)
        clock.lap("template")
        made = _compose(template, shot, clock)
        facts = {"coverage": round(made.coverage, 3), "figure": shot.figure}
        ai = self.made_with_ai(facts)
        finished = finish(made.image, settings, assets, scene, made_with_ai=ai)
        clock.lap("finish")
        return Verdict(finished.picture, finished.width, finished.height, facts, clock.laps)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "photo"

    def check(self, settings: Mapping[str, Any], assets: Assets) -> list[str]:
        """Compose once with a drawn figure: what works for it has a place for a player."""
        try:
            _compose(_template(settings, assets), Shot(None, FIGURES[0]), Clock())
        except inference.BadTemplate as fault:
            return [str(_FAULTS.get(fault.code, _FAULTS["no_place"]))]
        return []

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"countdown": settings["countdown"]}


def _compose(template: inference.Template, shot: Shot, clock: Clock) -> inference.Composite:
    if shot.photo is None:
        figure = shot.figure if shot.figure in FIGURES else FIGURES[0]
        made = inference.compose(template, figure=_drawn(figure))
    else:
        pixels = selfie(shot.photo)
        inference.look_over(pixels, whole=True)
        clock.lap("intake")
        cutout = inference.cut_out(pixels)
        clock.lap("cut_out")
        made = inference.compose(template, pixels, cutout)
    clock.lap("compose")
    return made


def _template(settings: Mapping[str, Any], assets: Assets) -> inference.Template:
    def layer(name: str) -> inference.Rgba | None:
        return art(assets(settings[name])) if settings.get(name) else None

    star = layer("star")
    return inference.Template(
        scene=art(assets(settings["scene"])),
        place=_place(settings, "player", z=2),
        foreground=layer("foreground"),
        star=None if star is None else inference.Star(star, _place(settings, "star", z=1)),
        light=inference.Light(angle=_ANGLES[settings["light"]]),
    )


def _place(settings: Mapping[str, Any], who: str, z: int) -> inference.Place:
    head = settings.get(f"{who}_head")
    return inference.Place(
        x=settings[f"{who}_x"] / 100,
        y=settings[f"{who}_bottom"] / 100,
        head=head / 100 if head else None,
        height=settings[f"{who}_height"] / 100,
        z=z,
    )


def _drawn(figure: int) -> inference.Rgba:
    return art((_FIGURES / f"figure-{figure}.webp").read_bytes())
