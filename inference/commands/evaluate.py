"""`evaluate attributes|gestures|portraits|poses INDEX`: the quality of answers that are known."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

NAME = "evaluate"
HELP = "measure quality on photos with known answers"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(_QUESTIONS))
    parser.add_argument(
        "index",
        type=Path,
        help="beside the photos: a CSV (image, mask for portraits; file, label for gestures; "
        "image, age_group, gender for attributes), or COCO's keypoints as JSON for poses",
    )
    parser.add_argument("--fast", action="store_true", help="portraits: the quick mode")
    parser.add_argument("--throw", action="store_true", help="gestures: one of the three is shown")
    parser.add_argument("--json", action="store_true", help="machine-readable")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.evaluate.index import BadIndex

    try:
        score = _QUESTIONS[options.what](options)
    except BadIndex as error:
        print(error, file=sys.stderr)  # noqa: T201 - stdout is for the score
        return 1
    if options.json:
        tell(json.dumps(score))
    else:
        tell("\n".join(f"{name:18} {_shown(value)}" for name, value in score.items()))
    return 0 if score["photos"] else 1


def _attributes(options: Namespace) -> Mapping[str, Any]:
    from inference import attributes, find_faces
    from inference.evaluate.attributes import attributes as evaluate
    from inference.results import Attributes, Pixels

    def ask(pixels: Pixels) -> Attributes | None:
        faces = find_faces(pixels)
        return attributes(pixels, faces[0]) if faces else None

    return asdict(evaluate(options.index, ask))


def _portraits(options: Namespace) -> Mapping[str, Any]:
    from inference import cut_out
    from inference.evaluate.portraits import portraits

    return asdict(
        portraits(options.index, lambda photo: cut_out(photo, fine=not options.fast).alpha > 0.5)
    )


def _gestures(options: Namespace) -> Mapping[str, Any]:
    from inference import read_gesture
    from inference.evaluate.gestures import gestures

    return asdict(gestures(options.index, lambda photo: read_gesture(photo, throw=options.throw)))


def _poses(options: Namespace) -> Mapping[str, Any]:
    from inference import find_poses
    from inference.evaluate.poses import poses

    return asdict(poses(options.index, find_poses))


def _shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


_QUESTIONS: Mapping[str, Callable[[Namespace], Mapping[str, Any]]] = {
    "attributes": _attributes,
    "gestures": _gestures,
    "portraits": _portraits,
    "poses": _poses,
}
