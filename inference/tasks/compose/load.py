"""A template kept as a JSON file beside its pictures."""

import json
from pathlib import Path
from typing import Any

from inference.errors import BadPhoto, BadTemplate
from inference.image import read_picture
from inference.results import AiLabel, Light, Place, Rgba, Star, Template

_LAYERS = ("foreground", "frame", "logo")


def load_template(path: Path) -> Template:
    """Reads `{"scene": "file", "player": {place}, "star": {"picture": "file", place}, …}`.

    File names are relative to the JSON. Raises BadTemplate for what is wrong in it.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        star = said.get("star")
        layers = {name: _picture(path, said[name]) for name in _LAYERS if said.get(name)}
        return Template(
            scene=_picture(path, said["scene"]),
            place=_place(said["player"]),
            foreground=layers.get("foreground"),
            star=None if star is None else Star(_picture(path, star["picture"]), _place(star)),
            frame=layers.get("frame"),
            logo=layers.get("logo"),
            logo_corner=said.get("logo_corner", "bottom-right"),
            light=Light(**said.get("light", {})),
            label=AiLabel(**said["label"]) if said.get("label") else None,
        )
    except BadTemplate:
        raise
    except KeyError as error:
        raise BadTemplate("incomplete", f"{path}: {error} is missing") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise BadTemplate("malformed", f"{path}: {error}") from error


def _place(said: dict[str, Any]) -> Place:
    return Place(**{name: value for name, value in said.items() if name != "picture"})


def _picture(template: Path, name: str) -> Rgba:
    try:
        return read_picture((template.parent / name).read_bytes())
    except BadPhoto as error:
        raise BadTemplate("bad_picture", f"{name}: {error}") from error
    except OSError as error:
        raise BadTemplate("no_picture", f"{name}: {error}") from error
