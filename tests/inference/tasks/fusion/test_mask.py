"""Which pixels the player's skin takes."""

import numpy as np

from inference.results import Floats
from inference.tasks.fusion.mask import face_mask
from inference.tasks.fusion.regions import BROWS, EYES, LIPS_RING, fill, width_of
from inference.tasks.fusion.skin import Skin
from tests.inference.photos import needs_photos
from tests.inference.tasks.fusion.people import WOMAN, surface

pytestmark = needs_photos


def _bare(shape: tuple[int, int]) -> Skin:
    """A face on which nothing lies."""
    whole, nothing = np.ones(shape, np.float32), np.zeros(shape, np.float32)
    return Skin(whole, nothing, whole, np.zeros(3, np.float32))


def _mask(scale: float, *, fringe: bool = False) -> tuple[Floats, Floats]:
    points = np.asarray(surface(WOMAN)[:, :2] * scale, np.float32)
    shape = (round(800 * scale), round(800 * scale))
    width = width_of(surface(WOMAN)) * scale
    return face_mask(points, width, _bare(shape), _bare(shape), fringe=fringe), points


def _share(mask: Floats, points: Floats, rings: tuple[tuple[int, ...], ...]) -> float:
    return float(mask[fill(mask.shape, points, rings) > 0.9].mean())


def test_features_are_the_players_and_the_picture_around_the_templates() -> None:
    mask, points = _mask(1.0)
    assert _share(mask, points, (*EYES, *BROWS, LIPS_RING)) > 0.95
    assert mask[[0, -1]].max() == mask[:, [0, -1]].max() == 0


def test_a_large_face_has_the_mask_of_a_small_one() -> None:
    large, _ = _mask(2.0)
    small, _ = _mask(1.0)
    assert large.shape == (1600, 1600)
    assert 0 <= large.min() <= large.max() <= 1
    away = np.abs(large.reshape(800, 2, 800, 2).mean(axis=(1, 3)) - small)
    assert away.mean() < 0.003
    assert away.max() < 0.35


def test_under_a_fringe_brows_stay_the_templates_and_eyes_are_the_players() -> None:
    mask, points = _mask(1.0, fringe=True)
    assert _share(mask, points, BROWS) < 0.1
    assert _share(mask, points, (*EYES, LIPS_RING)) > 0.9
