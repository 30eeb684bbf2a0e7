"""Loose hair over a face."""

import cv2
import numpy as np
import pytest

from inference.results import Floats, Pixels
from inference.tasks.fusion.regions import OVAL, fill, width_of
from inference.tasks.fusion.skin import find_skin, to_lab, without_locks
from inference.tasks.fusion.strands import without_strands
from tests.inference.photos import needs_photos, photo
from tests.inference.tasks.fusion.people import (
    DARK_MAN,
    ELDER,
    GLASSES,
    MAN,
    SMILING,
    WOMAN,
    surface,
)

pytestmark = needs_photos


def _cut(pixels: Pixels, name: str) -> tuple[Floats, Floats]:
    """L*a*b* at the face's width of 200 px, and the points there."""
    points = surface(name)
    scale = 200 / width_of(points)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return to_lab(np.asarray(small, np.float32) / np.float32(255)), points * np.float32(scale)


def _with_strand(name: str) -> Pixels:
    """The photo with a dark hair from above the forehead down to the cheek."""
    pixels, points = photo(name).copy(), surface(name)[:, :2]
    width = width_of(points)
    top = points[109] - 0.06 * (points[152] - points[10])
    end = points[117] + width * np.array([-0.12, 0.07])
    t = np.linspace(0, 1, 30)[:, None]
    bent = top + t * (end - top) + np.concatenate([0.03 * width * np.sin(3 * t), 0 * t], axis=1)
    corners = np.rint(bent * 8).astype(np.int32)
    thick = max(round(0.008 * width), 1)
    cv2.polylines(pixels, [corners], False, (30, 22, 18), thick, cv2.LINE_AA, 3)
    return pixels


@pytest.mark.parametrize("name", [MAN, DARK_MAN, SMILING])
def test_a_strand_is_taken_off_and_the_skin_under_it_is_like_that_beside(name: str) -> None:
    lab, points = _cut(photo(name), name)
    hairy, _ = _cut(_with_strand(name), name)
    bare, _ = without_strands(hairy, find_skin(hairy, points, bare=True), points)
    hit = (np.abs(hairy - lab)[..., 0] > 6) & (fill(lab.shape, points, (OVAL,)) > 0.9)
    assert hit.sum() > 300
    assert np.median(np.abs(hairy - lab)[hit, 0]) > 12
    assert np.median(np.abs(bare - lab)[hit, 0]) < 7


@pytest.mark.parametrize("name", [ELDER, GLASSES, "faces/stock/020.jpg"])
def test_wrinkles_lashes_and_the_rims_of_glasses_are_no_strands(name: str) -> None:
    lab, points = _cut(photo(name), name)
    bare, _ = without_strands(lab, find_skin(lab, points, bare=True), points)
    face = fill(lab.shape, points, (OVAL,)) > 0.5
    assert (np.abs(bare - lab).max(axis=-1)[face] > 3).mean() < 0.03


def test_a_lock_as_light_as_skin_is_none() -> None:
    lab, points = _cut(photo(WOMAN), WOMAN)
    skin = without_locks(find_skin(lab, points, bare=True), points)
    # It hangs over her left temple; the right cheek is bare.
    x, y = (round(float(n)) for n in points[356, :2])
    assert skin.mask[y - 5 : y + 6, x - 5 : x + 6].mean() < 0.1
    x, y = (round(float(n)) for n in points[50, :2])
    assert skin.mask[y - 5 : y + 6, x - 5 : x + 6].mean() > 0.9
