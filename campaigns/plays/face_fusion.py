"""Face fusion: a template's scene, whose face takes the player's features."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base import AssetField, Assets, Clock, Play, PlaySettings, Scene, Shot, Verdict

# The settings that hold one scene at different angles of the head.
SCENES = ("scene", "scene_2", "scene_3")
# Of a result, in pixels: 1080 wide where it is 3:4. Each further pixel costs the worker time.
_LONGEST = 1440
_FAULTS = {
    "bad_picture": _("The picture cannot be read. Export it again as JPEG or PNG."),
    "no_face": _("No face is seen. Use a picture that shows one clearly."),
    "no_such_face": _("There is no face of that number. Count from the left."),
    "face_small": _("The face is too small: its width needs 64 pixels or more, better 250."),
    "face_turned": _("The face is turned away too far. It must show both eyes, about level."),
    "face_dark": _("The face is too dark. Brighten the picture."),
    "face_bright": _("The face is too bright, so that its shape is lost. Darken the picture."),
    "face_blurred": _("The face is blurred. Use a sharp picture."),
    "face_covered": _("Something lies over the face: hair, a hand, a mask or sunglasses."),
    "face_glasses": _("The face wears glasses; they would show through. Use one without."),
    "face_cut": _("The picture's edge cuts the face. Use one that shows it whole."),
}


def _scene(label: Any, **more: Any) -> AssetField:
    return AssetField(kind="scene", label=label, **more)


class Settings(PlaySettings):
    scene = _scene(
        _("template"),
        help_text=_(
            "A scene with somebody whose face is clear: both eyes seen, nothing over it, no "
            "glasses. The result is as large, up to 1440 pixels."
        ),
    )
    scene_2 = _scene(
        _("template, head turned to one side"),
        required=False,
        help_text=_(
            "The same scene again. The player gets the one whose head is turned most like theirs."
        ),
    )
    scene_3 = _scene(_("template, head turned to the other side"), required=False)
    frame = AssetField(kind="frame", label=_("frame"), required=False)
    face = forms.IntegerField(
        label=_("which face becomes the player's"),
        min_value=1,
        max_value=20,
        required=False,
        help_text=_("Counted from the left, 1 is the first. Leave empty for the largest."),
    )
    strength = forms.IntegerField(
        label=_("how much of the player (%)"),
        initial=100,
        min_value=0,
        max_value=100,
        help_text=_("0 is the template's own face; 100 is the player's features and face shape."),
    )
    countdown = forms.IntegerField(
        label=_("countdown (seconds)"), min_value=0, max_value=10, initial=3
    )
    logo = forms.BooleanField(
        label=_("show the brand's logo in the picture"), required=False, initial=True
    )
    logo_corner = forms.ChoiceField(
        label=_("corner of the logo"),
        choices=[
            ("top-left", _("top left")),
            ("top-right", _("top right")),
            ("bottom-left", _("bottom left")),
            ("bottom-right", _("bottom right")),
        ],
        initial="bottom-right",
    )


class FaceFusion(Play):
    name = "face_fusion"
    label = _("Face fusion")
    summary = _("The player becomes the person in the picture: its scene, their face.")
    Settings = Settings
    tiers = {"photo": _("made a photo")}
    inspected = (*SCENES, "face")
    faults = _FAULTS

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """For a figure, the first scene as it is: no face was made, and so nothing says so."""
        clock = Clock()
        if shot.photo is None:
            number, canvas, label = 0, _pixels(assets(settings["scene"])), None
            clock.lap("template")
        else:
            fusion = _fused(shot.photo, settings, assets, clock)
            number, canvas, label = fusion.scene, fusion.image, _label(scene)
        canvas = _dressed(canvas, label, settings, assets, scene)
        clock.lap("dress")
        picture = inference.encode_jpeg(canvas, label=label)
        clock.lap("encode")
        height, width = canvas.shape[:2]
        facts = {"scene": number + 1, "figure": shot.figure}
        return Verdict(picture, width, height, facts, clock.laps)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "photo"

    def inspect(self, settings: Mapping[str, Any], assets: Assets) -> Mapping[str, str]:
        """Make each of the template's pictures ready, as for a player."""
        found = {
            name: _fault(assets(settings[name]), settings["face"])
            for name in SCENES
            if settings[name]
        }
        return {name: code for name, code in found.items() if code}

    def made_with_ai(self, facts: Mapping[str, Any]) -> bool:
        return facts.get("figure") is None

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"countdown": settings["countdown"]}


def _fused(
    photo: bytes, settings: Mapping[str, Any], assets: Assets, clock: Clock
) -> inference.Fusion:
    chosen = [settings[name] for name in SCENES if settings[name]]
    ready = [_prepared(assets(asset_id), settings["face"]) for asset_id in chosen]
    template = inference.FusionTemplate(tuple(scene for each in ready for scene in each.scenes))
    clock.lap("template")
    pixels = inference.read_photo(photo)
    clock.lap("intake")
    fusion = inference.fuse(template, pixels, strength=settings["strength"] / 100)
    clock.lap("fuse")
    return fusion


def _label(scene: Scene) -> inference.AiLabel:
    with override(scene.language):
        return inference.AiLabel(gettext("Made with AI"), scene.language)


def _dressed(
    canvas: inference.Pixels,
    label: inference.AiLabel | None,
    settings: Mapping[str, Any],
    assets: Assets,
    scene: Scene,
) -> inference.Pixels:
    logo = scene.logo if settings["logo"] else None
    return inference.dress(
        canvas,
        frame=_picture(assets(settings["frame"])) if settings["frame"] else None,
        logo=None if logo is None else _picture(logo),
        logo_corner=settings["logo_corner"],
        label=label,
    )


def _fault(data: bytes, face: int | None) -> str:
    """The code of what is wrong with one of the template's pictures; empty where nothing is."""
    try:
        _prepared(data, face)
    except inference.BadTemplate as fault:
        return fault.code
    return ""


@lru_cache(maxsize=6)
def _prepared(data: bytes, face: int | None) -> inference.FusionTemplate:
    """One of the scenes, its face found once for all day's players. Raises BadTemplate."""
    seats = () if face is None else (face - 1,)
    return inference.fusion_template([_pixels(data)], seats=seats)


@lru_cache(maxsize=6)
def _pixels(data: bytes) -> inference.Pixels:
    """One of the scenes; what is wrong with it is none of the player's business."""
    try:
        pixels = inference.read_photo(data, longest=_LONGEST)
    except inference.BadPhoto as bad:
        raise inference.BadTemplate("bad_picture", str(bad)) from bad
    pixels.setflags(write=False)
    return pixels


@lru_cache(maxsize=6)
def _picture(data: bytes) -> inference.Rgba:
    """The same art serves all day: decoded once, and nobody may paint on it."""
    pixels = inference.read_picture(data)
    pixels.setflags(write=False)
    return pixels
