"""Face fusion: a template's scene, whose faces take the players' features."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
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
    finish,
    selfie,
)

# The settings that hold one scene at different angles of the head.
SCENES = ("scene", "scene_2", "scene_3")
# Of a result, in pixels: 1080 wide where it is 3:4. Each further pixel costs the worker time.
_LONGEST = 1440
# Of what the operator is shown of a template.
_SIGHT = 720
# How many players a template takes at most: each takes the worker a third of a second.
_SEATS = 6
# Who is put into a template for the operator to see: Eileen Collins, by NASA; see NOTICE.
_SAMPLE = Path(__file__).resolve().parents[2] / "static/plays/face_fusion/astronaut.webp"
_SIGHTS = {
    "scene": _("template: the mesh, the skin that changes, and the faces’ numbers"),
    "scene_tried": _("template: tried with a sample face"),
    "scene_2": _("template turned to one side: the mesh, the skin and the faces’ numbers"),
    "scene_2_tried": _("template turned to one side: tried with a sample face"),
    "scene_3": _("template turned to the other side: the mesh, the skin and the faces’ numbers"),
    "scene_3_tried": _("template turned to the other side: tried with a sample face"),
}
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


class Settings(PictureSettings):
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
    # Of one number or several; releases from before there were several hold a number as it is.
    face = forms.RegexField(
        r"\A\s*([1-9]|1\d|20)(\s*[,，、 ]\s*([1-9]|1\d|20))*\s*\Z",
        label=_("which faces become the players'"),
        initial="",
        required=False,
        help_text=_(
            "Counted from the left, as numbered above once the template was looked at; a number "
            "that is crossed out cannot be used. Write 2, or 1, 3 for a group with room for two: "
            "who plays alone takes the first. Leave empty for the largest face."
        ),
        error_messages={"invalid": _("Write numbers of faces, such as 2 or 1, 3.")},
    )
    strength = forms.IntegerField(
        label=_("how much of the player (%)"),
        initial=100,
        min_value=0,
        max_value=100,
        help_text=_("0 is the template's own face; 100 is the player's features and face shape."),
    )

    def clean_face(self) -> str:
        numbers = _numbers(self.cleaned_data["face"])
        if len(set(numbers)) < len(numbers):
            raise forms.ValidationError(_("Each face can become one player's only."))
        if len(numbers) > _SEATS:
            raise forms.ValidationError(
                _("%(most)s players at most."), params={"most": _SEATS}, code="too_many"
            )
        return ", ".join(map(str, numbers))


class FaceFusion(Play):
    name = "face_fusion"
    label = _("Face fusion")
    summary = _("The player becomes the person in the picture: its scene, their face.")
    Settings = Settings
    one_photo = True
    paintable = True
    tiers = {"photo": _("made a photo")}
    inspected = (*SCENES, "face")
    faults = _FAULTS
    sights = _SIGHTS

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """For a figure, the first scene as it is: no face was made, and so nothing says so."""
        clock = Clock()
        if shot.photo is None:
            number, canvas = 0, _pixels(assets(settings["scene"]))
            clock.lap("template")
        else:
            fusion = _fused(shot.photo, settings, assets, clock)
            number, canvas = fusion.scene, fusion.image
        facts = {"scene": number + 1, "figure": shot.figure}
        ai = self.made_with_ai(facts)
        finished = finish(canvas, settings, assets, scene, made_with_ai=ai)
        clock.lap("finish")
        return Verdict(finished.picture, finished.width, finished.height, facts, clock.laps)

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

    def show(self, settings: Mapping[str, Any], assets: Assets) -> Mapping[str, bytes]:
        """Of each picture its faces' numbers where there are several; of each sound one its mesh
        and skin too, and beside it how it takes our sample face."""
        shown: dict[str, bytes] = {}
        for name in SCENES:
            if settings[name]:
                shown |= _sights(name, assets(settings[name]), settings["face"])
        return shown

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"countdown": settings["countdown"]}


def _fused(
    photo: bytes, settings: Mapping[str, Any], assets: Assets, clock: Clock
) -> inference.Fusion:
    chosen = [settings[name] for name in SCENES if settings[name]]
    ready = [_prepared(assets(asset_id), settings["face"]) for asset_id in chosen]
    template = inference.FusionTemplate(tuple(scene for each in ready for scene in each.scenes))
    clock.lap("template")
    pixels = selfie(photo)
    clock.lap("intake")
    fusion = inference.fuse(template, pixels, strength=settings["strength"] / 100)
    clock.lap("fuse")
    return fusion


def _numbers(face: str | int | None) -> tuple[int, ...]:
    """The setting `face` read."""
    return tuple(int(number) for number in re.findall(r"\d+", str(face or "")))


def _sights(name: str, data: bytes, face: str | int | None) -> dict[str, bytes]:
    try:
        pixels = _pixels(data)
    except inference.BadTemplate:
        return {}
    faces = inference.scene_faces(pixels)
    try:
        template = _prepared(data, face)
    except inference.BadTemplate:
        # Which of several will do is just what the operator wants to see now.
        return {name: _numbered(pixels.copy(), faces)} if len(faces) > 1 else {}
    (seen,) = inference.fusion_preview(template)
    return {name: _numbered(seen, faces)} | _tried(template, f"{name}_tried")


def _numbered(canvas: inference.Pixels, faces: Sequence[inference.SceneFace]) -> bytes:
    if len(faces) > 1:
        inference.number_faces(canvas, faces)
    return inference.encode_jpeg(_small(canvas))


def _tried(template: inference.FusionTemplate, name: str) -> dict[str, bytes]:
    """The template with the sample's face in every place; nothing where a head that looks ahead
    does not fit."""
    sample = inference.read_photo(_SAMPLE.read_bytes())
    try:
        made = inference.fuse(template, *[sample] * template.seats).image
    except inference.BadPhoto:
        return {}
    return {name: inference.encode_jpeg(_small(made), label=inference.AiLabel("AI"))}


def _small(pixels: inference.Pixels) -> inference.Pixels:
    height, width = pixels.shape[:2]
    scale = min(1.0, _SIGHT / max(height, width))
    return inference.fit(pixels, round(width * scale), round(height * scale))


def _fault(data: bytes, face: str | int | None) -> str:
    """The code of what is wrong with one of the template's pictures; empty where nothing is."""
    try:
        _prepared(data, face)
    except inference.BadTemplate as fault:
        return fault.code
    return ""


@lru_cache(maxsize=6)
def _prepared(data: bytes, face: str | int | None) -> inference.FusionTemplate:
    """One of the scenes, its faces found once for all day's players. Raises BadTemplate."""
    seats = [number - 1 for number in _numbers(face)]
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
