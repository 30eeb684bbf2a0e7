"""A photo through Python and through the browser: the same bodies, the same people cut out."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from inference.matting.quick import follow_edges
from inference.results import Floats, Pixels, Pose
from inference.tasks.people import people_at_a_glance
from inference.tasks.pose import follow, follow_poses
from tests.inference.photos import DATA, needs_photos, photo
from tests.vision.looking import Body, Lab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_photos]

_SIZE = (1280, 720)
_EACH = 12
_GRAIN = 12
# Of another size than any photo: what was followed before is lost, what was steadied forgotten.
_NOTHING = np.zeros((64, 64, 3), np.uint8)


def photos(folder: str) -> Sequence[Pixels]:
    """As large as a camera's frames at most."""
    files = sorted((DATA / folder).glob("*.jpg"))
    return [_fitted(photo(f"{folder}/{path.name}")) for path in files[:_EACH]]


def _fitted(pixels: Pixels) -> Pixels:
    scale = min(_SIZE[0] / pixels.shape[1], _SIZE[1] / pixels.shape[0])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    fitted = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=how)
    # Cameras' frames divide by many numbers.
    height, width = (length - length % _GRAIN for length in fitted.shape[:2])
    return np.ascontiguousarray(fitted[:height, :width], np.uint8)


def wide(pixels: Pixels) -> Pixels:
    """The upper part of a portrait, as a camera that lies on its side shows it."""
    upper = pixels[: pixels.shape[1] * _SIZE[1] // _SIZE[0]]
    return np.asarray(cv2.resize(upper, _SIZE, interpolation=cv2.INTER_LINEAR), np.uint8)


def apart(pose: Pose, body: Body) -> float:
    """Pixels between the points of the two, in the median."""
    between = np.linalg.norm(pose.points[:, :2] - body.points[:, :2], axis=1)
    return float(np.median(between))


def overlap(one: Floats, other: Floats) -> float:
    both, any_ = (one >= 0.5) & (other >= 0.5), (one >= 0.5) | (other >= 0.5)
    return float(both.sum() / max(any_.sum(), 1))


def masked(pixels: Pixels) -> Floats:
    return follow_edges(*people_at_a_glance(pixels))


def test_bodies_are_those_of_python(lab: Lab) -> None:
    lab.open(see=["pose"])
    pictures = [*photos("poses"), *photos("portraits/fullbody")]
    seen = lab.see(*[each for picture in pictures for each in (picture, _NOTHING)])[::2]
    expected = [follow_poses(picture, ()) for picture in pictures]
    assert [bool(poses) for poses in expected] == [bool(each.bodies) for each in seen]
    both = [(poses[0], each.bodies[0]) for poses, each in zip(expected, seen, strict=True) if poses]
    assert len(both) >= len(pictures) / 2
    far = [apart(*pair) for pair in both]
    assert np.median(far) <= 2.0


def test_masks_are_those_of_python(lab: Lab) -> None:
    lab.open(see=["portrait"])
    files = sorted((DATA / "faces" / "stock").glob("*.jpg"))[:_EACH]
    upright = photos("portraits/fullbody")
    sideways = [wide(photo(f"faces/stock/{path.name}")) for path in files]
    for pictures, shape in ((upright, (256, 256)), (sideways, (144, 256))):
        seen = lab.see(*[each for picture in pictures for each in (picture, _NOTHING)])[::2]
        masks = [each.mask for each in seen if each.mask is not None]
        assert {mask.shape for mask in masks} == {shape}
        shared = [overlap(masked(p), mask) for p, mask in zip(pictures, masks, strict=True)]
        assert min(shared) >= 0.98


def test_a_followed_body_is_that_of_python(lab: Lab) -> None:
    lab.open(see=["pose"])
    still = photos("portraits/fullbody")[0]
    moved = [np.roll(still, (2 * step, 4 * step), axis=(0, 1)) for step in range(12)]
    # What moves is steadied, and trails by the more the faster frames come: at rest it has arrived.
    frames = [*moved, *[moved[-1]] * 12]
    expected = list(follow(frames))
    seen = lab.see(*frames)
    assert {body.id for each in seen for body in each.bodies} == {1}
    assert apart(expected[-1][0], seen[-1].bodies[0]) <= 2.0
