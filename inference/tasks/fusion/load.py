"""A fusion template kept as a picture, or as a JSON file beside its pictures."""

import json
from pathlib import Path

import numpy as np

from inference.errors import BadPhoto, BadTemplate
from inference.image import read_photo
from inference.image.kinds import MAX_SIDE
from inference.results import AiLabel, Pixels
from inference.tasks.fusion.template import fusion_template
from inference.tasks.fusion.values import FusionTemplate


def load_fusion_template(path: Path, *, longest: int = MAX_SIDE) -> FusionTemplate:
    """Reads a picture, or `{"pictures": ["file", …], "seats": [0, …], "strength": 0.9,
    "label": {"text": …, "lang": …}}`, all but the pictures optional.

    File names are relative to the JSON. longest: px of the pictures' longer side at most; results
    have their size. Raises BadTemplate for what is wrong in it.
    """
    if path.suffix.lower() != ".json":
        return fusion_template([_picture(path, longest)])
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return fusion_template(
            [_picture(path.parent / name, longest) for name in said["pictures"]],
            seats=[int(seat) for seat in said.get("seats", ())],
            strength=float(said.get("strength", 1.0)),
            label=AiLabel(**said["label"]) if said.get("label") else None,
        )
    except BadTemplate:
        raise
    except KeyError as error:
        raise BadTemplate("incomplete", f"{path}: {error} is missing") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise BadTemplate("malformed", f"{path}: {error}") from error


def _picture(path: Path, longest: int) -> Pixels:
    try:
        return np.asarray(read_photo(path.read_bytes(), longest=longest), np.uint8)
    except BadPhoto as error:
        raise BadTemplate("bad_picture", f"{path.name}: {error}") from error
    except OSError as error:
        raise BadTemplate("no_picture", f"{path.name}: {error}") from error
