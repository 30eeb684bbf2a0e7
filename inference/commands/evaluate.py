"""`evaluate attributes|fusion|gestures|… INDEX`: the quality of answers that are known."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

NAME = "evaluate"
HELP = "measure quality on photos with known answers"
_HARD = ("blown", "blurred", "dark", "dull")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(_QUESTIONS))
    parser.add_argument(
        "index",
        type=Path,
        help="beside the photos: a CSV (image, mask for portraits; file, label for gestures; "
        "image, age_group, gender for attributes), or COCO's keypoints as JSON for poses; "
        "a template for fusion; photos to paint (file, or image) for style",
    )
    parser.add_argument(
        "faces", type=Path, nargs="*", help="fusion: photos, folders, and CSVs (file, expected)"
    )
    parser.add_argument("--fast", action="store_true", help="portraits: the mask alone")
    parser.add_argument(
        "--who",
        choices=("subjects", "auto", "everyone"),
        default="auto",
        help="portraits: as `cutout` has it; auto by default, for masks of either kind",
    )
    parser.add_argument(
        "--folds", type=int, help="attributes: learn anew, measure on faces not learned from"
    )
    parser.add_argument("--throw", action="store_true", help="gestures: one of the three is shown")
    parser.add_argument(
        "--hard", choices=_HARD, help="gestures: on copies of the photos as hard light leaves them"
    )
    parser.add_argument("--style", help="style: its name")
    parser.add_argument("--save", action="store_true", help="keep the figures for the model cards")
    parser.add_argument("--json", action="store_true", help="machine-readable")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.evaluate.index import BadIndex
    from inference.measured import record_quality

    try:
        score = _QUESTIONS[options.what](options)
    except BadIndex as error:
        print(error, file=sys.stderr)  # noqa: T201 - stdout is for the score
        return 1
    if options.save:
        question = ", ".join(filter(None, (options.what, options.hard, options.style)))
        record_quality(question, options.index, score)
    if options.json:
        tell(json.dumps(score))
    else:
        tell("\n".join(f"{name:18} {_shown(value)}" for name, value in score.items()))
    return 0 if score["photos"] else 1


def _attributes(options: Namespace) -> Mapping[str, Any]:
    from inference import attributes, find_faces
    from inference.evaluate.attributes import attributes as evaluate
    from inference.evaluate.attributes import unseen
    from inference.results import Attributes, Pixels
    from inference.train.attributes import fit, look_at_largest

    def ask(pixels: Pixels) -> Attributes | None:
        faces = find_faces(pixels)
        return attributes(pixels, faces[0]) if faces else None

    if options.folds:
        return asdict(unseen(options.index, look_at_largest, fit, options.folds))
    return asdict(evaluate(options.index, ask))


def _portraits(options: Namespace) -> Mapping[str, Any]:
    from inference import Pixels, cut_out
    from inference.evaluate.portraits import Flags, portraits

    def find(pixels: Pixels) -> Flags:
        cutout = cut_out(pixels, fine=not options.fast, who=options.who)
        return cutout.alpha > 0.5

    return asdict(portraits(options.index, find))


def _gestures(options: Namespace) -> Mapping[str, Any]:
    from inference import Gesture, Pixels, read_gesture
    from inference.evaluate.gestures import gestures
    from inference.evaluate.hardship import HARDSHIPS

    def ask(pixels: Pixels) -> Gesture:
        return read_gesture(pixels, throw=options.throw)

    return asdict(gestures(options.index, ask, HARDSHIPS.get(options.hard)))


def _poses(options: Namespace) -> Mapping[str, Any]:
    from inference import find_poses
    from inference.evaluate.poses import poses

    return asdict(poses(options.index, find_poses))


def _fusion(options: Namespace) -> Mapping[str, Any]:
    from functools import partial

    from inference import fuse, load_fusion_template
    from inference.evaluate.fusion import fusion

    template = load_fusion_template(options.index, longest=1024)
    return asdict(fusion(template, options.faces, partial(fuse, template, compare=True)))


def _style(options: Namespace) -> Mapping[str, Any]:
    from inference import Face, Pixels, styles, stylize
    from inference.evaluate.index import BadIndex
    from inference.evaluate.styles import styles as evaluate

    if options.style not in styles():
        raise BadIndex(f"--style: expected one of {', '.join(styles())}")

    def paint(pixels: Pixels, brush: float, faces: Sequence[Face]) -> Pixels:
        return stylize(pixels, options.style, brush, faces=faces)

    return asdict(evaluate(options.index, paint))


def _shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


_QUESTIONS: Mapping[str, Callable[[Namespace], Mapping[str, Any]]] = {
    "attributes": _attributes,
    "fusion": _fusion,
    "gestures": _gestures,
    "portraits": _portraits,
    "poses": _poses,
    "style": _style,
}
