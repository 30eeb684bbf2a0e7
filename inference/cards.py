"""One card a network: where it comes from, what it eats, how fast and how good it is.

Loads no runtime: a web process may ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inference.catalog import CATALOG, STYLES, Model
from inference.measured import kilobytes, measured

GESTURE = "gesture"
_WEIGHTS = Path(__file__).parent / "weights" / "gesture.npz"

# The question of `evaluate` whose figures tell how good a network is at its work.
_JUDGED_BY: Mapping[str, str] = {
    "age_gender": "attributes",
    "face_detection": "attributes",
    GESTURE: "gestures",
    "hand_full": "gestures",
    "hand_lite": "gestures",
    "palm_full": "gestures",
    "palm_lite": "gestures",
    "pose_detection": "poses",
    "pose_full": "poses",
    "selfie": "portraits",
    "selfie_landscape": "portraits",
}


@dataclass(frozen=True, slots=True)
class ModelCard:
    """source: the package and its version, or who trained it. files: in the package.

    kilobytes: of the file that is loaded, of 1000 bytes. input: width×height and range; for our
    own, a hand's points in the picture and in space. ms: CPU time of one run on one thread of
    `measured_on`. parity: the largest difference to the original's own runtime on photos, as a
    share of the output's scale. question, index, figures: how good the answers are that it has a
    part in, by `python -m inference evaluate`, and the photos. counts: figure → how many photos or
    people it is a share of, where that is not all the photos. built: whether it is there on this
    machine. What was not measured is None or empty.
    """

    name: str
    source: str
    files: tuple[str, ...]
    licence: str
    kilobytes: int | None
    input: str
    ms: float | None
    measured_on: str
    parity: float | None
    built: bool
    question: str = ""
    index: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def model_cards() -> tuple[ModelCard, ...]:
    """All networks by name, our own among them."""
    told = measured()
    cards = [_card(model, told) for model in CATALOG.values()]
    own = [_own(told), *(_style(name, file, told) for name, file in STYLES.items())]
    return tuple(sorted([*cards, *own], key=lambda card: card.name))


def _card(model: Model, told: Mapping[str, Any]) -> ModelCard:
    height, width = model.size
    size = kilobytes(model.built) if model.built.is_file() else told.get("kilobytes", {})
    return ModelCard(
        name=model.name,
        source=f"{model.package.name} {model.package.version}",
        files=model.members,
        licence=model.package.licence,
        kilobytes=size if isinstance(size, int) else size.get(model.name),
        input=f"{width}×{height} RGB, {model.low:g} … {model.high:g}".replace("-", "−"),
        parity=model.accuracy,
        built=model.built.is_file(),
        **_figures(model.name, told),
    )


def _own(told: Mapping[str, Any]) -> ModelCard:
    return ModelCard(
        name=GESTURE,
        source="Marquee, inference/train",
        files=(_WEIGHTS.name,),
        licence="Apache-2.0",
        kilobytes=kilobytes(_WEIGHTS),
        input="2 × 21 × (x, y, z)",
        parity=None,
        built=True,
        **_figures(GESTURE, told),
    )


def _style(name: str, file: Path, told: Mapping[str, Any]) -> ModelCard:
    return ModelCard(
        name=f"style_{name}",
        source="Marquee, inference/train/style",
        files=(file.name,),
        licence="Apache-2.0",
        kilobytes=kilobytes(file),
        input="any size RGB, 0 … 1; brush, 0 … 1; where strokes begin",
        parity=None,
        built=True,
        **_figures(f"style_{name}", told),
    )


def _figures(name: str, told: Mapping[str, Any]) -> dict[str, Any]:
    speed = told.get("speed", {})
    times = {row["name"]: row["ms"] for row in speed.get("networks", ())}
    times |= {row["name"]: row["ms"] for row in told.get("styles", ())}
    question = _JUDGED_BY.get(name, name.replace("style_", "style, "))
    figures = dict(told.get("quality", {}).get(question, {}))
    return {
        "ms": times.get(name),
        "measured_on": speed["machine"]["processor"] if name in times else "",
        "index": figures.pop("index", ""),
        "counts": figures.pop("counts", {}),
        "question": question if figures else "",
        "figures": figures,
    }
