"""The demo's scenes as settings of a star photo, read from the template files of its art."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ART = Path(__file__).parent / "art"
# The template's words for its layers; the play's settings use the same.
_LAYERS = ("scene", "foreground", "frame")


@dataclass(frozen=True)
class SceneArt:
    """layers: kind of picture → file. numbers: the play's settings, in percent of the scene.
    poster: the scene with the star and a drawn player, as the opening picture of the page.
    """

    layers: Mapping[str, str]
    numbers: Mapping[str, int]
    poster: str


def scene_art(name: str) -> SceneArt:
    """Read `art/<name>.json`, the same file that `python -m inference compose` takes."""
    template = json.loads((ART / f"{name}.json").read_text(encoding="utf-8"))
    layers: dict[str, str] = {kind: template[kind] for kind in _LAYERS}
    layers["star"] = template["star"]["picture"]
    numbers = _place("star", template["star"]) | _place("player", template["player"])
    return SceneArt(layers, numbers, poster=f"{name}-poster.webp")


def _place(who: str, place: Mapping[str, Any]) -> dict[str, int]:
    names = {"x": "x", "y": "bottom", "height": "height", "head": "head"}
    return {
        f"{who}_{setting}": round(place[name] * 100)
        for name, setting in names.items()
        if name in place
    }
