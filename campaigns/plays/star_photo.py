"""Star photo: the player's selfie, cut out and composed beside the star."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.plays.base import AssetField, Assets, Play, PlaySettings, Scene, Shot, Verdict


class Settings(PlaySettings):
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
    frame = AssetField(kind="frame", label=_("frame"), required=False)
    star_x = forms.IntegerField(
        label=_("star: from the left (%)"), min_value=0, max_value=100, initial=30
    )
    star_bottom = forms.IntegerField(
        label=_("star: feet from the top (%)"), min_value=10, max_value=120, initial=100
    )
    star_height = forms.IntegerField(
        label=_("star: height (%)"), min_value=10, max_value=120, initial=80
    )
    player_x = forms.IntegerField(
        label=_("player: from the left (%)"), min_value=0, max_value=100, initial=70
    )
    player_bottom = forms.IntegerField(
        label=_("player: feet from the top (%)"), min_value=10, max_value=120, initial=100
    )
    player_height = forms.IntegerField(
        label=_("player: height (%)"), min_value=10, max_value=120, initial=75
    )
    countdown = forms.IntegerField(
        label=_("countdown (seconds)"), min_value=0, max_value=10, initial=3
    )
    logo = forms.BooleanField(
        label=_("show the brand's logo in the picture"), required=False, initial=True
    )


class StarPhoto(Play):
    name = "star_photo"
    label = _("Star photo")
    summary = _("The player takes a selfie and sees themself beside the star.")
    Settings = Settings
    tiers = {"photo": _("made a photo")}

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        raise NotImplementedError

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "photo"

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"countdown": settings["countdown"]}
