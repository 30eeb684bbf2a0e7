from collections.abc import Callable

import cv2
import numpy as np
import pytest

from inference.commands import evaluate
from inference.evaluate.hardship import HARDSHIPS, blown, blurred, dark, dull
from inference.results import Pixels

WAYS = pytest.mark.parametrize("way", HARDSHIPS.values(), ids=HARDSHIPS)


def _scene() -> Pixels:
    """Smooth colours with an edge down the middle."""
    y, x = np.mgrid[0:120, 0:160]
    scene = np.stack([x * 1.5, y * 2, 255 - x], axis=-1)
    scene[:, 80:] /= 3
    return scene.astype(np.uint8)


def _sharpness(pixels: Pixels) -> float:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return float(np.abs(cv2.Laplacian(grey, cv2.CV_32F)).max())


def test_the_command_offers_every_hardship() -> None:
    assert sorted(HARDSHIPS) == list(evaluate._HARD)


@WAYS
def test_the_copy_is_the_same_every_time_and_the_photo_is_left_alone(
    way: Callable[[Pixels], Pixels],
) -> None:
    scene = _scene()
    first, second = way(scene), way(scene)
    assert np.array_equal(first, second)
    assert np.array_equal(scene, _scene())
    assert (first.shape, first.dtype) == (scene.shape, scene.dtype)
    assert not np.array_equal(first, scene)


def test_the_dark_is_dim_and_noisy() -> None:
    flat = np.full((100, 100, 3), 180, np.uint8)
    assert dark(flat).mean() < 50
    assert dark(flat).std() > 1


def test_too_much_light_leaves_bright_parts_white_and_flat() -> None:
    scene = _scene()
    bright = blown(scene)
    assert (bright >= scene).all()
    assert (bright[scene > 140] == 255).all()
    assert bright[scene < 40].mean() < 160


def test_the_blurred_copy_is_grey_and_soft() -> None:
    copy = blurred(_scene())
    assert (copy == copy[..., :1]).all()
    assert _sharpness(copy) < _sharpness(_scene()) / 3


def test_the_dull_copy_is_grey_and_flat() -> None:
    copy = dull(_scene())
    assert (copy == copy[..., :1]).all()
    assert 85 < copy.min() < copy.max() < 155
