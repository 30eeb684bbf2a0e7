"""`pose PHOTO…`: the bodies of each photo and their points, in pixels of the upright photo."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from inference.commands import photos
from inference.results import Pixels, Pose

NAME = "pose"
HELP = "find bodies and their 33 points"


def arguments(parser: ArgumentParser) -> None:
    photos.arguments(parser)
    parser.add_argument("--most", type=photos.count, default=16, help="how many bodies at most")
    parser.set_defaults(name=NAME)


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import find_poses
    from inference.paint import paint_pose

    def ask(pixels: Pixels) -> photos.Answer:
        poses = find_poses(pixels, at_most=options.most)

        def painted() -> Pixels:
            copy = pixels.copy()
            for pose in poses:
                paint_pose(copy, pose)
            return copy

        seen = ", ".join(f"{int((pose.visibility > 0.5).sum())} points" for pose in poses)
        return photos.Answer({"poses": [values(pose) for pose in poses]}, seen or "nobody", painted)

    return photos.answer(options, tell, ask)


def values(pose: Pose) -> dict[str, Any]:
    return {
        "presence": round(pose.presence, 4),
        "landmarks": pose.points.round(2).tolist(),
        "visibility": pose.visibility.round(4).tolist(),
        "world": pose.world.round(5).tolist(),
    }
