"""Style portrait: the player's photo, painted, with the brush in the player's hand."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from django import forms
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

import inference
from campaigns.plays.base import (
    AssetField,
    Assets,
    Clock,
    PictureSettings,
    RemakePlay,
    Scene,
    Shot,
    Verdict,
    Wish,
    art,
    finish,
    rgb,
)

# Stand-ins for players without a photo, and how each style paints one; the page shows the same.
_FOLDER = Path(__file__).resolve().parents[2] / "static" / "plays" / "style_portrait"
FIGURES = (1, 2, 3)
# How players and operators call a style. One that is not named here goes by its file's name.
NAMES: dict[str, Promise] = {
    "oil": _("Oil paint"),
    "ink": _("Ink wash"),
    "mosaic": _("Mosaic"),
    "crayon": _("Crayon"),
    "woodcut": _("Woodcut"),
    "hatching": _("Pen and ink"),
}
# Brushes that are painted ahead, so that a slider can fade from one to the next.
STOPS = (0.0, 0.25, 0.5, 0.75, 1.0)
# Px of the longer side: of what is looked at while the brush moves, and of what is kept.
DRAFT, LEAST, MOST = 768, 960, 1280
# Threads that paint a draft.
_HASTY = 2
# Faces and edges stay what they are when a photo is kept for another brush.
_KEPT_QUALITY = 94


def setting(style: str) -> str:
    """Return the name of the setting that says whether a style is offered."""
    return f"style_{style}"


def named(style: str) -> str:
    """Return what a style is called, in the active language."""
    return str(NAMES.get(style) or style.replace("_", " ").capitalize())


def offered(settings: Mapping[str, Any]) -> list[str]:
    """Return the styles that the operator offers, in order: a player's choice counts from 1."""
    return [style for style in inference.styles() if settings.get(setting(style))]


class _Basics(PictureSettings):
    brush = forms.IntegerField(
        label=_("size of the brush at first (percent)"),
        min_value=0,
        max_value=100,
        initial=50,
        help_text=_("0 is the finest, 100 the boldest. The player's slider begins here."),
    )
    finer_faces = forms.BooleanField(
        label=_("faces are painted with a finer brush"),
        required=False,
        initial=True,
        help_text=_("So everybody stays recognisable, also under the boldest brush."),
    )
    ground = forms.ChoiceField(
        label=_("behind the player"),
        choices=[
            ("photo", _("what the photo shows there")),
            ("colour", _("one colour: the player is cut out")),
            ("picture", _("a picture of yours: the player is cut out")),
        ],
        initial="photo",
        help_text=_("Whatever it is, it is painted together with the player."),
    )
    ground_colour = forms.RegexField(
        r"\A#[0-9a-fA-F]{6}\Z",
        label=_("colour behind the player"),
        initial="#d9c7a3",
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    ground_picture = AssetField(kind="scene", label=_("picture behind the player"), required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("ground") == "picture" and not values.get("ground_picture"):
            self.add_error("ground_picture", _("Choose the picture that stands there."))
        if not offered(values):
            self.add_error(setting(inference.styles()[0]), _("Offer one style at least."))
        return values


def _offer(style: str) -> forms.BooleanField:
    label = format_lazy(_("offer the style: {name}"), name=NAMES.get(style) or named(style))
    return forms.BooleanField(label=label, required=False, initial=True)


# Whatever styles there are, each can be offered.
Settings = cast(
    "type[PictureSettings]",
    type("Settings", (_Basics,), {setting(style): _offer(style) for style in inference.styles()}),
)


class StylePortrait(RemakePlay):
    name = "style_portrait"
    label = _("Painted portrait")
    summary = _(
        "The player's photo, painted: in oil, in ink or in stones, with a brush that the player "
        "makes finer or bolder with a finger."
    )
    Settings = Settings
    one_photo = True
    tiers = {"portrait": _("was painted")}

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Paint the first picture, and keep what it was painted from for the next ones."""
        clock = Clock()
        if shot.photo is None:
            pixels = _drawn(shot.figure)
            clock.lap("intake")
        else:
            pixels = inference.read_photo(shot.photo)
            clock.lap("intake")
            inference.look_over(pixels)
            pixels = _grounded(pixels, settings, assets)
            clock.lap("ground")
        pixels = _sized(pixels, LEAST, MOST)
        kept = inference.encode_jpeg(pixels, quality=_KEPT_QUALITY)
        clock.lap("keep")
        wish = Wish(shot.choice or 1, settings["brush"] / 100, draft=False)
        done = self._painted(pixels, wish, settings, assets, scene, clock)
        facts = {**done.facts, "figure": shot.figure}
        return Verdict(done.picture, done.width, done.height, facts, clock.laps, kept)

    def remake(
        self,
        kept: bytes,
        wish: Wish,
        settings: Mapping[str, Any],
        assets: Assets,
        scene: Scene,
    ) -> Verdict:
        clock = Clock()
        pixels = inference.read_photo(kept, longest=MOST)
        if wish.draft:
            pixels = _sized(pixels, 0, DRAFT)
        clock.lap("intake")
        return self._painted(pixels, wish, settings, assets, scene, clock)

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "portrait"

    def choices(self, settings: Mapping[str, Any]) -> int:
        return len(offered(settings))

    def made_with_ai(self, facts: Mapping[str, Any]) -> bool:
        """A drawn figure is painted by the same network as a photo."""
        return True

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"countdown": settings["countdown"], "styles": _shown(settings)}

    def easel(self, facts: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
        """The styles, and of the picture that is there its style and its brush."""
        return {
            "styles": _shown(settings),
            "choice": offered(settings).index(facts["style"]) + 1,
            "brush": facts["brush"],
            "stops": STOPS,
        }

    def _painted(
        self,
        pixels: inference.Pixels,
        wish: Wish,
        settings: Mapping[str, Any],
        assets: Assets,
        scene: Scene,
        clock: Clock,
    ) -> Verdict:
        style = _chosen(wish.choice, settings)
        faces = inference.find_faces(pixels) if settings["finer_faces"] else ()
        clock.lap("faces")
        # Somebody waits for a draft with a finger on the brush.
        threads = _HASTY if wish.draft else 1
        painting = inference.stylize(
            pixels,
            style,
            wish.brush,
            faces=faces,
            threads=threads,
            between=partial(clock.aside, scene.give_way),
        )
        clock.lap("paint")
        longest = DRAFT if wish.draft else None
        done = finish(painting, settings, assets, scene, longest=longest)
        clock.lap("finish")
        facts = {"style": style, "brush": wish.brush}
        return Verdict(done.picture, done.width, done.height, facts, clock.laps)


def _chosen(choice: int, settings: Mapping[str, Any]) -> str:
    """Raises ModelUnavailable where no style of this release is there any more."""
    there = offered(settings)
    if not there:
        raise inference.ModelUnavailable("style")
    return there[min(choice, len(there)) - 1]


def _shown(settings: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the page says of each style that is offered; "" for a sample that was not painted."""
    return [{"name": named(style), "sample": _sample(style)} for style in offered(settings)]


def _sample(style: str) -> str:
    file = f"sample-{style}.webp"
    return static(f"plays/style_portrait/{file}") if (_FOLDER / file).is_file() else ""


def _grounded(
    pixels: inference.Pixels, settings: Mapping[str, Any], assets: Assets
) -> inference.Pixels:
    """The photo, or its people alone before the operator's ground. Raises BadPhoto: nobody."""
    height, width = pixels.shape[:2]
    if settings["ground"] == "colour":
        ground = pixels.copy()
        ground[:] = rgb(settings["ground_colour"])
    elif settings["ground"] == "picture":
        ground = _covering(art(assets(settings["ground_picture"])), width, height)
    else:
        return pixels
    return inference.swap_background(pixels, ground).image


def _covering(picture: inference.Rgba, width: int, height: int) -> inference.Pixels:
    """The middle part of a picture that is of that shape, in that size."""
    tall, wide = picture.shape[:2]
    scale = max(width / wide, height / tall)
    across, down = min(wide, round(width / scale)), min(tall, round(height / scale))
    left, top = (wide - across) // 2, (tall - down) // 2
    return inference.fit(picture[top : top + down, left : left + across, :3], width, height)


def _sized(pixels: inference.Pixels, least: int, most: int) -> inference.Pixels:
    """Its longer side within least … most px: small photos are enlarged, for the brush does not
    mind."""
    height, width = pixels.shape[:2]
    longest = max(height, width)
    scale = min(max(longest, least), most) / longest
    return inference.fit(pixels, max(1, round(width * scale)), max(1, round(height * scale)))


def _drawn(figure: int | None) -> inference.Pixels:
    number = figure if figure in FIGURES else FIGURES[0]
    return inference.read_photo((_FOLDER / f"figure-{number}.webp").read_bytes())
