"""Light on one side of a face only."""

import cv2
import numpy as np
import pytest

from inference.results import Floats
from inference.tasks.fusion import fuse
from inference.tasks.fusion.light import evened
from inference.tasks.fusion.regions import OVAL, fill, width_of
from inference.tasks.fusion.skin import features, find_skin, to_lab
from tests.inference.photos import needs_photos, photo
from tests.inference.tasks.fusion.people import (
    DARK_MAN,
    MAN,
    SHADOW,
    SMILING,
    into,
    surface,
)

pytestmark = needs_photos

# Three points each of the right and the left side of the nose.
_NOSE_SIDES = (114, 188, 217), (343, 412, 437)


def _face(name: str) -> tuple[Floats, Floats, Floats, float]:
    """L*a*b*, where light is told by, points and width."""
    points, pixels = surface(name), photo(name)
    scale = 200 / width_of(points)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = to_lab(np.asarray(small, np.float32) / np.float32(255))
    points = points * np.float32(scale)
    lit = fill(lab.shape, points, (OVAL,)) * (1 - features(lab.shape, points, 0.01))
    return lab, lit * find_skin(lab, points, bare=True).mask, points, width_of(points)


def _one_cheek(lab: Floats, points: Floats) -> Floats:
    """(H, W) 1 beyond a line from the left eye's outer corner down, with a hard edge."""
    (x0, y0), (x1, y1) = points[386, :2], points[291, :2]
    rows = np.arange(lab.shape[0], dtype=np.float32)[:, None]
    edge = x0 + (rows - y0) * (x1 - x0) / (y1 - y0)
    beyond = np.arange(lab.shape[1], dtype=np.float32)[None] - edge
    return np.asarray(np.clip(beyond, 0, 1), np.float32)


@pytest.mark.parametrize("name", [MAN, SMILING, DARK_MAN])
def test_a_face_in_even_light_stays_as_it_is(name: str) -> None:
    lab, lit, points, width = _face(name)
    away = np.abs(evened(lab, lit, points, width) - lab)[lit > 0.9]
    assert (np.median(away, axis=0) < 0.5).all()
    assert (np.percentile(away, 90, axis=0) < (3.5, 2, 2)).all()


@pytest.mark.parametrize(("channel", "by"), [(0, -18.0), (2, 14.0)])
@pytest.mark.parametrize("name", [MAN, SMILING])
def test_the_edge_of_a_shadow_and_of_a_coloured_lamp_becomes_smaller(
    name: str, channel: int, by: float
) -> None:
    lab, lit, points, width = _face(name)
    there = _one_cheek(lab, points)
    cast = lab.copy()
    cast[..., channel] += np.float32(by) * there
    change = (evened(cast, lit, points, width) - evened(lab, lit, points, width))[..., channel]
    # On both sides of the edge: further off the template's own shading takes the light's place.
    beyond = there * np.roll(1 - there, round(0.06 * width), axis=1) * lit > 0.5
    before = (1 - there) * np.roll(there, -round(0.06 * width), axis=1) * lit > 0.5
    assert min(beyond.sum(), before.sum()) > 100
    step = float(np.median(change[beyond]) - np.median(change[before])) / by
    assert 0 < step < 0.93


def test_a_hard_shadow_down_the_nose_is_about_half_as_dark() -> None:
    made, face = fuse(into(MAN), photo(SHADOW)), into(MAN).scenes[0].faces[0]
    lab = to_lab(np.asarray(made.image, np.float32) / np.float32(255))
    light = cv2.GaussianBlur(lab[..., 0], (0, 0), 0.02 * face.width)
    right, left = (
        float(np.mean([light[round(float(y)), round(float(x))] for x, y in side]))
        for side in (made.seated[0].shape[list(points)] for points in _NOSE_SIDES)
    )
    # As it came it was 27 L* darker.
    assert abs(left - right) < 18
