"""MediaPipe, asked over pipes. Run by the peers' own Python, which has nothing else of ours.

    python peer_process.py CLIPS.npy

CLIPS.npy: (clips, frames, H, W, 3) uint8 RGB. Says {"version": …} on stdout when it is ready.
Every line on stdin is {"task": NAME, "clip": NUMBER, "count": hands to expect}; its answer is
{"ms": [CPU milliseconds of every frame after the first], "count": what was found in the last}.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import mediapipe  # type: ignore[import-not-found]
import numpy as np


class _Asking(NamedTuple):
    """module, kind: of mediapipe.solutions. count: how many things an answer tells of."""

    module: str
    kind: str
    options: Mapping[str, Any]
    count: Callable[[Any], int]


def _hands(found: Any) -> int:
    return len(found.multi_hand_landmarks or ())


def _body(found: Any) -> int:
    return int(found.pose_landmarks is not None)


# As many hands, faces and bodies as we look for, and the networks that we use first.
_ASKING = {
    "hands still": _Asking(
        "hands", "Hands", {"static_image_mode": True, "model_complexity": 0}, _hands
    ),
    "hands tracking": _Asking(
        "hands", "Hands", {"static_image_mode": False, "model_complexity": 0}, _hands
    ),
    "segmentation": _Asking(
        "selfie_segmentation",
        "SelfieSegmentation",
        {"model_selection": 0},
        lambda found: int((found.segmentation_mask > 0.5).mean() > 0.01),
    ),
    "face detection": _Asking(
        "face_detection",
        "FaceDetection",
        {"model_selection": 0},
        lambda found: len(found.detections or ()),
    ),
    "face mesh": _Asking(
        "face_mesh",
        "FaceMesh",
        {"static_image_mode": True, "max_num_faces": 1},
        lambda found: len(found.multi_face_landmarks or ()),
    ),
    "pose still": _Asking("pose", "Pose", {"static_image_mode": True}, _body),
    "pose tracking": _Asking("pose", "Pose", {"static_image_mode": False}, _body),
}


def main(path: str) -> None:
    clips = np.load(path, mmap_mode="r")
    solutions: dict[str, Any] = {}
    _say({"version": mediapipe.__version__})
    for line in sys.stdin:
        asked = json.loads(line)
        asking = _ASKING[asked["task"]]
        options = dict(asking.options)
        if asked["task"] == "hands tracking":
            # Below this number it looks for palms in every frame, as we do not.
            options["max_num_hands"] = asked["count"]
        key = f"{asking.kind} {options}"
        if key not in solutions:
            module = getattr(mediapipe.solutions, asking.module)
            solutions[key] = getattr(module, asking.kind)(**options)
        elif not options.get("static_image_mode", True):
            # Another scene: what was followed before is not there.
            solutions[key].reset()
        _say(_turn(solutions[key], np.array(clips[asked["clip"]]), asking.count))


def _turn(solution: Any, frames: Any, count: Callable[[Any], int]) -> dict[str, Any]:
    times, found = [], None
    for frame in frames:
        before = time.process_time()
        found = solution.process(frame)
        times.append((time.process_time() - before) * 1000)
    return {"ms": times[1:], "count": count(found)}


def _say(answer: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
