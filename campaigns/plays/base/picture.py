"""What plays of pictures share: the camera's settings, the brand's marks, the finished file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base.contract import AssetCard, AssetField, Assets, PlaySettings, Scene
from campaigns.plays.base.shelf import shelved

CORNERS = (
    ("top-left", _("top left")),
    ("top-right", _("top right")),
    ("bottom-left", _("bottom left")),
    ("bottom-right", _("bottom right")),
)
# Width and height in pixels, and the dots an inch of those that are made for a printer.
_FORMATS: dict[str, tuple[int, int, int | None]] = {
    "3:4": (1080, 1440, None),
    "9:16": (1080, 1920, None),
    "4x6": (1200, 1800, 300),
}


def code_corner(corners: Sequence[tuple[str, Any]] = CORNERS) -> forms.ChoiceField:
    """Return the field `qr_corner`, for a play whose picture leaves only some corners free."""
    return forms.ChoiceField(
        label=_("QR code that leads to the campaign"),
        choices=[("", _("none")), *corners],
        initial="",
        required=False,
        help_text=_("Whoever sees the picture can scan it and play too."),
    )


def sound_switch() -> forms.BooleanField:
    """Return the field `sound`, for a play that can be heard."""
    return forms.BooleanField(
        label=_("sound is on at first"),
        required=False,
        initial=False,
        help_text=_("The player can always turn it on and off."),
    )


class CameraSettings(PlaySettings):
    """Settings of a play that takes a photo. A form shows a play's own fields before these."""

    countdown = forms.IntegerField(
        label=_("countdown (seconds)"), min_value=0, max_value=10, initial=3
    )

    def __init__(self, *args: Any, shelf: Sequence[AssetCard] = (), **kwargs: Any) -> None:
        super().__init__(*args, shelf=shelf, **kwargs)
        shared = PictureSettings.base_fields
        self.order_fields([name for name in self.fields if name not in shared])


class PictureSettings(CameraSettings):
    """Settings of a play whose result is a picture with the brand's marks, for `finish`."""

    frame = AssetField(kind="frame", label=_("frame"), required=False)
    size = forms.ChoiceField(
        label=_("format of the picture"),
        choices=[
            ("scene", _("as it is made")),
            ("3:4", _("3:4, 1080 × 1440")),
            ("9:16", _("9:16, a phone's whole screen, 1080 × 1920")),
            ("4x6", _("4 × 6 inches for a photo printer, 300 dpi")),
        ],
        initial="scene",
        help_text=_("Nothing is cut off: what a format adds around the picture fades into it."),
    )
    logo = forms.BooleanField(
        label=_("show the brand's logo in the picture"), required=False, initial=True
    )
    logo_corner = forms.ChoiceField(
        label=_("corner of the logo"), choices=CORNERS, initial="bottom-right"
    )
    qr_corner = code_corner()
    others = forms.BooleanField(
        label=_("offer the brand's other photo campaigns with the result"),
        required=False,
        initial=True,
        help_text=_("The player can try them with the same photo, which stays on their phone."),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        corner = values.get("qr_corner")
        if corner and values.get("logo") and corner == values.get("logo_corner"):
            self.add_error("qr_corner", _("The logo stands there: choose another corner."))
        return values


@dataclass(frozen=True)
class Finished:
    """A JPEG as the player gets it, and its size in pixels."""

    picture: bytes
    width: int
    height: int


@shelved(megabytes=48)
def art(data: bytes) -> inference.Rgba:
    """Return the pixels of a brand's picture, decoded once for many players; nobody may paint on
    them. Raises inference.BadTemplate: it is none of the player's business."""
    try:
        return inference.read_picture(data)
    except inference.BadPhoto as bad:
        raise inference.BadTemplate("bad_picture", str(bad)) from bad


def selfie(photo: bytes) -> inference.Pixels:
    """Return the pixels of a player's photo, its faces upright. Raises inference.BadPhoto."""
    return inference.upright(inference.read_photo(photo))


def ai_label(scene: Scene) -> inference.AiLabel:
    """Return the mark of AI in the player's language and the brand's colours."""
    with override(scene.language):
        words = gettext("Made with AI")
    roles = {"ink": "ink", "plate": "paper"}
    colours = {part: rgb(scene.theme[role]) for part, role in roles.items() if role in scene.theme}
    return inference.AiLabel(words, scene.language, **colours)


def card_colours(scene: Scene) -> inference.FaceOffColours:
    """Return the page's own colours for the card of a game; ours for roles that it leaves out."""
    roles = {"paper": "paper", "ink": "ink", "left": "accent", "right": "glow"}
    return inference.FaceOffColours(
        **{side: rgb(scene.theme[role]) for side, role in roles.items() if role in scene.theme}
    )


def finish(
    image: inference.Pixels,
    settings: Mapping[str, Any],
    assets: Assets,
    scene: Scene,
    *,
    made_with_ai: bool = True,
    longest: int | None = None,
) -> Finished:
    """Bring a play's picture into the operator's format, with frame, logo, code and AI label.

    settings: those of PictureSettings; a release older than one of them has its default. The whole
    picture is kept in every format. The label goes by `made_with_ai` alone: no setting removes it.
    longest: px of the longer side at most, for one that is only looked at.
    """
    chosen = {
        name: settings.get(name, field.initial)
        for name, field in PictureSettings.base_fields.items()
    }
    dpi = None
    if chosen["size"] in _FORMATS:
        width, height, dpi = _FORMATS[chosen["size"]]
        ground = rgb(scene.theme["paper"]) if "paper" in scene.theme else None
        image = inference.fit(image, width, height, ground=ground)
    label = ai_label(scene) if made_with_ai else None
    logo = scene.logo if chosen["logo"] else None
    code = scene.qr if chosen["qr_corner"] else None
    image = inference.dress(
        image,
        frame=art(assets(chosen["frame"])) if chosen["frame"] else None,
        logo=None if logo is None else art(logo),
        logo_corner=chosen["logo_corner"],
        code=None if code is None else art(code),
        code_corner=chosen["qr_corner"] or "bottom-right",
        label=label,
    )
    if longest is not None and longest < max(image.shape[:2]):
        scale = longest / max(image.shape[:2])
        image = inference.fit(image, *(round(n * scale) for n in image.shape[1::-1]))
    picture = inference.encode_jpeg(image, label=label, dpi=dpi)
    return Finished(picture, image.shape[1], image.shape[0])


def rgb(colour: str) -> tuple[int, int, int]:
    """Return (R, G, B) of a "#rrggbb", as a theme holds it."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
