"""Bodies and their points: in a picture, or from frame to frame."""

from collections.abc import Iterable, Sequence

from inference.image.check import check_pixels
from inference.models import pose_landmark
from inference.results import Pixels, Pose
from inference.tasks.pose import ladder, windows
from inference.tasks.pose.duplicates import apart


def find_poses(pixels: Pixels, *, at_most: int = 16) -> tuple[Pose, ...]:
    """The bodies of a picture, largest first, in pixels of it; () where there is nobody.

    One look answers for people who are near. Where it shows nobody, or where something tells of
    more people than it shows, the picture is gone over in parts, which takes far longer; the
    presence of bodies found there also holds how likely a second network finds them. Ask for one
    body to be spared that wherever one is seen. Raises BadPhoto where this is no picture.
    """
    check_pixels(pixels)
    seen = ladder.glance(pixels)
    if not seen.poses:
        seen = ladder.below_faces(pixels)
    if len(seen.poses) >= at_most or ladder.is_all(pixels, seen):
        return tuple(seen.poses[:at_most])
    return tuple((ladder.thorough(pixels) or seen.poses)[:at_most])


def follow_poses(pixels: Pixels, before: Sequence[Pose], *, at_most: int = 1) -> tuple[Pose, ...]:
    """The bodies of a frame, given those of the frame before it, in the same order.

    People are looked for only when there was nobody before, or one was lost or became another;
    then the largest comes first. Who comes into the picture beside one that is followed is found
    by `find_poses`. Raises BadPhoto where this is no picture.
    """
    check_pixels(pixels)
    looks = [pose_landmark.locate(pixels, windows.of_pose(pose)) for pose in before[:at_most]]
    kept = apart(looks)
    if kept and len(kept) == len(looks):
        return tuple(looks)
    return tuple(apart([*kept, *ladder.glance(pixels).poses])[:at_most])


def follow(frames: Iterable[Pixels], *, at_most: int = 1) -> Iterable[tuple[Pose, ...]]:
    """The bodies of every frame in turn."""
    poses: tuple[Pose, ...] = ()
    for frame in frames:
        poses = follow_poses(frame, poses, at_most=at_most)
        yield poses
